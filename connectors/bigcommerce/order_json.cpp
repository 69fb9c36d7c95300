#include "connectors/bigcommerce/order_json.hpp"

#include <algorithm>

#include "connectors/bigcommerce/order_line_json.hpp"
#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/bigcommerce/payments.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using http::decimal_member;
using http::member;
using http::text_member;

constexpr Decimal kOneCent = Decimal::from_units(100);

std::string first_text(const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto text = text_member(from, name); !text.empty()) return text;
  return {};
}

/// An address of a shopper, or the place of collection, whose fields have other names.
domain::Address to_address(const Json& from) {
  return {.first_name = text_member(from, "first_name"),
          .last_name = text_member(from, "last_name"),
          .company = first_text(from, {"company", "name"}),
          .line1 = first_text(from, {"street_1", "address_line_1"}),
          .line2 = first_text(from, {"street_2", "address_line_2"}),
          .city = text_member(from, "city"),
          .region = text_member(from, "state"),
          .postcode = first_text(from, {"zip", "postal_code"}),
          .country = first_text(from, {"country_iso2", "country_alpha2"}),
          .phone = text_member(from, "phone"),
          .email = text_member(from, "email")};
}

domain::WebCustomer to_customer(const Json& order) {
  const Json& billing = member(order, "billing_address");
  const std::string id = text_member(order, "customer_id");
  return {.web_customer_id = id == "0" ? "" : id, .email = text_member(billing, "email"), .phone = text_member(billing, "phone"),
          .first_name = text_member(billing, "first_name"), .last_name = text_member(billing, "last_name"), .company = text_member(billing, "company")};
}

void add_fee(domain::WebOrder& out, const std::string& name, Decimal net, Decimal gross) {
  if (net.is_zero() && gross.is_zero()) return;
  out.fees.push_back({name, net});
  out.fee_tax += gross - net;
}

void add_fees(domain::WebOrder& out, const Json& order, const Json& fees) {
  add_fee(out, "Handling", decimal_member(order, "handling_cost_ex_tax"), decimal_member(order, "handling_cost_inc_tax"));
  add_fee(out, "Gift wrapping", decimal_member(order, "wrapping_cost_ex_tax"), decimal_member(order, "wrapping_cost_inc_tax"));
  for (const Json& fee : fees)
    add_fee(out, first_text(fee, {"display_name_customer", "display_name_merchant", "type"}), decimal_member(fee, "cost_ex_tax"),
            decimal_member(fee, "cost_inc_tax"));
}

void add_discounts(domain::WebOrder& out, const Json& order, const Json& coupons) {
  for (const Json& coupon : coupons) out.discounts.push_back({text_member(coupon, "code"), decimal_member(coupon, "discount")});
  if (const Decimal by_hand = decimal_member(order, "discount_amount"); !by_hand.is_zero()) out.discounts.push_back({"Discount", by_hand});
}

void add_taxes(domain::WebOrder& out, const Json& order, const Json& taxes) {
  for (const Json& tax : taxes) {
    const std::string name = text_member(tax, "name");
    const auto same = std::find_if(out.taxes.begin(), out.taxes.end(), [&](const auto& known) { return known.name == name; });
    if (same != out.taxes.end()) same->amount += decimal_member(tax, "line_amount");
    else out.taxes.push_back({name, decimal_member(tax, "line_amount")});
  }
  const Decimal total = decimal_member(order, "total_tax");
  if (out.taxes.empty() && !total.is_zero()) out.taxes.push_back({"Tax", total});
}

Decimal sum_of(const domain::WebOrder& order) {
  Decimal out = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) out += line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) out += fee.amount;
  return out;
}

void settle_total(domain::WebOrder& out, const Json& order) {
  out.total = decimal_member(order, "total_inc_tax");
  const Decimal difference = sum_of(out) - out.total;
  if (difference < kOneCent && -difference < kOneCent) return;
  const Decimal certificates = decimal_member(order, "gift_certificate_amount"), credit = decimal_member(order, "store_credit_amount");
  for (const Decimal paid : {certificates, credit, certificates + credit})
    if (!paid.is_zero() && paid == difference) {
      out.total += paid;
      return;
    }
  out.fees.push_back({"Adjustment", -difference});
}

std::string status_word(OrderStanding standing) {
  switch (standing) {
    case OrderStanding::kNoOrder:
    case OrderStanding::kPending: return "pending";
    case OrderStanding::kOpen: return "open";
    case OrderStanding::kShipped: return "shipped";
    case OrderStanding::kCancelled: return "cancelled";
    case OrderStanding::kRefunded: return "refunded";
  }
  return "open";
}

/// Of a status that leaves open whether anything is to be shipped still.
bool is_in_between(const Json& order) { return status_of(order) == status::kPartiallyRefunded || status_of(order) == status::kDisputed; }

}  // namespace

domain::WebOrder to_domain_order(const Json& order, const OrderParts& parts, bool nothing_left) {
  const OrderStanding standing = standing_of(order);
  domain::WebOrder out;
  out.web_order_id = out.number = text_member(order, "id");
  out.placed_at = parse_date(text_member(order, "date_created")).value_or(base::Timestamp{});
  out.modified_at = parse_date(text_member(order, "date_modified")).value_or(out.placed_at);
  const bool waits = standing == OrderStanding::kOpen || standing == OrderStanding::kPending;
  out.closed = !waits || is_archived(order) || (is_in_between(order) && nothing_left);
  out.status = !waits || !out.closed ? status_word(standing) : nothing_left ? "shipped" : "cancelled";
  // Money is in what the shopper paid in; currency_code is what prices were shown in.
  out.currency = first_text(order, {"default_currency_code", "currency_code"});
  out.customer = to_customer(order);
  out.billing = to_address(member(order, "billing_address"));
  out.shipping = parts.addresses.empty() ? out.billing : to_address(parts.addresses.front());
  out.lines = to_lines(parts);
  out.shipping_charge = decimal_member(order, "shipping_cost_ex_tax");
  out.shipping_tax = decimal_member(order, "shipping_cost_inc_tax") - out.shipping_charge;
  add_fees(out, order, parts.fees);
  add_discounts(out, order, parts.coupons);
  add_taxes(out, order, parts.taxes);
  settle_total(out, order);
  if (const auto money = captured_money(order, parts.transactions)) out.payments = money->payments;
  out.note = text_member(order, "customer_message");
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
