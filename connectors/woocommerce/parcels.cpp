#include "connectors/woocommerce/parcels.hpp"

#include "base/time_text.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

// Quotation marks and backslashes would need escaping in JSON, and WordPress may strip the escapes.
std::string guarded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"') out += "%22";
    else if (c == '\\') out += "%5C";
    else if (c == '%') out += "%25";
    else if (static_cast<unsigned char>(c) < 0x20) out += ' ';
    else out += c;
  }
  return out;
}

std::string unguarded(std::string text) {
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    const std::string code = text.substr(at, 3);
    if (code == "%22") text.replace(at, 3, "\"");
    else if (code == "%5C") text.replace(at, 3, "\\");
    else if (code == "%25") text.replace(at, 3, "%");
  }
  return text;
}

std::string field(const Json& from, const char* name) { return unguarded(text_member(from, name)); }

std::optional<Parcel> to_parcel(const Json& from) {
  const auto at = base::parse_xsd_datetime(text_member(from, "at"), "Etc/UTC");
  Parcel out{field(from, "id"), field(from, "carrier"), field(from, "service"), field(from, "tracking"), field(from, "url"), {}, {}, member(from, "shipped_before") == Json(true)};
  if (out.shipment_id.empty() || !at) return std::nullopt;
  out.at = *at;
  for (const Json& line : list_member(from, "lines")) out.lines.push_back({text_member(line, "line"), "", decimal_member(line, "quantity")});
  return out;
}

}  // namespace

std::optional<std::vector<Parcel>> read_parcels(const Json& order) {
  std::vector<Parcel> out;
  const Json& stored = meta_value(order, kParcelMeta);
  if (stored.is_null() || (stored.is_string() && text_of(stored).empty())) return out;
  const auto list = stored.is_string() ? parse_json(text_of(stored)) : std::optional<Json>(stored);
  if (!list || !list->is_array()) return std::nullopt;
  for (const Json& entry : *list) {
    auto parcel = to_parcel(entry);
    if (!parcel) return std::nullopt;
    out.push_back(std::move(*parcel));
  }
  return out;
}

std::string write_parcels(const std::vector<Parcel>& parcels) {
  Json list = Json::array();
  for (const auto& parcel : parcels) {
    Json lines = Json::array();
    for (const auto& line : parcel.lines) lines.push_back({{"line", line.line_id}, {"quantity", line.quantity.to_text()}});
    list.push_back({{"id", guarded(parcel.shipment_id)}, {"carrier", guarded(parcel.carrier)}, {"service", guarded(parcel.service)},
                    {"tracking", guarded(parcel.tracking_number)}, {"url", guarded(parcel.tracking_url)}, {"at", base::format_utc(parcel.at)},
                    {"lines", lines}});
    if (parcel.already_shipped) list.back()["shipped_before"] = true;
  }
  return list.dump();
}

}  // namespace tillbridge::connectors::woocommerce
