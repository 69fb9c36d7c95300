#include "connectors/woocommerce/settings.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "connectors/http/address_policy.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int kLargestBatch = 100;
constexpr int kLeastOverlap = 120;
constexpr int kLargestOverlap = 24 * 3600;

Error bad_option(const std::string& name, const std::string& why) {
  return Error{.code = ErrorCode::kInvalidRequest, .message = "the site's option " + name + " " + why, .word = "bad_option", .field = name};
}

/// Reads options one by one and keeps the first complaint.
class Options {
 public:
  explicit Options(const domain::Site& site) : site_(site) {}

  std::string text(const std::string& key, const std::string& fallback) {
    asked_.insert(key);
    const auto found = site_.options.find(key);
    return found == site_.options.end() || found->second.empty() ? fallback : found->second;
  }
  int number(const std::string& key, int fallback, int least, int most) {
    const std::string given = text(key, "");
    if (given.empty()) return fallback;
    int value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    if (error != std::errc{} || end != given.data() + given.size() || value < least || value > most)
      complain(key, "is '" + given + "', give a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return value;
  }
  bool flag(const std::string& key, bool fallback) {
    const std::string given = text(key, "");
    if (given.empty()) return fallback;
    if (given == "true" || given == "yes" || given == "1") return true;
    if (given != "false" && given != "no" && given != "0") complain(key, "is '" + given + "', give true or false");
    return false;
  }
  std::string choice(const std::string& key, const std::string& fallback, const std::vector<std::string>& allowed) {
    const std::string given = text(key, fallback);
    for (const auto& one : allowed)
      if (one == given) return given;
    std::string list;
    for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
    complain(key, "is '" + given + "', give one of " + list);
    return fallback;
  }
  void complain(const std::string& key, const std::string& what) {
    if (!complaint_) complaint_ = bad_option(key, what);
  }
  /// A name that nobody asked for is a slip of the pen.
  void refuse_unknown() {
    for (const auto& [key, value] : site_.options)
      if (!asked_.contains(key)) complain(key, "is not known to this platform; see docs/platforms/woocommerce.md");
  }
  const std::optional<Error>& complaint() const { return complaint_; }

 private:
  const domain::Site& site_;
  std::optional<Error> complaint_;
  std::set<std::string> asked_;
};

std::string without_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, ',');) {
    const auto first = part.find_first_not_of(' ');
    if (first != std::string::npos) out.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
  }
  return out;
}

std::string secret(const domain::SiteSecrets& secrets, const std::string& key) {
  const auto found = secrets.find(key);
  return found == secrets.end() ? "" : found->second;
}

}  // namespace

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency) {
  if (const auto checked = http::check_base_url(site.base_url, {site.allow_plain_http, site.allow_private_address}); !checked)
    return checked.error();
  Settings out;
  out.base_url = without_slash(site.base_url);
  out.consumer_key = secret(secrets, "consumer_key");
  out.consumer_secret = secret(secrets, "consumer_secret");
  for (const char* key : {"consumer_key", "consumer_secret"})
    if (secret(secrets, key).empty())
      return Error{.code = ErrorCode::kInvalidRequest,
                   .message = std::string("the site's secret '") + key +
                              "' is missing: make a REST API key with read/write rights in WooCommerce > Settings > Advanced",
                   .word = "missing_secret",
                   .field = key};

  Options options(site);
  out.signing_url = without_slash(options.text("signing_url", out.base_url));
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
  if (auto listed = split_list(options.text("shippable_statuses", "")); !listed.empty()) out.shippable_statuses = std::move(listed);
  if (auto listed = split_list(options.text("shipped_statuses", "")); !listed.empty()) out.shipped_statuses = std::move(listed);
  if (options.flag("capture_on_ship", false))
    options.complain("capture_on_ship", "cannot be true: WooCommerce's REST API takes no money. Let the payment plugin capture when the order is completed, "
                     "which the last parcel does");
  out.order_overlap = std::chrono::seconds(options.number("order_overlap", static_cast<int>(out.order_overlap.count()), kLeastOverlap, kLargestOverlap));
  options.refuse_unknown();
  if (options.complaint()) return *options.complaint();
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
