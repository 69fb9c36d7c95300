#include "tests/contract/connector/woocommerce_shop.hpp"

#include <stdexcept>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/woocommerce/make.hpp"
#include "tests/support/fake_woocommerce.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {
namespace {

/// 10.00 with tax.
constexpr const char* kUnitNet = "8.40";

WooFault fault_of(ShopFault fault) {
  switch (fault) {
    case ShopFault::kThrottle: return WooFault::kTooMany;
    case ShopFault::kUnauthorized: return WooFault::kRefused;
    case ShopFault::kError500: return WooFault::kDatabaseAway;
    case ShopFault::kError502: return WooFault::kGatewayAway;
    case ShopFault::kHtml: return WooFault::kWebPage;
    case ShopFault::kLoseAnswer: return WooFault::kAnswerLost;
    case ShopFault::kSilence: return WooFault::kAnswerLate;
  }
  return WooFault::kDatabaseAway;
}

bool fits(ShopCall wanted, const WooCall& call) {
  const bool batch = call.method == "POST" && call.path.ends_with("/batch");
  const auto holds = [&](const char* member) { return call.body.find(std::string("\"") + member + "\"") != std::string::npos; };
  switch (wanted) {
    case ShopCall::kAny: return true;
    case ShopCall::kCreate: return batch && holds("create");
    case ShopCall::kStock: return batch && holds("update") && holds("stock_quantity");
    case ShopCall::kPrices: return batch && holds("update") && holds("regular_price");
    case ShopCall::kOrders: return call.method == "GET" && call.path == "/orders";
    case ShopCall::kShipment: return call.method == "PUT" && call.path.starts_with("/orders/");
  }
  return false;
}

Json address_of(const std::string& name) {
  const auto blank = name.find(' ');
  return Json{{"first_name", name.substr(0, blank)}, {"last_name", name.substr(blank + 1)}, {"address_1", "1 High Street"}, {"city", "York"},
              {"postcode", "YO1"}, {"country", "GB"}, {"email", "shopper@example.org"}};
}

std::string status_of(const Json& product) {
  if (product["status"] == "private" || product["catalog_visibility"] == "hidden") return "hidden";
  return product["status"] == "publish" ? "published" : product["status"].get<std::string>();
}

/// A name as the shop's pages show it.
std::string shown(std::string name) {
  for (auto at = name.find("&amp;"); at != std::string::npos; at = name.find("&amp;", at + 1)) name.erase(at + 1, 4);
  return name;
}

class WooCommerceShop final : public ShopUnderTest {
  template <class Work>
  auto with(Work work) {
    return shop_.with_shop(work);
  }

 public:
  ShopAccess access() const override {
    return {"woocommerce", shop_.base_url(), {}, {{"consumer_key", FakeWooCommerce::kKey}, {"consumer_secret", FakeWooCommerce::kSecret}}};
  }
  FixedClock& clock() override { return clock_; }
  std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total) override { return connect_with(FakeWooCommerce::kSecret, total); }
  std::unique_ptr<connectors::Connector> connect_with_wrong_secret() override { return connect_with("cs_wrong", std::chrono::seconds(20)); }

  void publish(const std::string& sku) override {
    with([&](FakeWooShop& shop) {
      Json& product = the(shop, sku);
      product["status"] = "publish";
      if (product["parent_id"] != 0) shop.product(product["parent_id"].get<int>())["status"] = "publish";
    });
  }
  void delete_product(const std::string& sku) override {
    with([&](FakeWooShop& shop) { shop.delete_product(the(shop, sku)["id"].get<int>()); });
  }
  void add_foreign_product(const std::string& sku, const std::string& name) override {
    with([&](FakeWooShop& shop) { shop.add_product({{"name", name}, {"type", "simple"}, {"status", "publish"}, {"sku", sku}, {"regular_price", "99.00"}}); });
  }

