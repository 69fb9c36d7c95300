#pragma once
#include <string>
#include <vector>

#include "domain/derive_documents.hpp"

namespace tillbridge::domain {

/// The fee that stands for money which no line, fee or charge of the shop explains.
inline constexpr const char* kAdjustment = "adjustment";

/// The figures of a whole order, taken apart.
struct OrderMoney {
  Decimal lines;                      ///< Σ quantity × unit_price − discount
  Decimal fees;
  Decimal tax;                        ///< lines, shipping and fees together
  Decimal rounding;                   ///< what the shop's own total has beside the parts
};
OrderMoney money_of(const WebOrder& order);

/// quantity × unit_price − discount of a whole line.
Decimal line_total(const WebOrderLine& line);

/// Fills discount and rounding so that total = Σ lines + shipping + fees + tax + rounding.
void settle_sums(Document& document, Decimal total);
/// Σ lines + shipping + fees + tax.
Decimal parts_of(const Document& document);

/// The order's taxes by rate, cut down to a document's tax; the last takes what is left.
std::vector<NamedAmount> share_of_taxes(const WebOrder& order, Decimal order_tax, Decimal document_tax);

/// Head data of the order, repeated in each of its documents.
Document head_of(const Site& site, const Order& order);

}  // namespace tillbridge::domain
