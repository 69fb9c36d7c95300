#include "connectors/bigcommerce/order_problem.hpp"

#include <initializer_list>

#include "connectors/bigcommerce/rfc2822.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::member;
using http::text_member;

std::string amount_problem(const Json& object, const std::string& where, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const Json& value = member(object, name); !http::is_decimal_or_absent(value))
      return where + name + " is no number that can be kept: " + http::dump(value);
  return {};
}

std::string rows_problem(const Json& rows, const std::string& what, std::initializer_list<const char*> names) {
  for (const Json& row : rows)
    if (auto problem = amount_problem(row, what + " " + text_member(row, "id") + ": ", names); !problem.empty()) return problem;
  return {};
}

std::string refund_problem(const Json& refund) {
  const std::string what = "refund " + text_member(refund, "id") + ": ";
  if (auto problem = amount_problem(refund, what, {"total_amount", "total_tax"}); !problem.empty()) return problem;
  if (auto problem = rows_problem(http::list_member(refund, "items"), what + "item", {"quantity", "requested_amount"}); !problem.empty()) return problem;
  return rows_problem(http::list_member(refund, "payments"), what + "payment", {"amount"});
}

std::string shipment_problem(const Json& shipment) {
  return rows_problem(http::list_member(shipment, "items"), "shipment " + text_member(shipment, "id") + ": item", {"quantity"});
}

std::string first_of(std::initializer_list<std::string> problems) {
  for (const auto& problem : problems)
    if (!problem.empty()) return problem;
  return {};
}

}  // namespace

std::string order_problem(const Json& order) {
  if (text_member(order, "currency_code").empty() && text_member(order, "default_currency_code").empty()) return "currency_code is missing";
  if (!parse_date(text_member(order, "date_created"))) return "date_created is no time";
  if (!member(order, "status_id").is_number_integer()) return "status_id is no number";
  return amount_problem(order, "",
                        {"total_inc_tax", "total_tax", "shipping_cost_ex_tax", "shipping_cost_inc_tax", "handling_cost_ex_tax", "handling_cost_inc_tax",
                         "wrapping_cost_ex_tax", "wrapping_cost_inc_tax", "discount_amount", "gift_certificate_amount", "store_credit_amount"});
}

std::string parts_problem(const OrderParts& parts) {
  for (const Json& line : parts.lines)
    if (auto problem = rows_problem(http::list_member(line, "applied_discounts"), "product " + text_member(line, "id") + ": discount", {"amount"});
        !problem.empty())
      return problem;
  for (const Json& refund : parts.refunds)
    if (auto problem = refund_problem(refund); !problem.empty()) return problem;
  for (const Json& shipment : parts.shipments)
    if (auto problem = shipment_problem(shipment); !problem.empty()) return problem;
  return first_of(
      {rows_problem(parts.lines, "product", {"quantity", "total_ex_tax", "total_inc_tax", "total_tax", "discounted_total_inc_tax", "quantity_refunded"}),
       rows_problem(parts.fees, "fee", {"cost_ex_tax", "cost_inc_tax"}), rows_problem(parts.coupons, "coupon", {"discount"}),
       rows_problem(parts.taxes, "tax", {"line_amount"}), rows_problem(parts.transactions, "transaction", {"amount"})});
}

}  // namespace tillbridge::connectors::bigcommerce
