#include "tests/contract/connector/magento_shop.hpp"

#include <stdexcept>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/magento/make.hpp"
#include "tests/support/fake_magento.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {
namespace {

bool fits(ShopCall wanted, const PlatformCall& call) {
  const bool post = call.method == "POST";
  switch (wanted) {
    case ShopCall::kAny: return true;
    case ShopCall::kCreate: return post && call.path.ends_with("/V1/products") && call.body.find("\"type_id\"") != std::string::npos;
    case ShopCall::kStock: return post && call.path.ends_with("/inventory/source-items");
    case ShopCall::kPrices: return post && call.path.ends_with("/products/base-prices");
    case ShopCall::kOrders: return call.method == "GET" && call.path.ends_with("/V1/orders");
    case ShopCall::kShipment: return post && (call.path.ends_with("/ship") || call.path.ends_with("/shipment/track"));
  }
  return false;
}

std::string status_of(const FakeMagentoProduct& product) {
  if (product.status == 2) return "draft";
  return product.visibility == 1 ? "hidden" : "published";
}

base::Decimal decimal_or_zero(const std::string& text) { return text.empty() ? base::Decimal{} : base::Decimal::parse(text).value(); }

class MagentoShop final : public ShopUnderTest {
  template <class Work>
  auto with(Work work) {
    return shop_.with(work);
  }

 public:
  FixedClock& clock() override { return clock_; }
  std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total) override { return connect_with(secrets(), total); }
  std::unique_ptr<connectors::Connector> connect_with_wrong_secret() override {
    auto wrong = secrets();
    wrong["access_token_secret"] = "wrong";
    return connect_with(wrong, std::chrono::seconds(20));
  }
  ShopAccess access() const override { return {"magento", shop_.base_url(), {}, keys()}; }
  domain::SiteSecrets secrets() override { return keys(); }

  void publish(const std::string& sku) override {
    with([&](FakeMagento& shop) {
      auto& product = the(shop, sku);
      product.status = 1;
      if (const int parent = shop.catalogue().parent_of(product.id)) shop.catalogue().product(parent).status = 1;
    });
  }
  void delete_product(const std::string& sku) override {
    with([&](FakeMagento& shop) { shop.catalogue().erase(sku); });
  }
  void add_foreign_product(const std::string& sku, const std::string& name) override {
    with([&](FakeMagento& shop) { shop.catalogue().add_product({.sku = sku, .name = name, .price = "99.00"}); });
  }

