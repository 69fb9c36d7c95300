#pragma once
#include <memory>

#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::magento {

/// Reads the site's settings and makes a connector with the guarded client.
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context);

/// The same with another way to the network, for tests.
Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client);

}  // namespace tillbridge::connectors::magento
