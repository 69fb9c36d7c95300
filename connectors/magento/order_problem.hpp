#pragma once
#include <string>

#include "connectors/magento/order_events.hpp"

namespace tillbridge::connectors::magento {

/// What keeps an order from being read, "" = nothing. Looked at before an order is taken, because the readers take what is no number as 0: right for
/// a field that a shop leaves out, wrong for money and pieces that an extension has garbled.
std::string order_problem(const Json& order);
/// The same for what hangs on it: invoices, shipments, credit memos.
std::string children_problem(const OrderChildren& children);

}  // namespace tillbridge::connectors::magento
