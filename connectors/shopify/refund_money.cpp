#include "connectors/shopify/refund_money.hpp"

#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {

MoneyBack money_back(const Json& refund) {
  MoneyBack out;
  for (const Json& transaction : nodes(refund, "transactions")) {
    if (text_member(transaction, "kind") != "REFUND") continue;
    const std::string status = text_member(transaction, "status");
    out.on_its_way |= status == "PENDING" || status == "AWAITING_RESPONSE" || status == "UNKNOWN";
    if (status != "SUCCESS") continue;
    out.amount += shop_money(transaction, "amountSet");
    if (out.method.empty()) out.method = text_member(transaction, "gateway");
    if (out.reference.empty()) out.reference = text_member(transaction, "paymentId");
  }
  return out;
}

bool takes_out(const Json& order, const Json& refund, const Json& moved) {
  if (!text_member(order, "cancelledAt").empty() || text_member(moved, "restockType") == "RETURN") return false;
  const MoneyBack money = money_back(refund);
  return !money.on_its_way && money.amount.is_zero();
}

}  // namespace tillbridge::connectors::shopify
