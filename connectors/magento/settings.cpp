#include "connectors/magento/settings.hpp"

#include <charconv>

#include "connectors/http/address_policy.hpp"
#include "connectors/site_options.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::magento {
namespace {

using base::Result;

constexpr const char* kWhereKeysAre = "make an integration in Magento under System > Extensions > Integrations and activate it";
constexpr int kLargestBatch = 500;
constexpr int kLargestPublishBatch = 500;
constexpr int kLongestPatience = 7 * 24 * 60;
constexpr int kLeastOverlap = 120;
constexpr int kLargestOverlap = 24 * 3600;
constexpr int kLargestId = 1'000'000'000;

std::vector<int> read_websites(SiteOptions& options) {
  std::vector<int> out;
  for (const auto& text : options.list("website_ids")) {
    int id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id <= 0) options.complain("website_ids", "holds '" + text + "', give website ids such as 1,2");
    out.push_back(id);
  }
  return out;
}

std::map<std::string, std::string> read_option_codes(SiteOptions& options) {
  std::map<std::string, std::string> out;
  for (const auto& pair : options.list("option_codes")) {
    const auto equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
      options.complain("option_codes", "holds '" + pair + "', give the till's name and the shop's attribute code such as Size=size");
      continue;
    }
    out[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return out;
}

Edition read_edition(SiteOptions& options) {
  const std::string word = options.choice("edition", "auto", {"auto", "open_source", "commerce"});
  return word == "commerce" ? Edition::kCommerce : word == "open_source" ? Edition::kOpenSource : Edition::kAsk;
}

bool is_store_code(const std::string& code) {
  return !code.empty() && code.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
}

/// People copy the address with the door of the API behind it.
std::string without_door(std::string url) {
  url = without_trailing_slash(std::move(url));
  constexpr std::string_view kDoor = "/rest";
  if (url.ends_with(kDoor)) url.resize(url.size() - kDoor.size());
  return url;
}

void read_products(SiteOptions& options, Settings& out) {
  out.attribute_set_id = options.number("attribute_set_id", out.attribute_set_id, 1, kLargestId);
  out.website_ids = read_websites(options);
  out.tax_class_id = options.number("tax_class_id", out.tax_class_id, 0, kLargestId);
  out.option_codes = read_option_codes(options);
  out.publish_batch = options.number("publish_batch", out.publish_batch, 1, kLargestPublishBatch);
  out.bulk_threshold = options.number("bulk_threshold", out.bulk_threshold, 0, kLargestPublishBatch);
  out.bulk_patience = std::chrono::minutes(options.number("bulk_patience", static_cast<int>(out.bulk_patience.count()), 1, kLongestPatience));
}

void read_orders(SiteOptions& options, Settings& out) {
  out.order_overlap = std::chrono::seconds(options.number("order_overlap", static_cast<int>(out.order_overlap.count()), kLeastOverlap, kLargestOverlap));
  out.place_pending = options.flag("place_pending", out.place_pending);
  out.notify_customer = options.flag("notify_customer", out.notify_customer);
  if (options.flag("capture_on_ship", false))
    options.complain("capture_on_ship", "cannot be true: this connector takes no money. Let the payment method capture when Magento makes the invoice");
}

}  // namespace

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency) {
  if (const auto checked = http::check_base_url(site.base_url, {site.allow_plain_http, site.allow_private_address}); !checked) return checked.error();
  Settings out;
  const std::pair<const char*, std::string*> keys[] = {{"consumer_key", &out.consumer_key},
                                                       {"consumer_secret", &out.consumer_secret},
                                                       {"access_token", &out.access_token},
                                                       {"access_token_secret", &out.access_token_secret}};
  SiteOptions options(site);
  out.base_url = without_door(site.base_url);
  out.signing_url = without_door(options.text("signing_url", out.base_url));
  out.store_code = options.text("store_code", out.store_code);
  if (!is_store_code(out.store_code)) options.complain("store_code", "is '" + out.store_code + "', give a store view's code of letters, digits and _");
  out.edition = read_edition(options);
  out.price_decimals = options.number("price_decimals", domain::currency_decimals(currency), 0, 4);
  out.weight_unit = options.choice("weight_unit", out.weight_unit, {"kgs", "lbs"});
  out.source_code = options.text("source_code", out.source_code);
  out.batch_size = options.number("batch_size", out.batch_size, 1, kLargestBatch);
  read_products(options, out);
  read_orders(options, out);
  if (const auto complaint = options.finish()) return *complaint;
  for (const auto& [name, place] : keys) {
    auto secret = required_secret(secrets, name, kWhereKeysAre);
    if (!secret) return secret.error();
    *place = *secret;
  }
  return out;
}

}  // namespace tillbridge::connectors::magento
