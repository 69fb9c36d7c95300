#pragma once
#include "domain/document.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// What is left of content whose time is over: no name, address, e-mail or number of a person, no free text; keys, quantities, money,
/// moments and the shop's SKUs stay, so that a later event of the order still derives the right figures. Stripping twice changes nothing.
Document stripped(Document document);
WebOrder stripped(WebOrder order);
OrderEvent stripped(OrderEvent event);

}  // namespace tillbridge::domain
