#include "connectors/shopify/order_json.hpp"

#include <algorithm>
#include <map>

#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Decimal;
using http::time_member;

domain::Address to_address(const Json& from, const std::string& email) {
  const std::string code = text_member(from, "provinceCode");
  return {.first_name = text_member(from, "firstName"), .last_name = text_member(from, "lastName"), .company = text_member(from, "company"),
          .line1 = text_member(from, "address1"), .line2 = text_member(from, "address2"), .city = text_member(from, "city"),
          .region = code.empty() ? text_member(from, "province") : code, .postcode = text_member(from, "zip"), .country = text_member(from, "countryCodeV2"),
          .phone = text_member(from, "phone"), .email = email};
}

domain::WebCustomer to_customer(const Json& order, const domain::Address& billing) {
  const Json& customer = member(order, "customer");
  domain::WebCustomer out{.web_customer_id = id_of(member(customer, "id")), .email = text_member(order, "email"), .phone = text_member(order, "phone"),
                          .first_name = text_member(customer, "firstName"), .last_name = text_member(customer, "lastName"), .company = billing.company};
  if (out.first_name.empty() && out.last_name.empty()) {
    out.first_name = billing.first_name;
    out.last_name = billing.last_name;
  }
  return out;
}

/// The chosen options; a product without any has the option "Title" with the one value "Default Title".
std::vector<domain::NameValue> to_options(const Json& line) {
  std::vector<domain::NameValue> out;
  for (const Json& option : list_member(member(line, "variant"), "selectedOptions"))
    if (text_member(option, "value") != "Default Title") out.push_back({text_member(option, "name"), text_member(option, "value")});
  return out;
}

domain::WebOrderLine to_line(const Json& order, const Json& line) {
  const LineMoney money = line_money(order, line);
  domain::WebOrderLine out;
  out.line_id = id_of(member(line, "id"));
  out.sku = text_member(line, "sku");
  out.name = text_member(line, "title");
  out.options = to_options(line);
  out.quantity = money.pieces;
  out.unit_price = unit_price_for(money.net_before_discount, money.pieces);
  out.discount = out.quantity * out.unit_price - money.net;
  out.tax = money.tax;
  return out;
}

std::string name_of(const Json& application) {
  const std::string code = text_member(application, "code");
  return code.empty() ? text_member(application, "title") : code;
}

std::vector<domain::NamedAmount> to_discounts(const Json& order) {
  std::vector<domain::NamedAmount> out;
  for (const Json& line : nodes(order, "lineItems"))
    for (const Json& allocation : list_member(line, "discountAllocations")) {
      const std::string name = name_of(member(allocation, "discountApplication"));
      const Decimal amount = shop_money(allocation, "allocatedAmountSet");
      const auto known = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.name == name; });
      if (known != out.end()) known->amount += amount;
      else out.push_back({name, amount});
    }
  return out;
}

void add_shipping(domain::WebOrder& out, const Json& order) {
  const bool with_tax = flag_member(order, "taxesIncluded");
  for (const Json& line : nodes(order, "shippingLines")) {
    const Decimal tax = sum_of_taxes(line), price = shop_money(line, "discountedPriceSet");
    out.shipping_charge += with_tax ? price - tax : price;
    out.shipping_tax += tax;
  }
}

Decimal sum_of(const domain::WebOrder& order) {
  Decimal sum = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) sum += line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) sum += fee.amount;
  return sum;
}

/// Duties and tips stand beside the lines, or in them, as the shop's settings say: they are fees as far as the total has room for them.
void add_fees(domain::WebOrder& out, const Json& order) {
  const bool with_tax = flag_member(order, "taxesIncluded");
  for (const Json& fee : list_member(order, "additionalFees")) {
    const Decimal tax = sum_of_taxes(fee), price = shop_money(fee, "price");
    out.fees.push_back({text_member(fee, "name"), with_tax ? price - tax : price});
    out.fee_tax += tax;
  }
  const std::pair<const char*, Decimal> extras[] = {{"Duties", shop_money(order, "originalTotalDutiesSet")}, {"Tip", shop_money(order, "totalTipReceivedSet")}};
  for (const auto& [name, amount] : extras)
    if (amount > Decimal{} && out.total - sum_of(out) >= amount) out.fees.push_back({name, amount});
}

/// What the shop says of the whole order, in our words.
void put_standing(domain::WebOrder& out, const Json& order) {
  const std::string shipped = text_member(order, "displayFulfillmentStatus");
  const bool nothing_ordered = std::all_of(out.lines.begin(), out.lines.end(), [](const auto& line) { return line.quantity.is_zero(); });
  out.status = !text_member(order, "cancelledAt").empty() || nothing_ordered                  ? "cancelled"
               : text_member(order, "displayFinancialStatus") == "REFUNDED"                   ? "refunded"
               : shipped == "FULFILLED" || shipped == "FULFILLMENT_NOT_REQUIRED"              ? "shipped"
                                                                                              : "open";
  out.closed = out.status != "open";
}

}  // namespace

domain::WebOrder to_domain_order(const Json& order) {
  domain::WebOrder out;
  out.web_order_id = id_of(member(order, "id"));
  out.number = text_member(order, "name");
  out.placed_at = time_member(order, "processedAt").value_or(base::Timestamp{});
  out.modified_at = time_member(order, "updatedAt").value_or(out.placed_at);
  out.currency = text_member(order, "currencyCode");
  out.billing = to_address(member(order, "billingAddress"), text_member(order, "email"));
  out.shipping = to_address(member(order, "shippingAddress"), text_member(order, "email"));
  out.customer = to_customer(order, out.billing);
  out.total = shop_money(order, "totalPriceSet");
  for (const Json& line : nodes(order, "lineItems")) {
    // The shop's total still holds what an edit took out.
    out.total -= edited_out(order, line);
    if (pieces_of_line(order, line) > Decimal{}) out.lines.push_back(to_line(order, line));
  }
  add_shipping(out, order);
  add_fees(out, order);
  out.discounts = to_discounts(order);
  for (const Json& tax : list_member(order, "taxLines")) out.taxes.push_back({text_member(tax, "title"), shop_money(tax, "priceSet")});
  for (const auto& payment : payments_of(order)) out.payments.push_back({payment.method, payment.reference, payment.amount});
  out.note = text_member(order, "note");
  put_standing(out, order);
  return out;
}

}  // namespace tillbridge::connectors::shopify
