#include "connectors/shopify/order_money.hpp"

#include <algorithm>

#include "connectors/shopify/refund_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Decimal;

/// What the shop says of all pieces of a line.
struct Figures {
  Decimal pieces, price, discount, tax;
};

Figures figures_of(const Json& line) {
  Figures out{.pieces = http::decimal_member(line, "quantity"), .price = {}, .discount = {}, .tax = sum_of_taxes(line)};
  out.price = out.pieces * shop_money(line, "originalUnitPriceSet");
  for (const Json& allocation : list_member(line, "discountAllocations")) out.discount += shop_money(allocation, "allocatedAmountSet");
  return out;
}

Decimal refunded_pieces(const Json& order, const Json& line) {
  Decimal pieces;
  for (const Json& refund : list_member(order, "refunds"))
    for (const Json& moved : nodes(refund, "refundLineItems"))
      if (member(member(moved, "lineItem"), "id") == member(line, "id") && !takes_out(order, refund, moved)) pieces += http::decimal_member(moved, "quantity");
  return pieces;
}

bool taken(const Json& transaction) { return text_member(transaction, "status") == "SUCCESS"; }

}  // namespace

const Json& nodes(const Json& object, std::string_view name) { return list_member(member(object, name), "nodes"); }

Decimal shop_money(const Json& object, std::string_view name) { return http::decimal_member(member(member(object, name), "shopMoney"), "amount"); }

Decimal sum_of_taxes(const Json& object) {
  Decimal sum;
  for (const Json& tax : list_member(object, "taxLines")) sum += shop_money(tax, "priceSet");
  return sum;
}

Decimal pieces_of_line(const Json& order, const Json& line) {
  const Decimal ordered = http::decimal_member(line, "quantity");
  return std::min(ordered, http::decimal_member(line, "currentQuantity") + refunded_pieces(order, line));
}

LineMoney line_money(const Json& order, const Json& line) {
  Figures figures = figures_of(line);
  const Decimal pieces = pieces_of_line(order, line);
  if (pieces != figures.pieces) {
    figures.price = proportion(figures.price, pieces, figures.pieces);
    figures.discount = proportion(figures.discount, pieces, figures.pieces);
    figures.tax = proportion(figures.tax, pieces, figures.pieces);
  }
  LineMoney out{.pieces = pieces, .net = figures.price - figures.discount, .net_before_discount = figures.price, .tax = figures.tax};
  if (!flag_member(order, "taxesIncluded")) return out;
  const Decimal gross = out.net;
  out.net = gross - figures.tax;
  // Nothing tells the tax of a price that a discount made free: it counts as net then.
  if (gross > Decimal{}) out.net_before_discount = proportion(figures.price, out.net, gross);
  return out;
}

Decimal edited_out(const Json& order, const Json& line) {
  const Figures figures = figures_of(line);
  const Decimal out = figures.pieces - pieces_of_line(order, line);
  if (out.is_zero()) return {};
  const Decimal gross = figures.price - figures.discount + (flag_member(order, "taxesIncluded") ? Decimal{} : figures.tax);
  return proportion(gross, out, figures.pieces);
}

Decimal unit_price_for(Decimal amount, Decimal pieces) {
  Decimal unit = proportion(amount, Decimal::from_integer(1), pieces);
  if (pieces * unit < amount) unit += Decimal::from_units(1);
  return unit;
}

std::vector<MoneyTaken> payments_of(const Json& order) {
  std::vector<MoneyTaken> out;
  for (const Json& transaction : list_member(order, "transactions")) {
    const std::string kind = text_member(transaction, "kind");
    if (!taken(transaction)) continue;
    if (kind == "CHANGE" && !out.empty()) out.back().amount -= shop_money(transaction, "amountSet");
    if (kind != "CAPTURE" && kind != "SALE") continue;
    auto at = http::time_member(transaction, "processedAt");
    if (!at) at = http::time_member(transaction, "createdAt");
    out.push_back({.id = id_of(member(transaction, "id")), .method = text_member(transaction, "gateway"), .reference = text_member(transaction, "paymentId"),
                   .amount = shop_money(transaction, "amountSet"), .at = at.value_or(base::Timestamp{})});
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
