#include <boost/test/unit_test.hpp>

#include "domain/site_secrets.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using domain::AccountId, domain::SiteId;

BOOST_AUTO_TEST_CASE(a_sites_secret_opens_for_its_own_account_site_and_name_only) {
  tests::SeededRandom random;
  const base::Sealer sealer(base::MasterKey(base::SecretBytes(std::string(32, 'k'))), random);
  const auto sealed = domain::seal_site_secret(sealer, AccountId{1}, SiteId{2}, "token", "geheim");
  BOOST_TEST(domain::unseal_site_secrets(sealer, AccountId{1}, SiteId{2}, {{"token", sealed}}).value().at("token") == "geheim");
  BOOST_TEST(domain::unseal_site_secrets(sealer, AccountId{1}, SiteId{2}, {}).value().empty());
  BOOST_TEST(!domain::unseal_site_secrets(sealer, AccountId{2}, SiteId{2}, {{"token", sealed}}));
  BOOST_TEST(!domain::unseal_site_secrets(sealer, AccountId{1}, SiteId{1}, {{"token", sealed}}));
  const auto moved = domain::unseal_site_secrets(sealer, AccountId{1}, SiteId{2}, {{"key", sealed}});
  BOOST_TEST(moved.error().message.starts_with("secret key: "));
  BOOST_TEST(moved.error().message.find("geheim") == std::string::npos);
}
