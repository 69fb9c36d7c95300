#pragma once
#include "sandbox/catalogue.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/model_json.hpp"
#include "sandbox/order_book.hpp"

/// JSON of what callers ask the shop to do, and of what it says about each entry.
namespace tillbridge::sandbox {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Found, sku, product_id, variant_id, kind, status)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(StockUpdate, product_id, variant_id, quantity)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PriceUpdate, product_id, variant_id, price, sale_price, sale_start, sale_end)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(VisibilityUpdate, product_id, variant_id, visibility)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Merchandising, name, description, status, quantity, sku)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(BasketLine, sku, quantity, discount, name, unit_price)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Basket, lines, customer, billing_address, shipping_address, shipping_charge, coupon, note, payment_method, capture, placed_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CaptureAct, amount, method, reference)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(TrackAct, parcel_id, shipment_id, carrier, service, tracking_number, tracking_url)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ShipAct, shipment_id, carrier, service, tracking_number, tracking_url, shipped_at, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RefundActLine, line_id, quantity, restock, amount, tax)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RefundAct, lines, amount, shipping_amount, shipping_tax, reference)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CancelAct, lines, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(EditAct, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Fault, kind, method, path, exact, times, after_work, status, retry_after, delay_ms, sku, polls, seconds)

inline void to_json(Json& out, const EntryResult& result) {
  out = Json{{"status", result.status}};
  const auto put = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("code", result.code);
  put("message", result.message);
  put("sku", result.sku);
  put("product_id", result.product_id);
  put("variant_id", result.variant_id);
  if (!result.variants.empty()) out["variants"] = result.variants;
}

}  // namespace tillbridge::sandbox
