#include "connectors/generic/settings.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "connectors/http/address_policy.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::generic {
namespace {

const std::map<std::string, std::string> kDefaultPaths = {
    {"store", "/store"},           {"lookup", "/products/lookup"}, {"products", "/products"}, {"variants", "/products/{id}/variants"}, {"visibility", "/products/visibility"},
    {"stock", "/stock"},           {"prices", "/prices"},          {"orders", "/orders"},     {"order", "/orders/{id}"},               {"events", "/events"},
    {"shipments", "/orders/{id}/shipments"}, {"tracking", "/orders/{id}/tracking"},
};

base::Error bad_option(const std::string& name, const std::string& why) {
  return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "the site's option " + name + " " + why, .word = "bad_option", .field = name};
}

/// Reads options and remembers which were asked for and the first that is wrong.
class OptionReader {
 public:
  explicit OptionReader(const std::map<std::string, std::string>& options) : options_(options) {}

  void text(const std::string& name, std::string& value) {
    if (const auto* given = find(name)) value = *given;
  }
  void number(const std::string& name, int low, int high, int& value) {
    const auto* given = find(name);
    if (!given) return;
    int read = 0;
    const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), read);
    if (error != std::errc{} || end != given->data() + given->size() || read < low || read > high)
      return fail(bad_option(name, "is '" + *given + "'; it must be a whole number from " + std::to_string(low) + " to " + std::to_string(high)));
    value = read;
  }
  void flag(const std::string& name, bool& value) {
    const auto* given = find(name);
    if (!given) return;
    if (*given != "true" && *given != "false") return fail(bad_option(name, "is '" + *given + "'; it must be true or false"));
    value = *given == "true";
  }
  void fail(base::Error error) {
    if (!error_) error_ = std::move(error);
  }
  std::optional<base::Error> finish() {
    for (const auto& [name, value] : options_)
      if (!asked_.contains(name)) fail(bad_option(name, "is not known to this platform; see docs/platforms/generic.md"));
    return error_;
  }

 private:
  const std::string* find(const std::string& name) {
    asked_.insert(name);
    const auto at = options_.find(name);
    return at == options_.end() ? nullptr : &at->second;
  }
  const std::map<std::string, std::string>& options_;
  std::set<std::string> asked_;
  std::optional<base::Error> error_;
};

Settings defaults_of(const std::string& platform) {
  Settings settings;
  settings.paths = kDefaultPaths;
  settings.capabilities.publish_batch = 50;
  settings.capabilities.stock_batch = 100;
  settings.capabilities.price_batch = 100;
  settings.capabilities.sale_window = true;
  if (platform != "hipcommerce") return settings;
  // Nothing about this platform's limits is published: one at a time, and we keep the sale dates ourselves.
  settings.unverified_profile = true;
  settings.lookup_batch = 1;
  settings.capabilities.publish_batch = 1;
  settings.capabilities.stock_batch = 1;
  settings.capabilities.price_batch = 1;
  settings.capabilities.sale_window = false;
  return settings;
}

void read_capabilities(OptionReader& reader, Capabilities& capabilities) {
  constexpr int kLargestBatch = 2'000;
  constexpr int kLongestSku = 128;
  constexpr int kLongestOverlap = 86'400;
  reader.number("publish_batch", 1, kLargestBatch, capabilities.publish_batch);
  reader.number("stock_batch", 1, kLargestBatch, capabilities.stock_batch);
  reader.number("price_batch", 1, kLargestBatch, capabilities.price_batch);
  reader.number("max_sku_length", 1, kLongestSku, capabilities.max_sku_length);
  reader.flag("sku_case_sensitive", capabilities.sku_case_sensitive);
  reader.flag("sale_window", capabilities.sale_window);
  int overlap = static_cast<int>(capabilities.order_overlap.count());
  reader.number("order_overlap", 1, kLongestOverlap, overlap);
  capabilities.order_overlap = std::chrono::seconds(overlap);
  std::string basis = "available";
  reader.text("stock_basis", basis);
  if (basis != "available" && basis != "physical") reader.fail(bad_option("stock_basis", "is '" + basis + "'; it must be available or physical"));
  capabilities.stock_basis = basis == "physical" ? domain::StockBasis::kPhysical : domain::StockBasis::kAvailable;
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

std::string Settings::path(const std::string& route, const std::string& id) const {
  auto path = paths.at(route);
  if (path == "-") return {};
  if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, http::encode_component(id));
  return path;
}

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets) {
  auto settings = defaults_of(site.platform);
  settings.base_url = site.base_url;
  const http::AddressPolicy policy{.allow_plain_http = site.allow_plain_http, .allow_private_address = site.allow_private_address};
  if (const auto checked = http::check_base_url(site.base_url, policy); !checked) return checked.error();
  const auto token = secrets.find("token");
  if (token == secrets.end() || token->second.empty() || has_control(token->second))
    return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "the site's secret 'token' is missing or holds a control character", .word = "missing_secret", .field = "token"};
  settings.token = token->second;
  OptionReader reader(site.options);
  reader.text("auth_header", settings.auth_header);
  if (settings.auth_header != "Authorization") settings.auth_prefix.clear();
  reader.text("auth_prefix", settings.auth_prefix);
  if (!settings.auth_prefix.empty() && settings.auth_prefix.back() != ' ') settings.auth_prefix += ' ';
  for (auto& [route, path] : settings.paths) {
    reader.text("path_" + route, path);
    if (path != "-" && (path.empty() || path.front() != '/')) reader.fail(bad_option("path_" + route, "must begin with / (or be - where the shop has no such route)"));
  }
  reader.number("lookup_batch", 1, 1'000, settings.lookup_batch);
  reader.number("order_page", 1, 200, settings.order_page);
  read_capabilities(reader, settings.capabilities);
  bool capture_on_ship = false;
  reader.flag("capture_on_ship", capture_on_ship);
  if (capture_on_ship)
    reader.fail(bad_option("capture_on_ship", "cannot be true: the connector's API has no call that takes money. Let the shop capture when it records a shipment"));
  if (const auto problem = reader.finish()) return *problem;
  return settings;
}

}  // namespace tillbridge::connectors::generic
