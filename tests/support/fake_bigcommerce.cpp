#include "tests/support/fake_bigcommerce.hpp"

namespace tillbridge::tests {
namespace {

constexpr const char* kRoot = "/stores/abc123";
constexpr std::chrono::milliseconds kWindow{30'000};

/// Which right a call needs.
std::string right_for(const std::string& path) {
  if (path.find("/transactions") != std::string::npos) return "store_v2_transactions";
  if (path.starts_with("/v2/orders") || path.starts_with("/v3/orders")) return "store_v2_orders";
  if (path.starts_with("/v3/inventory/locations")) return "store_locations";
  if (path.starts_with("/v3/inventory")) return "store_inventory";
  if (path.starts_with("/v3/catalog")) return "store_v2_products";
  return "store_v2_information";
}

/// Members that are ours, and those that the store leaves out where a thing has none.
void strip(Json& value) {
  if (value.is_object())
    for (auto at = value.begin(); at != value.end();) at = at.key().starts_with("_") || (at.key() == "base_variant_id" && at->is_null()) ? value.erase(at) : std::next(at);
  if (value.is_structured())
    for (Json& inner : value) strip(inner);
}

sandbox::Response to_response(BigAnswer answer) {
  if (answer.status == 204) return {.status = 204};
  strip(answer.body);
  return sandbox::json_response(answer.status, answer.body.dump());
}

/// The shelf that the store's orders are taken from.
BigShelf shelf_of(FakeBigCatalogue& catalogue, FakeBigStock& stock) {
  BigShelf out;
  out.find = [&catalogue](const std::string& sku) -> std::optional<BigShelf::Thing> {
    const Json* variant = catalogue.variant_with_sku(sku);
    if (variant == nullptr) return std::nullopt;
    const int product_id = (*variant)["product_id"];
    return BigShelf::Thing{product_id, (*variant)["id"], catalogue.product(product_id)->value("name", sku)};
  };
  out.move = [&catalogue, &stock](const std::string& sku, int pieces) {
    if (catalogue.variant_with_sku(sku) != nullptr) stock.move(sku, pieces);
  };
  return out;
}

}  // namespace

BigStore::BigStore(const base::Clock& clock) : catalogue(clock), stock(catalogue, clock), orders(shelf_of(catalogue, stock), clock) {}

FakeBigCommerce::FakeBigCommerce(const base::Clock& clock)
    : clock_(clock), store_(clock),
      information_{{"id", "abc123"}, {"name", "A shop"}, {"domain", "shop.example"}, {"status", "live"}, {"plan_name", "Pro"}, {"currency", "EUR"}, {"decimal_places", 2},
                   {"weight_units", "KGS"}, {"is_price_entered_with_tax", true}, {"timezone", {{"name", "Europe/Berlin"}, {"raw_offset", 3600}}}} {
  open();
}

FakeBigCommerce::~FakeBigCommerce() { close(); }

void FakeBigCommerce::set_quota(int requests) {
  const std::lock_guard lock(guard());
  quota_ = left_ = requests;
}

void FakeBigCommerce::leave_requests(int left) {
  const std::lock_guard lock(guard());
  take_request();
  left_ = left;
}

void FakeBigCommerce::revoke(const std::string& scope, bool reads_too) {
  const std::lock_guard lock(guard());
  (reads_too ? revoked_ : read_only_).insert(scope);
}

void FakeBigCommerce::set_store_information(const Json& members) {
  const std::lock_guard lock(guard());
  information_.update(members);
}

bool FakeBigCommerce::take_request() {
  if (clock_.now() >= window_end_) {
    window_end_ = clock_.now() + kWindow;
    left_ = quota_;
  }
  if (left_ == 0) return false;
  --left_;
  return true;
}

long FakeBigCommerce::reset_in() const { return std::max(std::chrono::ceil<std::chrono::milliseconds>(window_end_ - clock_.now()), std::chrono::milliseconds(0)).count(); }

void FakeBigCommerce::tell_window(sandbox::Response& response) const {
  response.headers.emplace_back("X-Rate-Limit-Time-Window-Ms", std::to_string(kWindow.count()));
  response.headers.emplace_back("X-Rate-Limit-Time-Reset-Ms", std::to_string(reset_in()));
  response.headers.emplace_back("X-Rate-Limit-Requests-Quota", std::to_string(quota_));
  response.headers.emplace_back("X-Rate-Limit-Requests-Left", std::to_string(left_));
}

sandbox::Response FakeBigCommerce::throttled() {
  auto response = sandbox::json_response(429, R"({"status":429,"title":"Too many requests","type":"https://developer.bigcommerce.com/docs/start/about/status-codes"})");
  response.headers.emplace_back("X-Rate-Limit-Time-Reset-Ms", "2900");
  response.headers.emplace_back("X-Retry-After", "7");
  return response;
}

std::optional<BigAnswer> FakeBigCommerce::refuse(const sandbox::Request& request, const std::string& path) const {
  if (request.header("X-Auth-Token") != kToken) return big_error(401, "X-Auth-Token header is required");
  const auto right = right_for(path);
  if (revoked_.contains(right) || (request.method != "GET" && read_only_.contains(right))) return big_error(403, "You don't have a required scope to access the endpoint");
  return std::nullopt;
}

std::optional<BigAnswer> FakeBigCommerce::route(const std::string& path, const PlatformCall& call) {
  if (call.method == "GET" && path == "/v2/store") return BigAnswer{200, information_};
  if (auto found = store_.catalogue.call(call.method, path, call.query, call.body)) return found;
  if (auto found = store_.stock.call(call.method, path, call.query, call.body)) return found;
  return store_.orders.call(call.method, path, call.query, call.body);
}

sandbox::Response FakeBigCommerce::answer(const sandbox::Request& request, const PlatformCall& call) {
  if (!call.path.starts_with(kRoot)) return to_response(big_error(404, "The requested resource was not found"));
  const std::string path = call.path.substr(std::string(kRoot).size());
  if (!take_request()) {
    auto refused = sandbox::json_response(429, R"({"status":429,"title":"Too many requests"})");
    refused.headers.emplace_back("X-Retry-After", std::to_string((reset_in() + 999) / 1000));
    tell_window(refused);
    return refused;
  }
  auto found = refuse(request, path);
  if (!found) found = route(path, call);
  auto response = to_response(found ? *found : big_error(404, "The route is not found. Check the URL and method"));
  tell_window(response);
  return response;
}

}  // namespace tillbridge::tests
