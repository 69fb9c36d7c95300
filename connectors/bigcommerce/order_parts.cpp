#include "connectors/bigcommerce/order_parts.hpp"

#include <algorithm>

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::decimal_member;
using http::list_member;
using http::member;

bool is_link(const Json& line) { return line.is_object() && !line.contains("id"); }

/// Every consignment that holds order products, whatever becomes of the goods.
std::vector<Json> consignments_of(const Json& order) {
  const Json& all = member(order, "consignments");
  std::vector<Json> out;
  for (const char* kind : {"shipping", "pickups", "downloads"})
    for (const Json& one : list_member(all, kind)) out.push_back(one);
  for (const Json& one : list_member(member(all, "email"), "gift_certificates")) out.push_back(one);
  return out;
}

}  // namespace

void sort_by_id(Json& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) { return decimal_member(a, "id") < decimal_member(b, "id"); });
}

bool includes_lines(const Json& order) {
  const Json& all = member(order, "consignments");
  if (!all.is_object() || all.contains("resource")) return false;
  for (const Json& consignment : consignments_of(order)) {
    const Json& lines = member(consignment, "line_items");
    if (!lines.is_array() || std::any_of(lines.begin(), lines.end(), is_link)) return false;
  }
  return true;
}

OrderParts included_parts(const Json& order) {
  OrderParts out;
  for (const Json& consignment : consignments_of(order))
    for (const Json& line : list_member(consignment, "line_items"))
      if (!is_link(line)) out.lines.push_back(line);
  sort_by_id(out.lines);
  const Json& all = member(order, "consignments");
  for (const Json& address : list_member(all, "shipping")) out.addresses.push_back(address);
  for (const Json& pickup : list_member(all, "pickups"))
    if (const Json& place = member(pickup, "location"); place.is_object()) out.addresses.push_back(place);
  out.fees = list_member(order, "fees");
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
