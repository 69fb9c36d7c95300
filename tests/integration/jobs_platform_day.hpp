#pragma once
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "tests/integration/jobs_bench.hpp"

namespace tillbridge::tests {

/// The jobs on a real store against one platform's pretended shop over sockets: every run has a connector of its own, and what a site keeps from
/// run to run lies in the store.
class PlatformDay : public JobsBench {
 public:
  std::map<std::string, std::string> options;  ///< of the site, read anew by every run
  domain::SiteSecrets secrets;                 ///< likewise
  std::shared_ptr<connectors::SiteMemory> memory();

 protected:
  using Make = base::Result<std::unique_ptr<connectors::Connector>> (*)(const connectors::ConnectorContext&, std::unique_ptr<connectors::http::HttpClient>);
  void connect_to(Make make, std::string url, domain::SiteSecrets known);
};

}  // namespace tillbridge::tests
