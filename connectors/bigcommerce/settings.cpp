#include "connectors/bigcommerce/settings.hpp"

#include <charconv>

#include "connectors/http/address_policy.hpp"
#include "connectors/site_options.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int kLeastOverlap = 120;
constexpr int kLargestOverlap = 24 * 3600;
constexpr int kLargestId = 2'147'483'647;
constexpr const char* kWhereTokensAre = "make a store-level API account in Settings > Store-level API accounts";

/// The address without slash and version, or "" where it names no store.
std::string store_address(std::string url) {
  url = without_trailing_slash(std::move(url));
  for (const char* version : {"/v2", "/v3"})
    if (url.ends_with(version)) url = without_trailing_slash(url.substr(0, url.size() - 3));
  const auto slash = url.rfind('/');
  return slash != std::string::npos && slash + 1 < url.size() && url.substr(0, slash).ends_with("/stores") ? url : "";
}

/// The ids of a comma list; a complaint where one is none.
std::vector<int> ids_of(SiteOptions& options, const std::string& name) {
  std::vector<int> out;
  for (const auto& text : options.list(name)) {
    int id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id <= 0) options.complain(name, "holds '" + text + "', give the numbers of categories with commas between");
    else out.push_back(id);
  }
  return out;
}

}  // namespace

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency) {
  if (const auto checked = http::check_base_url(site.base_url, {site.allow_plain_http, site.allow_private_address}); !checked) return checked.error();
  Settings out;
  out.base_url = store_address(site.base_url);
  if (out.base_url.empty())
    return Error{.code = ErrorCode::kInvalidRequest,
                 .message = "the address must name the store: https://api.bigcommerce.com/stores/{hash}, as the API account shows it as 'API path'",
                 .word = "bad_url",
                 .field = "base_url"};
  auto token = required_secret(secrets, "access_token", kWhereTokensAre);
  if (!token) return token.error();
  out.access_token = std::move(*token);
  out.webhook_secret = optional_secret(secrets, "webhook_secret");

  SiteOptions options(site);
  out.location_id = options.number("location_id", out.location_id, 1, kLargestId);
  out.categories = ids_of(options, "categories");
  out.price_decimals = options.number("price_decimals", domain::currency_decimals(currency), 0, 4);
  out.weight_unit = options.choice("weight_unit", out.weight_unit, {"kg", "g", "lb", "oz"});
  out.unique_names = options.choice("duplicate_names", "add_sku", {"add_sku", "refuse"}) == "add_sku";
  out.send_images = options.flag("send_images", out.send_images);
  if (options.flag("capture_on_ship", false))
    options.complain("capture_on_ship", "cannot be true: BigCommerce captures a whole payment at once, never the part that ships. Let its payment settings capture");
  out.order_overlap = std::chrono::seconds(options.number("order_overlap", static_cast<int>(out.order_overlap.count()), kLeastOverlap, kLargestOverlap));
  if (const auto complaint = options.finish()) return *complaint;
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
