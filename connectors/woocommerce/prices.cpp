#include "connectors/woocommerce/product_json.hpp"
#include "connectors/woocommerce/updates.hpp"
#include "connectors/woocommerce/writes.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

bool same_price(const Json& sent, const Json& answer, const char* field) {
  const std::string asked = text_member(sent, field), kept = text_member(answer, field);
  if (asked.empty() || kept.empty()) return asked == kept;
  return decimal_of(asked) == decimal_of(kept);
}

Outcome check_price(const Json& sent, const Json& answer) {
  for (const char* field : {"regular_price", "sale_price"})
    if (!same_price(sent, answer, field))
      return {OutcomeKind::kRejected, "price_not_kept",
              std::string("the shop holds ") + field + " '" + text_member(answer, field) + "' after '" + text_member(sent, field) + "' was sent", {}};
  return {};
}

}  // namespace

std::vector<Outcome> write_prices(BatchSender& batches, std::span<const PriceWrite> writes, const Settings& settings) {
  std::vector<Update> updates;
  for (const auto& write : writes) {
    Update update{write.remote, Json::object()};
    put_price(update.body, write.price, settings);
    updates.push_back(std::move(update));
  }
  return send_updates(batches, updates, check_price);
}

}  // namespace tillbridge::connectors::woocommerce
