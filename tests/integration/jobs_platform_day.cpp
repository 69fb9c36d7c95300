#include "admin/stored_site_memory.hpp"
#include "base/master_key.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "tests/integration/jobs_platform_day.hpp"

namespace tillbridge::tests {

std::shared_ptr<connectors::SiteMemory> PlatformDay::memory() {
  const base::MasterKey key{base::SecretBytes(std::string(base::MasterKey::kSize, 'k'))};
  return std::make_shared<admin::StoredSiteMemory>(database, base::Sealer(key, random), account, site.id);
}

void PlatformDay::connect_to(Make make, std::string url, domain::SiteSecrets known) {
  secrets = std::move(known);
  services.connectors = [this, make, url = std::move(url)](const domain::Site& asked) {
    auto made = asked;
    made.base_url = url;
    made.allow_plain_http = made.allow_private_address = true;
    made.options = options;
    connectors::http::CurlOptions curl;
    curl.policy = {true, true};
    curl.total_timeout = std::chrono::seconds(5);
    const connectors::ConnectorContext context{.site = made, .secrets = secrets, .clock = clock, .random = random, .currency = "EUR", .memory = memory()};
    return make(context, std::make_unique<connectors::http::CurlHttpClient>(curl));
  };
}

}  // namespace tillbridge::tests
