#pragma once
#include <memory>

#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::generic {

/// The connector for shops that speak docs/generic-connector.openapi.yaml, over the real network. Platforms "generic" and "hipcommerce" (a
/// profile: the same contract with other defaults). Settings: docs/platforms/generic.md.
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context);

/// The same over another client: for tests.
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client);

}  // namespace tillbridge::connectors::generic
