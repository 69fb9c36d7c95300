#pragma once
#include <memory>

#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The connector on the real network; kInvalidRequest names a missing or wrong setting (settings.hpp lists them).
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context);
/// The same over any client: tests shorten its time-outs or stand in its place.
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client);

}  // namespace tillbridge::connectors::bigcommerce
