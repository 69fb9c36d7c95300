#include "connectors/bigcommerce/parcels.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "connectors/bigcommerce/rfc2822.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using http::text_member;

constexpr std::string_view kMark = "Shipment-ID: ";
constexpr std::size_t kLongestLink = 500;

/// Carriers as tills write them, and the words of the shop's own providers or of its tracking service.
struct Carrier {
  std::string_view written;           ///< small letters and digits only
  std::string_view provider;          ///< shipping_provider, "" = none of the shop's own
  std::string_view tracking;          ///< tracking_carrier
};

constexpr Carrier kCarriers[] = {
    {"auspost", "auspost", ""},
    {"australiapost", "auspost", ""},
    {"canadapost", "canadapost", ""},
    {"endicia", "endicia", ""},
    {"usps", "usps", ""},
    {"fedex", "fedex", ""},
    {"ups", "ups", ""},
    {"royalmail", "royalmail", ""},
    {"dhl", "", "dhl"},
    {"dpd", "", "dpd"},
    {"gls", "", "gls"},
    {"tnt", "", "tnt"},
};

std::string plain(std::string_view text) {
  std::string out;
  for (const unsigned char c : text)
    if (std::isalnum(c) != 0) out += static_cast<char>(std::tolower(c));
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool coded = text[i] == '%' && i + 2 < text.size() && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3;
    out += coded ? static_cast<char>(value) : text[i];
    if (coded) i += 2;
  }
  return out;
}

/// The POS's id behind the mark, up to the end of the word: clerks may have written more.
std::string marked_id(const std::string& comments) {
  const auto at = comments.find(kMark);
  if (at == std::string::npos) return {};
  const auto start = at + kMark.size();
  return percent_decoded(std::string_view(comments).substr(start, comments.find_first_of(" \r\n\t<", start) - start));
}

std::string first_text(const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto text = text_member(from, name); !text.empty()) return text;
  return {};
}

void put_carrier(Json& body, const domain::Shipment& shipment) {
  const auto known = std::find_if(std::begin(kCarriers), std::end(kCarriers), [&](const Carrier& one) { return one.written == plain(shipment.carrier); });
  body["shipping_provider"] = known == std::end(kCarriers) ? "" : std::string(known->provider);
  if (known != std::end(kCarriers) && !known->tracking.empty()) body["tracking_carrier"] = std::string(known->tracking);
  std::string method = shipment.carrier;
  if (!shipment.service.empty()) method += (method.empty() ? "" : " ") + shipment.service;
  if (!method.empty()) body["shipping_method"] = method;
}

void put_tracking(Json& body, const domain::Shipment& shipment) {
  body["tracking_number"] = shipment.tracking_number;
  if (!shipment.tracking_url.empty() && shipment.tracking_url.size() <= kLongestLink) body["tracking_link"] = shipment.tracking_url;
}

/// Ids come from the shop as numbers and go back as such.
Json number_of(const std::string& id) {
  std::int64_t value = 0;
  std::from_chars(id.data(), id.data() + id.size(), value);
  return value;
}

}  // namespace

std::string parcel_mark(const std::string& shipment_id) { return std::string(kMark) + http::encode_component(shipment_id); }

std::vector<Parcel> read_parcels(const Json& shipments) {
  std::vector<Parcel> out;
  for (const Json& row : shipments) {
    Parcel parcel{.id = text_member(row, "id"), .shipment_id = marked_id(text_member(row, "comments")), .address_id = text_member(row, "order_address_id")};
    parcel.carrier = first_text(row, {"shipping_provider_display_name", "tracking_carrier", "shipping_provider"});
    parcel.service = text_member(row, "shipping_method");
    if (parcel.carrier.empty()) std::swap(parcel.carrier, parcel.service);
    parcel.tracking_number = text_member(row, "tracking_number");
    parcel.tracking_url = first_text(row, {"tracking_link", "generated_tracking_link"});
    parcel.created = parse_date(text_member(row, "date_created"));
    for (const Json& item : http::list_member(row, "items")) parcel.lines[text_member(item, "order_product_id")] += http::decimal_member(item, "quantity");
    out.push_back(std::move(parcel));
  }
  return out;
}

Json to_shipment_json(const domain::Shipment& shipment, const std::string& address_id, const std::map<std::string, Decimal>& lines) {
  Json body{{"order_address_id", number_of(address_id)}, {"comments", parcel_mark(shipment.shipment_id)}, {"items", Json::array()}};
  put_tracking(body, shipment);
  put_carrier(body, shipment);
  for (const auto& [line_id, quantity] : lines) body["items"].push_back({{"order_product_id", number_of(line_id)}, {"quantity", http::number_of(quantity)}});
  return body;
}

Json to_tracking_json(const domain::Shipment& shipment, const Parcel& parcel) {
  Json body = Json::object();
  put_tracking(body, shipment);
  if (parcel.carrier.empty() && parcel.service.empty()) put_carrier(body, shipment);
  return body;
}

}  // namespace tillbridge::connectors::bigcommerce
