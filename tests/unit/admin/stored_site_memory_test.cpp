#include "admin/stored_site_memory.hpp"

#include <boost/test/unit_test.hpp>

#include "admin_fixture.hpp"

namespace tillbridge::tests {
namespace {

using Kind = connectors::SiteMemory::Kind;

struct MemoryScene : AdminFixture {
  domain::Site site = (add_account(), add_site());
  admin::StoredSiteMemory memory{*store, base::Sealer(key, random), site.account_id, site.id};

  std::string at_rest(const std::string& name) {
    std::string text;
    store->read([&](persistence::UnitOfWork& work) { text = work.site_memories().find(site.account_id, site.id, name)->value; });
    return text;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stored_site_memory)

BOOST_AUTO_TEST_CASE(seals_secrets_at_rest_and_opens_them_for_the_connector) {
  MemoryScene scene;
  scene.memory.store("token", "shpat_secret", Kind::kSecret);
  scene.memory.store("location", "gid://1", Kind::kPlain);
  BOOST_TEST(scene.at_rest("token").find("shpat") == std::string::npos);
  BOOST_TEST(scene.memory.find("token").value() == "shpat_secret");
  BOOST_TEST(scene.memory.find("location").value() == "gid://1");
  BOOST_TEST((scene.memory.list_keys("") == std::vector<std::string>{"location", "token"}));
  scene.memory.forget("token");
  BOOST_TEST(!scene.memory.find("token"));
}

BOOST_AUTO_TEST_CASE(of_two_runs_that_renew_a_token_one_wins) {
  MemoryScene scene;
  BOOST_TEST(scene.memory.replace("token", std::nullopt, "first", Kind::kSecret));
  BOOST_TEST(scene.memory.replace("token", "first", "second", Kind::kSecret));
  BOOST_TEST(!scene.memory.replace("token", "first", "late", Kind::kSecret));
  BOOST_TEST(scene.memory.find("token").value() == "second");
}

BOOST_AUTO_TEST_CASE(a_secret_of_another_site_or_master_key_does_not_open) {
  MemoryScene scene;
  scene.memory.store("token", "shpat_secret", Kind::kSecret);
  const base::MasterKey foreign{base::SecretBytes(std::string(base::MasterKey::kSize, 'f'))};
  admin::StoredSiteMemory other(*scene.store, base::Sealer(foreign, scene.random), scene.site.account_id, scene.site.id);
  BOOST_TEST(!other.find("token"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