  std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) override {
    const auto blank = customer_name.find(' ');
    std::vector<FakeMagentoLine> bought;
    for (const auto& line : lines) bought.push_back({.sku = line.sku, .quantity = line.quantity});
    const FakeMagentoPurchase purchase{.first_name = customer_name.substr(0, blank), .last_name = customer_name.substr(blank + 1)};
    return std::to_string(with([&](FakeMagento& shop) { return shop.orders().place(bought, purchase); }));
  }
  std::string place_late_order(const std::vector<ShopOrderLine>& lines) override {
    late_.push_back(std::stoi(place_order(lines, "Late Shopper")));
    with([&](FakeMagento& shop) { shop.orders().order(late_.back()).hidden = true; });
    return std::to_string(late_.back());
  }
  void reveal_orders() override {
    with([&](FakeMagento& shop) {
      for (const int id : late_) shop.orders().order(id).hidden = false;
    });
  }
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) override {
    with([&](FakeMagento& shop) {
      const int order = std::stoi(order_id);
      shop.orders().children_move_order(moves_the_order);
      shop.orders().refund(order, {{shop.orders().item_id(order, sku), quantity}}, restock);
      shop.orders().children_move_order(true);
    });
  }
  void cancel(const std::string& order_id) override {
    with([&](FakeMagento& shop) { shop.orders().cancel(std::stoi(order_id)); });
  }
  void ship_the_rest(const std::string& order_id) override {
    with([&](FakeMagento& shop) { shop.orders().ship(std::stoi(order_id)); });
  }
  void garble_order(const std::string& order_id) override {
    with([&](FakeMagento& shop) { shop.orders().order(std::stoi(order_id)).garbled = true; });
  }
  void mend_order(const std::string& order_id) override {
    with([&](FakeMagento& shop) { shop.orders().order(std::stoi(order_id)).garbled = false; });
  }

  std::vector<ShopItem> items(const std::string& sku) override {
    return with([&](FakeMagento& shop) {
      std::vector<ShopItem> out;
      for (const auto& [id, product] : shop.catalogue().products()) {
        if (product.sku != sku) continue;
        ShopItem item{.sku = sku, .name = product.name, .status = status_of(product), .price = decimal_or_zero(product.price)};
        if (product.custom.contains("special_price")) item.sale_price = decimal_or_zero(product.custom.at("special_price"));
        item.quantity = shop.catalogue().on_hand(sku).value_or(base::Decimal{});
        out.push_back(item);
      }
      return out;
    });
  }
  int product_count() override {
    return with([](FakeMagento& shop) {
      int count = 0;
      for (const auto& [id, product] : shop.catalogue().products()) count += shop.catalogue().parent_of(id) == 0 ? 1 : 0;
      return count;
    });
  }
  int parcel_count(const std::string& order_id) override {
    return with([&](FakeMagento& shop) { return static_cast<int>(shop.orders().shipments_of(std::stoi(order_id)).size()); });
  }
  int count_tracking(const std::string& order_id, const std::string& number) override {
    return with([&](FakeMagento& shop) {
      int count = 0;
      for (const Json& shipment : shop.orders().shipments_of(std::stoi(order_id)))
        for (const Json& track : shipment.value("tracks", Json::array())) count += track["track_number"] == number ? 1 : 0;
      return count;
    });
  }
  int call_count() override { return shop_.count(""); }

  void strike(ShopFault fault, ShopCall call) override {
    shop_.fail(fault, 1, [call](const PlatformCall& made) { return fits(call, made); });
  }
  void refuse(const std::string& sku) override {
    with([&](FakeMagento& shop) { shop.catalogue().refuse_sku(sku); });
  }
  bool refuse_whole_batch(const std::string& sku) override {
    with([&](FakeMagento& shop) { shop.catalogue().break_on_sku(sku); });
    return true;
  }

 private:
  static domain::SiteSecrets keys() {
    return {{"consumer_key", FakeMagento::kConsumerKey}, {"consumer_secret", FakeMagento::kConsumerSecret}, {"access_token", FakeMagento::kToken}, {"access_token_secret", FakeMagento::kTokenSecret}};
  }
  std::unique_ptr<connectors::Connector> connect_with(const domain::SiteSecrets& with_keys, std::chrono::milliseconds total) {
    const domain::Site site{.name = "web", .platform = "magento", .base_url = shop_.base_url(), .allow_plain_http = true, .allow_private_address = true};
    connectors::http::CurlOptions options;
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    options.total_timeout = total;
    const connectors::ConnectorContext context{site, with_keys, clock_, random_, "", memory_};
    auto made = connectors::magento::make(context, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "magento"));
    if (!made) throw std::runtime_error(made.error().message);
    return std::move(*made);
  }
  static FakeMagentoProduct& the(FakeMagento& shop, const std::string& sku) {
    auto* found = shop.catalogue().find(sku);
    if (found == nullptr) throw std::runtime_error("the shop has no " + sku);
    return *found;
  }

  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  SeededRandom random_;
  std::shared_ptr<connectors::SiteMemory> memory_ = std::make_shared<connectors::VolatileSiteMemory>();
  FakeMagento shop_{clock_};
  std::vector<int> late_;
};

}  // namespace

std::unique_ptr<ShopUnderTest> make_magento_shop() { return std::make_unique<MagentoShop>(); }

}  // namespace tillbridge::tests