  std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) override {
    std::vector<FakeWooLine> bought;
    for (const auto& line : lines) bought.push_back({line.sku, line.quantity, kUnitNet, "0"});
    const Json address = address_of(customer_name);
    const Json more{{"billing", address}, {"shipping", address}, {"shipping_total", "5.00"}, {"shipping_tax", "0.95"}};
    return std::to_string(with([&](FakeWooShop& shop) { return shop.place_order(bought, "processing", more); }));
  }
  std::string place_late_order(const std::vector<ShopOrderLine>& lines) override {
    const std::string id = place_order(lines, "Late Shopper");
    with([&](FakeWooShop& shop) { shop.hide_order(std::stoi(id), true); });
    late_.push_back(std::stoi(id));
    return id;
  }
  void reveal_orders() override {
    with([&](FakeWooShop& shop) {
      for (const int id : late_) shop.hide_order(id, false);
    });
  }
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) override {
    with([&](FakeWooShop& shop) {
      shop.settings().refunds_move_order = moves_the_order;
      for (const Json& line : shop.order(std::stoi(order_id))["line_items"])
        if (line["sku"] == sku) {
          const auto net = base::Decimal::from_integer(quantity) * base::Decimal::parse(kUnitNet).value(), tax = (net * base::Decimal::parse("0.19").value()).rounded(2);
          shop.refund(std::stoi(order_id), (net + tax).to_fixed(2), {{line["id"].get<int>(), quantity, net.to_fixed(2), tax.to_fixed(2)}}, restock);
          return;
        }
      throw std::runtime_error("order " + order_id + " has no " + sku);
    });
  }
  void ship_the_rest(const std::string& order_id) override {
    with([&](FakeWooShop& shop) { return shop.set_order_status(std::stoi(order_id), "completed"), 0; });
  }
  void cancel(const std::string& order_id) override {
    with([&](FakeWooShop& shop) { shop.set_order_status(std::stoi(order_id), "cancelled"); });
  }

  void garble_order(const std::string& order_id) override {
    with([&](FakeWooShop& shop) { shop.order(std::stoi(order_id))["line_items"][0]["total"] = "1e99"; });
  }
  void mend_order(const std::string& order_id) override {
    with([&](FakeWooShop& shop) {
      Json& line = shop.order(std::stoi(order_id))["line_items"][0];
      line["total"] = line["subtotal"];
    });
  }

  std::vector<ShopItem> items(const std::string& sku) override {
    return with([&](FakeWooShop& shop) {
      std::vector<ShopItem> out;
      for (const auto& [id, product] : shop.products()) {
        if (product["sku"] != sku) continue;
        const std::string sale = product["sale_price"].get<std::string>();
        ShopItem item{.sku = sku, .name = shown(product["name"].get<std::string>()), .status = status_of(product)};
        item.price = base::Decimal::parse(product["regular_price"].get<std::string>()).value();
        if (!sale.empty()) item.sale_price = base::Decimal::parse(sale).value();
        if (product["stock_quantity"].is_number()) item.quantity = base::Decimal::from_integer(product["stock_quantity"].get<int>());
        out.push_back(item);
      }
      return out;
    });
  }
  int product_count() override {
    return with([](FakeWooShop& shop) {
      int count = 0;
      for (const auto& [id, product] : shop.products()) count += product["parent_id"] == 0 ? 1 : 0;
      return count;
    });
  }
  /// What a shopper gets to see of parcels: one note each.
  int parcel_count(const std::string& order_id) override {
    return with([&](FakeWooShop& shop) { return static_cast<int>(shop.notes(std::stoi(order_id)).size()); });
  }
  int count_tracking(const std::string& order_id, const std::string& number) override {
    return with([&](FakeWooShop& shop) {
      int count = 0;
      for (const auto& note : shop.notes(std::stoi(order_id))) count += note["note"].get<std::string>().ends_with(number) ? 1 : 0;
      return count;
    });
  }
  /// WordPress strips percent codes.
  bool keeps_sku(const std::string& sku) override { return sku.find("%20") == std::string::npos; }
  int call_count() override { return shop_.count(""); }

  void strike(ShopFault fault, ShopCall call) override {
    shop_.fail(fault_of(fault), 1, [call](const WooCall& made) { return fits(call, made); });
  }
  void refuse(const std::string& sku) override {
    with([&](FakeWooShop& shop) { shop.refuse_sku(sku); });
  }
  bool refuse_whole_batch(const std::string& sku) override {
    with([&](FakeWooShop& shop) { shop.break_on_sku(sku); });
    return true;
  }

 private:
  std::unique_ptr<connectors::Connector> connect_with(const std::string& secret, std::chrono::milliseconds total) {
    domain::Site site{.name = "web", .platform = "woocommerce", .base_url = shop_.base_url(), .allow_plain_http = true, .allow_private_address = true};
    connectors::http::CurlOptions options;
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    options.total_timeout = total;
    const connectors::ConnectorContext context{site, {{"consumer_key", FakeWooCommerce::kKey}, {"consumer_secret", secret}}, clock_, random_};
    auto made = connectors::woocommerce::make(context, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "woocommerce"));
    if (!made) throw std::runtime_error(made.error().message);
    return std::move(*made);
  }
  static Json& the(FakeWooShop& shop, const std::string& sku) {
    Json* found = shop.product_with_sku(sku);
    if (found == nullptr) throw std::runtime_error("the shop has no " + sku);
    return *found;
  }

  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  SeededRandom random_;
  FakeWooCommerce shop_{clock_};
  std::vector<int> late_;
};

}  // namespace

std::unique_ptr<ShopUnderTest> make_woocommerce_shop() { return std::make_unique<WooCommerceShop>(); }

}  // namespace tillbridge::tests
