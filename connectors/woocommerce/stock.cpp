#include "connectors/woocommerce/product_json.hpp"
#include "connectors/woocommerce/updates.hpp"
#include "connectors/woocommerce/writes.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

Outcome check_stock(const Json& sent, const Json& answer) {
  const Json& kept = member(answer, "stock_quantity");
  if (!kept.is_null() && decimal_of(kept) == decimal_member(sent, "stock_quantity") && member(answer, "manage_stock") == Json(true)) return {};
  return {OutcomeKind::kRejected, "stock_not_managed",
          "the shop shows " + (kept.is_null() ? "no quantity" : text_of(kept)) + " after " + text_member(sent, "stock_quantity") +
              " was sent: enable stock management in WooCommerce > Settings > Products > Inventory",
          {}};
}

}  // namespace

std::vector<Outcome> write_stock(BatchSender& batches, std::span<const StockWrite> writes, int stock_decimals) {
  std::vector<Update> updates;
  std::vector<std::size_t> places;
  std::vector<Outcome> out(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].quantity.floored(stock_decimals) != writes[i].quantity) {
      out[i] = {OutcomeKind::kRejected, "fractional_quantity",
                "this site keeps " + std::to_string(stock_decimals) + " decimals of a quantity, " + writes[i].quantity.to_text() + " has more", {}};
      continue;
    }
    Update update{writes[i].remote, Json::object()};
    put_stock(update.body, writes[i].quantity);
    updates.push_back(std::move(update));
    places.push_back(i);
  }
  const auto answers = send_updates(batches, updates, check_stock);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
