#include "tests/contract/connector/shopify_shop.hpp"

#include <stdexcept>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/shopify/make.hpp"
#include "tests/support/fake_shopify.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {
namespace {

bool fits(ShopCall wanted, const PlatformCall& call) {
  const auto runs = [&](const char* operation) { return call.body.find(std::string("\"operationName\":\"") + operation + "\"") != std::string::npos; };
  switch (wanted) {
    case ShopCall::kAny: return true;
    case ShopCall::kCreate: return runs("MakeProduct") || runs("AddVariants");
    case ShopCall::kStock: return runs("SetStock");
    case ShopCall::kPrices: return runs("SetPrices");
    case ShopCall::kOrders: return runs("Orders");
    case ShopCall::kShipment: return runs("FulfillmentCreate") || runs("FulfillmentTracking");
  }
  return false;
}

std::string status_of(const ShopifyProduct& product) {
  if (product.status == "UNLISTED") return "hidden";
  return product.status == "ACTIVE" ? "published" : "draft";
}

class ShopifyShop final : public ShopUnderTest {
 public:
  FixedClock& clock() override { return clock_; }
  std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total) override { return connect_with(FakeShopify::kToken, total); }
  std::unique_ptr<connectors::Connector> connect_with_wrong_secret() override { return connect_with("shpat_wrong", std::chrono::seconds(20)); }
  ShopAccess access() const override { return {"shopify", shop_.base_url(), {}, {{"token", FakeShopify::kToken}}}; }

  void publish(const std::string& sku) override {
    shop_.with([&](FakeShopify& shop) { shop.catalogue().product(the(shop, sku).product_id).status = "ACTIVE"; });
  }
  void delete_product(const std::string& sku) override {
    shop_.with([&](FakeShopify& shop) { shop.catalogue().delete_product(the(shop, sku).product_id); });
  }
  void add_foreign_product(const std::string& sku, const std::string& name) override {
    shop_.with([&](FakeShopify& shop) { shop.catalogue().add_variant(shop.catalogue().add_product(name, "ACTIVE"), sku, "99.00"); });
  }

  std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) override {
    std::vector<ShopifySale> sales;
    for (const auto& line : lines) sales.push_back({.sku = line.sku, .quantity = line.quantity});
    return shop_.with([&](FakeShopify& shop) { return shop.orders().place_order(sales, customer_name); });
  }
  std::string place_late_order(const std::vector<ShopOrderLine>& lines) override {
    late_.push_back(place_order(lines, "Late Shopper"));
    shop_.with([&](FakeShopify& shop) { shop.orders().hide(late_.back(), true); });
    return late_.back();
  }
  void reveal_orders() override {
    shop_.with([&](FakeShopify& shop) {
      for (const auto& id : late_) shop.orders().hide(id, false);
    });
  }
  /// Every refund moves its order in Shopify.
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool) override {
    shop_.with([&](FakeShopify& shop) {
      const std::vector<ShopifyBack> back{{line_of(shop.orders().order(order_id), sku), quantity, restock ? "RETURN" : "NO_RESTOCK"}};
      shop.orders().refund(order_id, back, shop.orders().price_of(order_id, back));
    });
  }
  void ship_the_rest(const std::string& order_id) override {
    shop_.with([&](FakeShopify& shop) { shop.orders().ship_the_rest(order_id); });
  }
  void cancel(const std::string& order_id) override {
    shop_.with([&](FakeShopify& shop) { shop.orders().cancel(order_id); });
  }
  void garble_order(const std::string& order_id) override {
    shop_.with([&](FakeShopify& shop) { shop.orders().order(order_id)["lineItems"][0]["originalUnitPriceSet"]["shopMoney"]["amount"] = "1e99"; });
  }
  void mend_order(const std::string& order_id) override {
    shop_.with([&](FakeShopify& shop) { shop.orders().order(order_id)["lineItems"][0]["originalUnitPriceSet"]["shopMoney"]["amount"] = "10.00"; });
  }

  std::vector<ShopItem> items(const std::string& sku) override {
    return shop_.with([&](FakeShopify& shop) {
      std::vector<ShopItem> out;
      for (const auto* variant : shop.catalogue().with_sku(sku)) {
        const auto& product = shop.catalogue().product(variant->product_id);
        ShopItem item{.sku = sku, .name = product.title, .status = status_of(product)};
        // What is struck through is the regular price.
        item.price = base::Decimal::parse(variant->compare_at.value_or(variant->price)).value();
        if (variant->compare_at) item.sale_price = base::Decimal::parse(variant->price).value();
        for (const auto& [location, quantity] : variant->available) item.quantity += base::Decimal::from_integer(quantity);
        out.push_back(std::move(item));
      }
      return out;
    });
  }
  int product_count() override {
    return shop_.with([](FakeShopify& shop) { return static_cast<int>(shop.catalogue().products().size()); });
  }
  int parcel_count(const std::string& order_id) override {
    return shop_.with([&](FakeShopify& shop) { return static_cast<int>(shop.orders().order(order_id)["fulfillments"].size()); });
  }
  int count_tracking(const std::string& order_id, const std::string& number) override {
    return shop_.with([&](FakeShopify& shop) {
      int count = 0;
      for (const Json& fulfillment : shop.orders().order(order_id)["fulfillments"])
        for (const Json& tracking : fulfillment["trackingInfo"]) count += tracking["number"] == number ? 1 : 0;
      return count;
    });
  }
  int call_count() override { return shop_.count(""); }

  void strike(ShopFault fault, ShopCall call) override {
    shop_.fail(fault, 1, [call](const PlatformCall& made) { return fits(call, made); });
  }
  void refuse(const std::string& sku) override {
    shop_.with([&](FakeShopify& shop) { shop.catalogue().refuse_sku(sku); });
  }
  bool refuse_whole_batch(const std::string& sku) override {
    shop_.with([&](FakeShopify& shop) { shop.catalogue().refuse_whole_with(sku); });
    return true;
  }

 private:
  std::unique_ptr<connectors::Connector> connect_with(const std::string& token, std::chrono::milliseconds total) {
    const domain::Site site{.name = "web", .platform = "shopify", .base_url = shop_.base_url(), .allow_plain_http = true, .allow_private_address = true};
    connectors::http::CurlOptions options;
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    options.total_timeout = total;
    const connectors::ConnectorContext context{site, {{"token", token}}, clock_, random_};
    auto made = connectors::shopify::make(context, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "shopify"));
    if (!made) throw std::runtime_error(made.error().message);
    return std::move(*made);
  }
  static ShopifyVariant& the(FakeShopify& shop, const std::string& sku) {
    const auto found = shop.catalogue().with_sku(sku);
    if (found.empty()) throw std::runtime_error("the shop has no " + sku);
    return *found.front();
  }

  static std::size_t line_of(const Json& order, const std::string& sku) {
    for (std::size_t i = 0; i < order["lineItems"].size(); ++i)
      if (order["lineItems"][i]["sku"] == sku) return i;
    throw std::runtime_error("the order has no " + sku);
  }

  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  SeededRandom random_;
  FakeShopify shop_{clock_};
  std::vector<std::string> late_;
};

}  // namespace

std::unique_ptr<ShopUnderTest> make_shopify_shop() { return std::make_unique<ShopifyShop>(); }

}  // namespace tillbridge::tests
