#include "tests/support/fake_magento.hpp"

namespace tillbridge::tests {
namespace {

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    if (end > at) out.push_back(sandbox::decode_percent(path.substr(at, end - at), false));
    at = end + 1;
  }
  return out;
}

/// Which right a route asks for.
std::string resource_of(const MagentoRequest& request) {
  const std::string& first = request.path.front();
  if (first == "inventory") return "Magento_InventoryApi::" + request.path.back();
  if (first == "bulk") return "Magento_Logging::system_magento_logging_bulk_operations";
  if (first == "store") return "Magento_Backend::store";
  if (first == "orders" || first == "order" || first == "invoices" || first == "creditmemos" || first == "shipments" || first == "shipment" || first == "transactions")
    return "Magento_Sales::sales";
  if (first == "products" && request.path.size() > 1 && request.path[1] == "attributes") return "Magento_Catalog::attributes_attributes";
  if (first == "products" || first == "configurable-products") return "Magento_Catalog::products";
  return "Magento_Backend::admin";
}

/// The catalogue as the orders see it.
FakeMagentoGoods goods_of(FakeMagentoCatalogue& catalogue) {
  const auto find = [&catalogue](const std::string& sku) -> std::optional<FakeMagentoGood> {
    const auto* product = catalogue.find(sku);
    if (product == nullptr) return std::nullopt;
    FakeMagentoGood good{product->id, product->sku, product->name, std::nullopt};
    if (const int parent = catalogue.parent_of(product->id); parent != 0) good.parent_id = parent;
    return good;
  };
  return {find, [&catalogue](const std::string& sku, base::Decimal quantity) { catalogue.reserve(sku, quantity); },
          [&catalogue](const std::string& sku, base::Decimal quantity, const std::string& source) { catalogue.take(sku, quantity, source); }};
}

}  // namespace

FakeMagento::FakeMagento(const base::Clock& clock, FakeMagentoSettings settings)
    : clock_(clock), catalogue_(clock, std::move(settings)), bulk_(clock, catalogue_), orders_(clock, goods_of(catalogue_), catalogue_.settings().currency) {
  open();
}

FakeMagento::~FakeMagento() { close(); }

sandbox::Response FakeMagento::throttled() {
  // Magento has no limit of its own: this is a firewall's page.
  auto response = sandbox::html_response(429, "<html><body>Too Many Requests</body></html>");
  response.headers.emplace_back("Retry-After", "7");
  return response;
}

sandbox::Response FakeMagento::unauthorized() { return sandbox::json_response(401, R"({"message":"The signature is invalid. Verify and try again."})"); }

sandbox::Response FakeMagento::answer(const sandbox::Request& request, const PlatformCall&) {
  const std::string path = request.target.substr(0, request.target.find('?'));
  if (!encoded_slashes_ && (path.find("%2F") != std::string::npos || path.find("%2f") != std::string::npos))
    return sandbox::html_response(404, "<html><body>The requested URL was not found on this server.</body></html>");
  auto segments = split_path(path);
  if (segments.size() < 4 || segments[0] != "rest") return sandbox::html_response(404, "<html><body>Page not found</body></html>");
  const bool is_bulk = segments[2] == "async" && segments[3] == "bulk";
  const std::size_t door = is_bulk ? 5 : 3;
  if (segments.size() <= door || segments[door - 1] != "V1") return sandbox::json_response(404, magento_no_route().body.dump());

  MagentoRequest inner{request.method, {segments.begin() + static_cast<std::ptrdiff_t>(door), segments.end()}, {}, Json()};
  for (const auto& [name, value] : request.query) inner.query[name] = value;
  if (!request.body.empty()) inner.body = Json::parse(request.body);
  auto refused = refuse(request);
  if (!refused) refused = deny(inner);
  const auto answered = refused ? *refused : route(inner, is_bulk);
  return sandbox::json_response(answered.status, answered.body.dump());
}

std::optional<MagentoAnswer> FakeMagento::deny(const MagentoRequest& request) const {
  const auto resource = resource_of(request);
  if (!catalogue_.settings().denied.contains(resource)) return std::nullopt;
  return magento_error(401, "The consumer isn't authorized to access %resources.", {{"resources", resource}});
}

MagentoAnswer FakeMagento::route(const MagentoRequest& request, bool is_bulk) {
  if (is_bulk) return bulk_.submit(request);
  bulk_.work();
  if (auto answered = bulk_.call(request)) return *answered;
  if (auto answered = orders_.call(request)) return *answered;
  if (auto answered = catalogue_.call(request)) return *answered;
  return magento_no_route();
}

}  // namespace tillbridge::tests
