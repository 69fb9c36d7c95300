#include "connectors/woocommerce/settings.hpp"

#include "connectors/http/address_policy.hpp"
#include "connectors/site_options.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Result;

constexpr int kLargestBatch = 100;
constexpr int kLeastOverlap = 120;
constexpr int kLargestOverlap = 24 * 3600;
constexpr const char* kWhereKeysAre = "make a REST API key with read/write rights in WooCommerce > Settings > Advanced";

}  // namespace

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency) {
  if (const auto checked = http::check_base_url(site.base_url, {site.allow_plain_http, site.allow_private_address}); !checked)
    return checked.error();
  Settings out;
  out.base_url = without_trailing_slash(site.base_url);
  for (const auto& [name, value] : {std::pair{"consumer_key", &out.consumer_key}, std::pair{"consumer_secret", &out.consumer_secret}}) {
    auto given = required_secret(secrets, name, kWhereKeysAre);
    if (!given) return given.error();
    *value = std::move(*given);
  }

  SiteOptions options(site);
  out.signing_url = without_trailing_slash(options.text("signing_url", out.base_url));
  const std::string way = options.choice("authentication", "basic", {"basic", "query"});
  const bool encrypted = out.base_url.rfind("https://", 0) == 0;
  out.authentication = !encrypted ? Authentication::kOAuth : way == "query" ? Authentication::kQueryKeys : Authentication::kBasic;
  out.signature_method = options.choice("signature", out.signature_method, {"HMAC-SHA256", "HMAC-SHA1"});
  out.batch_size = options.number("batch_size", out.batch_size, 1, kLargestBatch);
  out.price_decimals = options.number("price_decimals", domain::currency_decimals(currency), 0, 4);
  out.weight_unit = options.choice("weight_unit", out.weight_unit, {"kg", "g", "lbs", "oz"});
  out.place_pending = options.flag("place_pending", out.place_pending);
  out.customer_notes = options.flag("customer_notes", out.customer_notes);
  out.send_images = options.flag("send_images", out.send_images);
  if (auto listed = options.list("shippable_statuses"); !listed.empty()) out.shippable_statuses = std::move(listed);
  if (auto listed = options.list("shipped_statuses"); !listed.empty()) out.shipped_statuses = std::move(listed);
  if (options.flag("capture_on_ship", false))
    options.complain("capture_on_ship", "cannot be true: WooCommerce's REST API takes no money. Let the payment plugin capture when the order is completed, "
                     "which the last parcel does");
  out.order_overlap = std::chrono::seconds(options.number("order_overlap", static_cast<int>(out.order_overlap.count()), kLeastOverlap, kLargestOverlap));
  if (const auto complaint = options.finish()) return *complaint;
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
