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

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) {
  http::CurlOptions options;
  options.policy = {.allow_plain_http = context.site.allow_plain_http, .allow_private_address = context.site.allow_private_address};
  return make(context, std::make_unique<http::CurlHttpClient>(options));
}

}  // namespace tillbridge::connectors::generic
