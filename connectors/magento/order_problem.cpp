#include "connectors/magento/order_problem.hpp"

#include <initializer_list>

namespace tillbridge::connectors::magento {
namespace {

using http::list_member;
using http::member;
using http::text_member;
using http::time_member;

using Names = std::initializer_list<const char*>;

constexpr std::size_t kLongestValue = 100;

std::string amount_problem(const Json& object, const std::string& where, Names names) {
  for (const char* name : names)
    if (const Json& value = member(object, name); !http::is_decimal_or_absent(value))
      return where + name + " is no number that can be kept: " + http::dump(value).substr(0, kLongestValue);
  return {};
}

std::string missing(const Json& object, const std::string& where, Names names) {
  for (const char* name : names)
    if (const Json& value = member(object, name); value.is_null() || value == Json("")) return where + name + " is missing";
  return {};
}

std::string rows_problem(const Json& object, const std::string& where, const char* id, Names names) {
  const Json& rows = member(object, "items");
  if (!rows.is_null() && !rows.is_array()) return where + "items is no list";
  for (const Json& row : list_member(object, "items"))
    if (auto problem = amount_problem(row, where + "item " + text_member(row, id) + ": ", names); !problem.empty()) return problem;
  return {};
}

std::string child_problem(const Json& list, const std::string& what, Names amounts, Names of_rows) {
  for (const Json& child : list) {
    const std::string where = what + " " + text_member(child, "entity_id") + ": ";
    if (text_member(child, "entity_id").empty()) return where + "entity_id is missing";
    if (!time_member(child, "created_at")) return where + "created_at is no time";
    if (auto problem = amount_problem(child, where, amounts); !problem.empty()) return problem;
    if (auto problem = rows_problem(child, where, "order_item_id", of_rows); !problem.empty()) return problem;
  }
  return {};
}

constexpr Names kMoney = {"row_total", "discount_amount", "discount_tax_compensation_amount", "tax_amount", "qty"};

}  // namespace

std::string order_problem(const Json& order) {
  if (text_member(order, "order_currency_code").empty()) return "order_currency_code is missing";
  if (!time_member(order, "created_at")) return "created_at is no time";
  if (auto absent = missing(order, "", {"grand_total", "items"}); !absent.empty()) return absent;
  for (const Json& item : list_member(order, "items"))
    if (auto absent = missing(item, "item " + text_member(item, "item_id") + ": ", {"item_id", "qty_ordered"}); !absent.empty()) return absent;
  const std::string problem = amount_problem(order, "", {"grand_total", "tax_amount", "discount_amount", "shipping_amount", "shipping_discount_amount", "shipping_tax_amount",
                                                         "shipping_discount_tax_compensation_amount"});
  if (!problem.empty()) return problem;
  return rows_problem(order, "", "item_id", {"qty_ordered", "qty_canceled", "qty_shipped", "qty_refunded", "row_total", "discount_amount", "discount_tax_compensation_amount",
                                             "tax_amount", "weee_tax_applied_row_amount"});
}

std::string children_problem(const OrderChildren& children) {
  for (const Json* list : {&children.invoices, &children.creditmemos})
    for (const Json& child : *list)
      if (auto absent = missing(child, "invoice or credit memo " + text_member(child, "entity_id") + ": ", {"grand_total"}); !absent.empty()) return absent;
  if (auto problem = child_problem(children.invoices, "invoice", {"grand_total"}, kMoney); !problem.empty()) return problem;
  if (auto problem = child_problem(children.shipments, "shipment", {}, {"qty"}); !problem.empty()) return problem;
  return child_problem(children.creditmemos, "credit memo", {"grand_total", "shipping_amount", "shipping_tax_amount"}, kMoney);
}

}  // namespace tillbridge::connectors::magento
