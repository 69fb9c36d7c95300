#include "connectors/woocommerce/tracking.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/digest.hpp"
#include "base/time_text.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Decimal;
using base::Timestamp;

constexpr std::size_t kMostParcels = 100;   ///< of one tool and order
constexpr std::size_t kLongestText = 255;
constexpr std::size_t kLongestUrl = 2'000;
constexpr std::size_t kLongestKey = 20;     ///< digits of a fulfilment's id
constexpr std::int64_t kEarliest = 946'684'800, kLatest = 4'102'444'800;  ///< the years 2000 to 2100

std::string clean(const std::string& text, std::size_t most) {
  std::string out = plain_text(text);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos || out.size() > most) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string text_in(const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto text = clean(text_member(from, name), kLongestText); !text.empty()) return text;
  return {};
}

/// Only an address that a shopper's browser may open; "" for all else.
std::string link_of(const std::string& text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"'; });
  return web && plain && text.size() <= kLongestUrl ? text : std::string();
}

std::string link_in(const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto link = link_of(text_member(from, name)); !link.empty()) return link;
  return {};
}

/// Seconds since 1970, a date, or a date with a time; all of it GMT.
std::optional<Timestamp> time_of(std::string text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc{} && end == text.data() + text.size()) {
    if (seconds < kEarliest || seconds >= kLatest) return std::nullopt;
    return Timestamp(std::chrono::seconds(seconds));
  }
  if (text.size() == 10) text += "T00:00:00";
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  const auto at = base::parse_xsd_datetime(text, "Etc/UTC");
  const bool sane = at && *at >= Timestamp(std::chrono::seconds(kEarliest)) && *at < Timestamp(std::chrono::seconds(kLatest));
  return sane ? std::optional(*at) : std::nullopt;
}

std::optional<Timestamp> time_in(const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto at = time_of(text_member(from, name))) return at;
  return std::nullopt;
}

/// A list as PHP stores it: an array, an object whose keys are numbers or tracking numbers, or either of them as JSON text.
std::vector<Json> entries_of(const Json& value) {
  if (value.is_string()) {
    const auto parsed = parse_json(value.get_ref<const std::string&>());
    return parsed && !parsed->is_string() ? entries_of(*parsed) : std::vector<Json>{};
  }
  std::vector<Json> out;
  if (!value.is_array() && !value.is_object()) return out;
  if (value.is_object() && text_member(value, "tracking_number").size() > 0) return {value};
  for (const auto& entry : value.items()) {
    if (!entry.value().is_object()) continue;
    if (out.size() == kMostParcels) break;
    out.push_back(entry.value());
  }
  return out;
}

/// The order line that an entry names: by its own id, else by the only line of its product.
std::string line_named(const Json& order, const Json& entry) {
  const std::string line_id = text_in(entry, {"item_id", "line_item_id", "id"}), product = text_in(entry, {"product", "product_id"});
  std::string by_product;
  for (const Json& line : list_member(order, "line_items")) {
    if (!line_id.empty() && text_member(line, "id") == line_id) return line_id;
    if (product.empty() || (text_member(line, "product_id") != product && text_member(line, "variation_id") != product)) continue;
    if (!by_product.empty()) return {};
    by_product = text_member(line, "id");
  }
  return by_product;
}

Decimal ordered(const Json& order, const std::string& line_id) {
  for (const Json& line : list_member(order, "line_items"))
    if (text_member(line, "id") == line_id) return decimal_member(line, "quantity");
  return {};
}

std::map<std::string, Decimal> lines_in(const Json& order, const Json& list) {
  std::map<std::string, Decimal> out;
  for (const Json& entry : entries_of(list)) {
    const std::string line_id = line_named(order, entry);
    const Decimal quantity = std::max(decimal_member(entry, "qty"), decimal_member(entry, "quantity"));
    if (line_id.empty() || quantity <= Decimal{}) continue;
    auto& sum = out[line_id];
    sum = std::min(sum + std::min(quantity, ordered(order, line_id)), ordered(order, line_id));
  }
  return out;
}

using ToldParcels = std::vector<ToldParcel>;

// One reader per tool. `value` is the meta entry.

ToldParcels read_shipment_tracking(const Json& order, const Json& value) {
  ToldParcels out;
  for (const Json& item : entries_of(value))
    out.push_back({{}, text_in(item, {"custom_tracking_provider", "formatted_tracking_provider", "tracking_provider"}), text_in(item, {"tracking_number"}),
                   link_in(item, {"custom_tracking_link", "formatted_tracking_link", "ast_tracking_link"}), time_in(item, {"date_shipped"}),
                   lines_in(order, member(item, "products_list"))});
  return out;
}

ToldParcels read_aftership(const Json& order, const Json& value) {
  ToldParcels out;
  for (const Json& item : entries_of(value))
    out.push_back({{}, text_in(item, {"carrier_name", "courier_name", "slug"}), text_in(item, {"tracking_number"}), link_in(item, {"tracking_link", "tracking_url"}),
                   time_in(item, {"date_shipped", "ship_date"}), lines_in(order, member(item, "line_items"))});
  return out;
}

ToldParcels read_parcel_panel(const Json& order, const Json& value) {
  ToldParcels out;
  for (const Json& item : entries_of(value))
    out.push_back({{}, text_in(item, {"courier_name", "courier_code"}), text_in(item, {"tracking_number"}), link_in(item, {"tracking_link", "tracking_url"}),
                   time_in(item, {"fulfilled_at"}), lines_in(order, member(item, "items"))});
  return out;
}

