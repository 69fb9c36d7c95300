#pragma once
#include <vector>

#include "connectors/magento/order_json.hpp"

namespace tillbridge::connectors::magento {

/// What the shop keeps beside an order. Lists of the entries that name it, as GET /invoices, /shipments, /creditmemos, /transactions give them.
struct OrderChildren {
  Json invoices = Json::array();
  Json shipments = Json::array();
  Json creditmemos = Json::array();
  Json transactions = Json::array();
};

/// Everything that has happened to an order, from its snapshot and its children. Ids are made of the shop's own: "17/placed", "17/captured/4" per paid
/// invoice, "17/captured/gift_card" and the like for stored value, "17/shipped/9" per shipment, "17/delivered/4" for what never leaves the house and was
/// invoiced, "17/refunded/2" per credit memo that was refunded, "17/cancelled".
std::vector<domain::OrderEvent> to_events(const Json& order, const OrderLines& lines, const OrderChildren& children, const domain::WebOrder& web, OrderStanding standing);

/// What the events say was paid, one entry per capture.
std::vector<domain::Payment> payments_of(const std::vector<domain::OrderEvent>& events);

/// Where several tracking numbers stand on one shipment they are joined, in the shop's order.
std::string tracking_numbers(const Json& shipment);

}  // namespace tillbridge::connectors::magento
