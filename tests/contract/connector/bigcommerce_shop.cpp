#include "tests/contract/connector/bigcommerce_shop.hpp"

#include <stdexcept>

#include "connectors/bigcommerce/make.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "tests/contract/connector/bigcommerce_order_verbs.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {
namespace {

bool fits(ShopCall wanted, const PlatformCall& call) {
  const bool update = call.method == "PUT" && (call.path.ends_with("/v3/catalog/products") || call.path.ends_with("/v3/catalog/variants"));
  switch (wanted) {
    case ShopCall::kAny: return true;
    case ShopCall::kCreate: return call.method == "POST" && call.path.find("/v3/catalog/products") != std::string::npos;
    case ShopCall::kStock: return call.path.ends_with("/adjustments/absolute");
    case ShopCall::kPrices: return update && call.body.find("\"price\"") != std::string::npos;
    case ShopCall::kOrders: return call.method == "GET" && call.path.ends_with("/v2/orders");
    case ShopCall::kShipment: return call.method == "POST" && call.path.ends_with("/shipments");
  }
  return false;
}

base::Decimal money(const Json& value) { return base::Decimal::parse(value.is_string() ? value.get<std::string>() : value.dump()).value(); }

/// Null of a variant is what the product has.
base::Decimal inherited(const Json& variant, const Json& product, const char* field) { return money(variant[field].is_null() ? product[field] : variant[field]); }

class BigCommerceShop final : public BigCommerceOrderVerbs {
 public:
  ShopAccess access() const override { return {"bigcommerce", shop_.store_url(), {}, {{"access_token", FakeBigCommerce::kToken}}}; }
  domain::SiteSecrets secrets() override { return {{"access_token", "t"}}; }
  std::string address() override { return "https://api.bigcommerce.com/stores/abc123"; }
  std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total) override { return connect_with(FakeBigCommerce::kToken, total); }
  std::unique_ptr<connectors::Connector> connect_with_wrong_secret() override { return connect_with("wrong", std::chrono::seconds(20)); }

  void publish(const std::string& sku) override {
    shop_.with_store([&](BigStore& store) { product_of(store, sku)["is_visible"] = true; });
  }
  void delete_product(const std::string& sku) override {
    shop_.with_store([&](BigStore& store) { store.catalogue.delete_product(product_of(store, sku)["id"].get<int>()); });
  }
  void add_foreign_product(const std::string& sku, const std::string& name) override {
    shop_.with_store([&](BigStore& store) { store.catalogue.add_product({{"name", name}, {"sku", sku}, {"price", 99}}); });
  }

  std::vector<ShopItem> items(const std::string& sku) override {
    return shop_.with_store([&](BigStore& store) {
      std::vector<ShopItem> out;
      for (const Json* variant : store.catalogue.variants_with_sku(sku)) {
        const Json& product = *store.catalogue.product((*variant)["product_id"].get<int>());
        ShopItem item{.sku = sku, .name = product["name"].get<std::string>(), .status = product["is_visible"] == true ? "published" : "draft"};
        if ((*variant)["purchasing_disabled"] == true) item.status = "hidden";
        item.price = inherited(*variant, product, "price");
        if (const auto sale = inherited(*variant, product, "sale_price"); !sale.is_zero()) item.sale_price = sale;
        item.quantity = base::Decimal::from_integer(store.stock.on_hand(sku));
        out.push_back(item);
      }
      return out;
    });
  }
  int product_count() override {
    return shop_.with_store([](BigStore& store) { return static_cast<int>(store.catalogue.products().size()); });
  }
  int call_count() override { return shop_.count(""); }

  void strike(ShopFault fault, ShopCall call) override {
    shop_.fail(fault, 1, [call](const PlatformCall& made) { return fits(call, made); });
  }
  void refuse(const std::string& sku) override {
    shop_.with_store([&](BigStore& store) { store.catalogue.refuse_sku(sku); });
  }
  bool refuse_whole_batch(const std::string& sku) override {
    shop_.with_store([&](BigStore& store) { store.catalogue.break_on_sku(sku); });
    return true;
  }

 private:
  static Json& product_of(BigStore& store, const std::string& sku) {
    const Json* variant = store.catalogue.variant_with_sku(sku);
    if (variant == nullptr) throw std::runtime_error("the store has no " + sku);
    return *store.catalogue.product((*variant)["product_id"].get<int>());
  }
  std::unique_ptr<connectors::Connector> connect_with(const std::string& token, std::chrono::milliseconds total) {
    domain::Site site{.name = "web", .platform = "bigcommerce", .base_url = shop_.store_url(), .allow_plain_http = true, .allow_private_address = true};
    connectors::http::CurlOptions options;
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    options.total_timeout = total;
    const connectors::ConnectorContext context{site, {{"access_token", token}}, clock_, random_};
    auto made = connectors::bigcommerce::make(context, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "bigcommerce"));
    if (!made) throw std::runtime_error(made.error().message);
    return std::move(*made);
  }

  SeededRandom random_;
};

}  // namespace

std::unique_ptr<ShopUnderTest> make_bigcommerce_shop() { return std::make_unique<BigCommerceShop>(); }

}  // namespace tillbridge::tests
