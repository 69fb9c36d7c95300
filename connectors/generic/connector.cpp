#include "connectors/generic/connector.hpp"

#include "connectors/generic/make.hpp"
#include "connectors/http/curl_http_client.hpp"

namespace tillbridge::connectors::generic {

GenericConnector::GenericConnector(Settings settings, const base::Clock& clock, std::unique_ptr<http::HttpClient> client)
    : settings_(std::move(settings)), clock_(clock), api_(settings_, clock, std::move(client)) {}

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client) {
  auto settings = read_settings(context.site, context.secrets);
  if (!settings) return settings.error();
  return std::unique_ptr<Connector>(std::make_unique<GenericConnector>(std::move(*settings), context.clock, std::move(client)));
}

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) { return make(context, http::make_client(context.site)); }

}  // namespace tillbridge::connectors::generic