/// One number in one entry, with its carrier, address and day in others.
ToldParcels read_single(const Json& order, const Json& value, std::initializer_list<const char*> carriers, std::initializer_list<const char*> links,
                        std::initializer_list<const char*> days) {
  ToldParcel parcel{{}, {}, clean(text_of(value), kLongestText), {}, {}, {}};
  for (const char* key : carriers)
    if (parcel.carrier.empty()) parcel.carrier = clean(text_of(meta_value(order, key)), kLongestText);
  for (const char* key : links)
    if (parcel.url.empty()) parcel.url = link_of(text_of(meta_value(order, key)));
  for (const char* key : days)
    if (!parcel.shipped_at) parcel.shipped_at = time_of(text_of(meta_value(order, key)));
  return {parcel};
}

ToldParcels read_yith(const Json& order, const Json& value) {
  return read_single(order, value, {"ywot_carrier_name", "ywot_carrier_id"}, {"ywot_carrier_url"}, {"ywot_pick_up_date"});
}

ToldParcels read_aftership_number(const Json& order, const Json& value) {
  return read_single(order, value, {"_aftership_tracking_provider_name", "_aftership_tracking_provider"}, {}, {"_aftership_tracking_shipdate"});
}

ToldParcels read_plain(const Json& order, const Json& value) {
  return read_single(order, value, {"_tracking_provider", "_shipping_provider", "_shipping_tracking_provider", "_tracking_carrier"},
                     {"_tracking_url", "_tracking_link", "_shipping_tracking_url"}, {"_date_shipped"});
}

struct Tool {
  const char* meta_key;
  ToldParcels (*read)(const Json& order, const Json& value);
};

/// Those that name several parcels, and the pieces in them, come first.
constexpr std::array kTools = {
    Tool{"_wc_shipment_tracking_items", read_shipment_tracking},  // Shipment Tracking, Advanced Shipment Tracking
    Tool{"_aftership_tracking_items", read_aftership},            // AfterShip
    Tool{"_parcelpanel_shipping_numbers", read_parcel_panel},     // ParcelPanel
    Tool{"_parcel_panel_shipping_numbers", read_parcel_panel},
    Tool{"_aftership_tracking_number", read_aftership_number},
    Tool{"ywot_tracking_code", read_yith},                        // YITH Order & Shipment Tracking
    Tool{"_ywot_tracking_code", read_yith},
    Tool{"_tracking_number", read_plain},                         // usual names of small plugins and couriers
    Tool{"_shipping_tracking_number", read_plain},
};

ToldParcels read_fulfillments(const Json& order, const Json& fulfillments) {
  ToldParcels out;
  for (const Json& one : entries_of(fulfillments)) {
    const Json& done = member(one, "is_fulfilled");
    const std::string id = text_member(one, "id");
    if (done != Json(true) || !text_member(one, "date_deleted").empty() || id.empty() || id.size() > kLongestKey) continue;
    const auto meta = [&](const char* key) { return clean(text_of(meta_value(one, key)), kLongestText); };
    ToldParcel parcel{"f" + id, meta("_shipping_provider"), meta("_tracking_number"), link_of(text_of(meta_value(one, "_tracking_url"))),
                      time_of(text_of(meta_value(one, "_date_fulfilled"))), lines_in(order, meta_value(one, "_items"))};
    if (parcel.carrier.empty()) parcel.carrier = meta("_shipment_provider");  // its name before 10.7
    if (!parcel.shipped_at) parcel.shipped_at = time_in(one, {"date_updated"});
    out.push_back(std::move(parcel));
  }
  return out;
}

/// The same number told again adds only what is missing; of one tool, pieces too.
void merge(ToldParcels& all, ToldParcels more) {
  const std::size_t of_others = all.size();
  for (auto& parcel : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const auto& known) { return !parcel.number.empty() && known.number == parcel.number; });
    if (same == all.end()) {
      if (parcel.key.empty()) parcel.key = base::derived_id("", {parcel.number});
      if (!parcel.number.empty() || !parcel.lines.empty()) all.push_back(std::move(parcel));
      continue;
    }
    if (same->carrier.empty()) same->carrier = parcel.carrier;
    if (same->url.empty()) same->url = parcel.url;
    if (!same->shipped_at) same->shipped_at = parcel.shipped_at;
    const bool one_tool = static_cast<std::size_t>(same - all.begin()) >= of_others;
    if (same->lines.empty()) same->lines = parcel.lines;
    else if (one_tool)
      for (const auto& [line_id, quantity] : parcel.lines) same->lines[line_id] += quantity;
  }
}

/// Tools may name pieces that others named already: together never more than was ordered.
void cut_to_ordered(const Json& order, ToldParcels& parcels) {
  std::map<std::string, Decimal> left;
  for (const Json& line : list_member(order, "line_items")) left[text_member(line, "id")] += decimal_member(line, "quantity");
  for (auto& parcel : parcels) {
    for (auto& [line_id, quantity] : parcel.lines) {
      quantity = std::min(quantity, left[line_id]);
      left[line_id] -= quantity;
    }
    std::erase_if(parcel.lines, [](const auto& line) { return line.second <= Decimal{}; });
  }
}

}  // namespace

std::vector<ToldParcel> read_told_parcels(const Json& order, const Json& fulfillments) {
  ToldParcels out;
  merge(out, read_fulfillments(order, fulfillments));
  for (const auto& tool : kTools)
    if (const Json& value = meta_value(order, tool.meta_key); !value.is_null()) merge(out, tool.read(order, value));
  cut_to_ordered(order, out);
  return out;
}

bool has_fulfillments(const Json& order) {
  const std::string status = text_of(meta_value(order, "_fulfillment_status"));
  return status == "fulfilled" || status == "partially_fulfilled";
}

}  // namespace tillbridge::connectors::woocommerce
