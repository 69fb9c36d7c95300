#include "connectors/shopify/order_problem.hpp"

#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

/// The first amount below `value` that cannot be kept, with its place in the shop's words; null amounts have no object of money.
std::string amount_problem(const Json& value, const std::string& place) {
  if (value.is_object()) {
    const auto amount = value.find("amount");
    if (amount != value.end() && (text_of(*amount).empty() || !http::is_decimal_or_absent(*amount)))
      return place + " is no number that can be kept: " + http::dump(*amount);
    for (const auto& [name, inner] : value.items())
      if (auto problem = amount_problem(inner, name == "shopMoney" || name == "nodes" ? place : place + (place.empty() ? "" : ".") + name); !problem.empty()) return problem;
  }
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i)
      if (auto problem = amount_problem(value[i], place + " " + std::to_string(i + 1)); !problem.empty()) return problem;
  return {};
}

std::string list_problem(const Json& order) {
  for (const char* name : {"lineItems", "shippingLines"})
    if (!member(member(order, name), "nodes").is_array()) return std::string(name) + " is no list";
  for (const char* name : {"transactions", "fulfillments", "refunds"})
    if (!member(order, name).is_array()) return std::string(name) + " is no list";
  return {};
}

}  // namespace

std::string order_problem(const Json& order) {
  if (text_member(order, "currencyCode").empty()) return "currencyCode is missing";
  if (!http::time_member(order, "processedAt")) return "processedAt is no time";
  if (!http::time_member(order, "updatedAt")) return "updatedAt is no time";
  if (auto problem = list_problem(order); !problem.empty()) return problem;
  for (const Json& line : nodes(order, "lineItems"))
    if (id_of(member(line, "id")).empty() || !http::is_decimal_or_absent(member(line, "quantity")) || http::decimal_member(line, "quantity") <= base::Decimal{})
      return "lineItems holds a line without an id or pieces";
  return amount_problem(order, "");
}

}  // namespace tillbridge::connectors::shopify
