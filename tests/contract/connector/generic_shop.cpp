#include "tests/contract/connector/generic_shop.hpp"

#include <atomic>
#include <stdexcept>

#include "connectors/generic/make.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "sandbox/place_order.hpp"
#include "sandbox/sandbox_server.hpp"
#include "tests/contract/connector/openapi_check.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {
namespace {

using sandbox::Fault;
using sandbox::Shop;

constexpr int kManyPolls = 1'000'000;

/// Holds every request, and every good answer of the sandbox, against the OpenAPI document.
class CheckedClient final : public connectors::http::HttpClient {
 public:
  CheckedClient(std::chrono::milliseconds total, std::string base_url) : base_url_(std::move(base_url)), client_(options(total)) {}
  connectors::http::HttpExchange send(const connectors::http::HttpRequest& request) override {
    check_against_openapi(request, base_url_);
    auto exchange = client_.send(request);
    const bool json = exchange.header("Content-Type").starts_with("application/json");
    if (exchange.success() && json) check_answer_against_openapi(request, exchange, base_url_);
    return exchange;
  }

 private:
  static connectors::http::CurlOptions options(std::chrono::milliseconds total) {
    connectors::http::CurlOptions options;
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    options.total_timeout = total;
    return options;
  }
  std::string base_url_;
  connectors::http::CurlHttpClient client_;
};

Fault fault_of(ShopFault fault, ShopCall call) {
  Fault out;
  switch (fault) {
    case ShopFault::kThrottle: out = {.kind = "throttle", .retry_after = 7}; break;
    case ShopFault::kUnauthorized: out = {.kind = "unauthorized"}; break;
    case ShopFault::kError500: out = {.kind = "error", .status = 500}; break;
    case ShopFault::kError502: out = {.kind = "error", .status = 502}; break;
    case ShopFault::kHtml: out = {.kind = "html"}; break;
    case ShopFault::kLoseAnswer: out = {.kind = "drop", .after_work = true}; break;
    case ShopFault::kSilence: out = {.kind = "hold", .after_work = true}; break;
  }
  switch (call) {
    case ShopCall::kAny: break;
    case ShopCall::kCreate: out.path = "/products", out.exact = true; break;
    case ShopCall::kStock: out.path = "/stock"; break;
    case ShopCall::kPrices: out.path = "/prices"; break;
    case ShopCall::kOrders: out.method = "GET", out.path = "/orders"; break;
    case ShopCall::kShipment: out.method = "POST", out.path = "/orders/"; break;
  }
  return out;
}

class GenericShop final : public ShopUnderTest {
 public:
  GenericShop(std::string platform, std::map<std::string, std::string> options) : platform_(std::move(platform)), options_(std::move(options)) {}

  ShopAccess access() const override { return {platform_, server_.api_url(), options_, {{"token", "sandbox-token"}}}; }
  FixedClock& clock() override { return clock_; }
  std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total) override { return connect_with("sandbox-token", total); }
  std::unique_ptr<connectors::Connector> connect_with_wrong_secret() override { return connect_with("wrong", std::chrono::seconds(20)); }

  void publish(const std::string& sku) override {
    with([&](Shop& shop) { demand(shop.catalogue.merchandise(product_of(shop, sku), {.status = "published"})); });
  }
  void delete_product(const std::string& sku) override {
    with([&](Shop& shop) { demand(shop.catalogue.erase(product_of(shop, sku))); });
  }
  void add_foreign_product(const std::string& sku, const std::string& name) override {
    with([&](Shop& shop) {
      sandbox::Product product{.sku = sku, .name = name};
      product.variants.push_back({.sku = sku, .price = base::Decimal::from_integer(99)});
      const auto made = shop.catalogue.create(product);
      demand(shop.catalogue.merchandise(made.product_id, {.status = "published"}));
    });
  }

