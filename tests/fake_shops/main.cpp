// The pretended shops of the tests as a program: one per platform on 127.0.0.1, with the true time, for the demo and for trying things by hand.
//   tillbridge_fake_shops [PLATFORM...]      all platforms by default
// Prints one line of JSON, {"control": address, "shops": [{name, platform, url, options, secrets, stock_basis}]}, and runs until SIGTERM or SIGINT. The control
// address gives the hands of merchants and shoppers (shop_control.hpp).
#include <csignal>

#include <algorithm>
#include <iostream>
#include <thread>

#include "tests/fake_shops/shop_control.hpp"

namespace {

using namespace tillbridge;
using namespace tillbridge::tests;

constexpr std::chrono::milliseconds kTick{20};

ShopControl::Shops make_shops(const std::vector<std::string>& asked) {
  ShopControl::Shops shops;
  for (const auto& maker : shops_under_test()) {
    const bool wanted = asked.empty() || std::find(asked.begin(), asked.end(), maker.platform) != asked.end();
    // "generic" is the same shop as "hipcommerce", which is the platform's name for it.
    if (wanted && maker.kind.empty() && maker.platform != "generic") shops.emplace(maker.platform, maker.make());
  }
  return shops;
}

nlohmann::json describe(const ShopControl::Shops& shops) {
  auto rows = nlohmann::json::array();
  for (const auto& [name, shop] : shops) {
    const auto access = shop->access();
    const bool physical = shop->connect()->capabilities().stock_basis == domain::StockBasis::kPhysical;
    rows.push_back({{"name", name}, {"stock_basis", physical ? "physical" : "available"}, {"platform", access.platform}, {"url", access.base_url}, {"options", access.options}, {"secrets", access.secrets}});
  }
  return rows;
}

/// Tests move a shop's clock by hand; here a hand moves it with the wall clock.
void keep_time(const ShopControl::Shops& shops) {
  const base::SystemClock wall;
  for (const auto& [name, shop] : shops) shop->clock().set(wall.now());
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  try {
    const auto shops = make_shops({argv + 1, argv + argc});
    if (shops.empty()) throw std::invalid_argument("there is no shop of that platform");
    keep_time(shops);
    ShopControl control(shops);
    sandbox::HttpServer server({}, [&](const sandbox::Request& request) { return control.answer(request); });
    std::jthread clockwork([&](const std::stop_token& stop) {
      for (; !stop.stop_requested(); std::this_thread::sleep_for(kTick)) keep_time(shops);
    });
    std::cout << nlohmann::json{{"control", server.base_url()}, {"shops", describe(shops)}}.dump() << std::endl;
    int signal = 0;
    sigwait(&ends, &signal);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
