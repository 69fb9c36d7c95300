#include "connectors/woocommerce/order_problem.hpp"

#include <initializer_list>

namespace tillbridge::connectors::woocommerce {
namespace {

std::string amount_problem(const Json& object, const std::string& where, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const Json& value = member(object, name); !http::is_decimal_or_absent(value)) return where + name + " is no number that can be kept: " + value.dump(-1, ' ', true, Json::error_handler_t::replace);
  return {};
}

std::string lines_problem(const Json& object, const char* list, std::initializer_list<const char*> names) {
  const Json& lines = member(object, list);
  if (!lines.is_null() && !lines.is_array()) return std::string(list) + " is no list";
  for (const Json& line : list_member(object, list))
    if (auto problem = amount_problem(line, std::string(list) + " " + text_member(line, "id") + ": ", names); !problem.empty()) return problem;
  return {};
}

std::string first_of(std::initializer_list<std::string> problems) {
  for (const auto& problem : problems)
    if (!problem.empty()) return problem;
  return {};
}

}  // namespace

std::string order_problem(const Json& order) {
  if (text_member(order, "currency").empty()) return "currency is missing";
  if (!time_member(order, "date_created_gmt")) return "date_created_gmt is no time";
  return first_of({amount_problem(order, "", {"total", "shipping_total", "shipping_tax"}),
                   lines_problem(order, "line_items", {"quantity", "subtotal", "total", "total_tax"}),
                   lines_problem(order, "fee_lines", {"total", "total_tax"}), lines_problem(order, "coupon_lines", {"discount"}),
                   lines_problem(order, "tax_lines", {"tax_total", "shipping_tax_total"})});
}

std::string refund_problem(const Json& refund) {
  const std::string problem = first_of({amount_problem(refund, "", {"amount"}), lines_problem(refund, "line_items", {"quantity", "total", "total_tax"})});
  return problem.empty() ? problem : "refund " + text_member(refund, "id") + ": " + problem;
}

}  // namespace tillbridge::connectors::woocommerce
