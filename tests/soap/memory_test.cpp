// A hundred thousand rows must not need memory of their own: rows are handed on while they are read.
#include <boost/test/unit_test.hpp>

#include <malloc.h>

#include <fstream>
#include <string>

#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

/// "VmRSS:" or "VmHWM:" of this process, in KB.
long status_of(const std::string& wanted) {
  std::ifstream status("/proc/self/status");
  for (std::string name; status >> name;) {
    if (name != wanted) continue;
    long kilobytes = 0;
    status >> kilobytes;
    return kilobytes;
  }
  return 0;
}

std::string products(int count, const std::string& name) {
  const std::string text(600, 'd');
  std::string rows = "<Products>";
  for (int i = 0; i < count; ++i)
    rows += "<Product><ItemIntegrationId>item-number-" + std::to_string(i) + "</ItemIntegrationId><Name>" + name + "</Name><LongDescription>" + text +
            "</LongDescription><Brand>Northwind</Brand><Price>19.99</Price><Quantity>3</Quantity><Sites><SiteName>web-eu</SiteName></Sites></Product>";
  return rows + "</Products>";
}

/// Peak growth in MB while the call runs, its body not counted.
long growth_during(TillScene& scene, const std::string& body) {
  auto request = TillScene::a_request(body);
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
  const long before = status_of("VmRSS:");
  const auto response = scene.send(std::move(request));
  BOOST_TEST(response.status == 200);
  return (status_of("VmHWM:") - before) / 1024;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(memory)

BOOST_AUTO_TEST_CASE(grows_little_with_ten_times_the_rows) {
  TillScene scene;
  growth_during(scene, TillScene::envelope("UpdatePOSProducts", products(2'000, "Thing")));
  const long few = growth_during(scene, TillScene::envelope("UpdatePOSProducts", products(4'000, "Thing again")));
  const std::string large = TillScene::envelope("UpdatePOSProducts", products(40'000, "Thing again"));
  const long many = growth_during(scene, large);
  BOOST_TEST_MESSAGE("4,000 rows: " << few << " MB, 40,000 rows (" << large.size() / 1024 / 1024 << " MB of XML): " << many << " MB");
  // The keys of 36,000 more rows may stay, their 30 MB of text may not.
  BOOST_TEST(many - few < 16);
}

BOOST_AUTO_TEST_SUITE_END()