  std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) override {
    return with([&](Shop& shop) {
      sandbox::Basket basket{.shipping_charge = base::Decimal::from_integer(5)};
      const auto blank = customer_name.find(' ');
      basket.customer = {.email = "shopper@example.org", .first_name = customer_name.substr(0, blank), .last_name = customer_name.substr(blank + 1)};
      basket.billing_address = {.first_name = basket.customer.first_name, .last_name = basket.customer.last_name, .line1 = "1 High Street", .city = "York", .postcode = "YO1", .country = "GB"};
      basket.shipping_address = basket.billing_address;
      for (const auto& line : lines) basket.lines.push_back({.sku = line.sku, .quantity = base::Decimal::from_integer(line.quantity)});
      return demand(sandbox::place_order(shop, basket)).order_id;
    });
  }
  std::string place_late_order(const std::vector<ShopOrderLine>& lines) override {
    with([](Shop& shop) { demand(shop.faults.add({.kind = "late_orders", .polls = kManyPolls})); });
    return place_order(lines, "Late Shopper");
  }
  void reveal_orders() override {
    with([](Shop& shop) {
      for (auto& [id, stored] : shop.orders.all()) stored.hidden_polls = 0;
    });
  }
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) override {
    with([&](Shop& shop) {
      const auto order = demand(shop.orders.get(order_id));
      for (const auto& line : order.lines)
        if (line.sku == sku)
          demand(shop.orders.refund(order_id, {.lines = {{.line_id = line.line_id, .quantity = base::Decimal::from_integer(quantity), .restock = restock}}}, moves_the_order));
    });
  }
  void cancel(const std::string& order_id) override {
    with([&](Shop& shop) { demand(shop.orders.cancel(order_id, {})); });
  }
  void ship_the_rest(const std::string& order_id) override {
    with([&](Shop& shop) { demand(shop.orders.ship(order_id, {})); });
  }

  void garble_order(const std::string& order_id) override {
    with([&](Shop& shop) { std::swap(first_line(shop, order_id).quantity, kept_); });
  }
  void mend_order(const std::string& order_id) override { garble_order(order_id); }

  std::vector<ShopItem> items(const std::string& sku) override {
    return with([&](Shop& shop) {
      std::vector<ShopItem> out;
      for (const auto& [id, product] : shop.catalogue.all())
        for (const auto& variant : product.variants)
          if (variant.sku == sku) out.push_back({variant.sku, product.name, variant.hidden ? "hidden" : product.status, variant.price, variant.sale_price, variant.quantity});
      return out;
    });
  }
  int product_count() override {
    return with([](Shop& shop) { return static_cast<int>(shop.catalogue.all().size()); });
  }
  int parcel_count(const std::string& order_id) override {
    return with([&](Shop& shop) { return static_cast<int>(demand(shop.orders.get(order_id)).shipments.size()); });
  }
  int count_tracking(const std::string& order_id, const std::string& number) override {
    return with([&](Shop& shop) {
      int count = 0;
      for (const auto& parcel : demand(shop.orders.get(order_id)).shipments) count += parcel.tracking_number == number ? 1 : 0;
      return count;
    });
  }
  int call_count() override {
    return with([](Shop& shop) {
      std::int64_t sum = 0;
      for (const auto& [route, count] : shop.calls) sum += count;
      return static_cast<int>(sum);
    });
  }

  void strike(ShopFault fault, ShopCall call) override {
    with([&](Shop& shop) { demand(shop.faults.add(fault_of(fault, call))); });
  }
  void refuse(const std::string& sku) override {
    with([&](Shop& shop) { demand(shop.faults.add({.kind = "reject_sku", .times = 0, .sku = sku})); });
  }
  bool refuse_whole_batch(const std::string& sku) override {
    with([&](Shop& shop) { demand(shop.faults.add({.kind = "refuse_batch", .times = 0, .sku = sku})); });
    return true;
  }

 private:
  std::unique_ptr<connectors::Connector> connect_with(const std::string& token, std::chrono::milliseconds total) {
    domain::Site site{.name = "web", .platform = platform_, .base_url = server_.api_url(), .allow_plain_http = true, .allow_private_address = true};
    site.options = options_;
    const connectors::ConnectorContext context{site, {{"token", token}}, clock_, random_};
    auto made = connectors::generic::make(context, std::make_unique<CheckedClient>(total, server_.api_url()));
    if (!made) throw std::runtime_error(made.error().message);
    return std::move(*made);
  }

  template <class Work>
  std::invoke_result_t<Work, Shop&> with(Work work) {
    return server_.with_shop(work);
  }
  template <class T>
  static T demand(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  static sandbox::OrderLine& first_line(Shop& shop, const std::string& order_id) {
    for (auto& [id, stored] : shop.orders.all())
      if (stored.order.order_id == order_id) return stored.order.lines.front();
    throw std::runtime_error("the shop has no order " + order_id);
  }
  static std::string product_of(Shop& shop, const std::string& sku) {
    const auto found = shop.catalogue.look_up({sku});
    if (found.empty()) throw std::runtime_error("the shop has no " + sku);
    return found.front().product_id;
  }

  std::string platform_;
  std::map<std::string, std::string> options_;
  base::Decimal kept_;                ///< no pieces at all: what a garbled order holds
  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  SeededRandom random_;
  sandbox::SandboxServer server_{{}, clock_};
};

}  // namespace

std::unique_ptr<ShopUnderTest> make_generic_shop(const std::string& platform, const std::map<std::string, std::string>& options) {
  return std::make_unique<GenericShop>(platform, options);
}

}  // namespace tillbridge::tests
