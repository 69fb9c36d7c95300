#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kPath = "/inventory/source-items";
constexpr const char* kMember = "sourceItems";
/// "In stock". Whether so many can be sold is the shop's own rule (out-of-stock threshold, backorders), which the other word would overrule.
constexpr int kInStock = 1;

ListRow stock_row(const StockWrite& write, const Settings& settings) {
  const Decimal number = shop_number(domain::StockBasis::kPhysical, write.quantity, write.held_by_shop);
  return {write.item_id, Json{{"sku", write.item_id}, {"source_code", settings.source_code}, {"quantity", http::number_of(number)}, {"status", kInStock}}};
}

/// Why nothing can be sent for this write; ok where it can.
Outcome check(const StockWrite& write, const SkuLookUp& listed, int stock_decimals) {
  const std::string& sku = write.item_id;
  if (write.quantity.floored(stock_decimals) != write.quantity)
    return {OutcomeKind::kRejected, "fractional_quantity",
            "this site keeps " + std::to_string(stock_decimals) + " decimals of a quantity, " + write.quantity.to_text() + " has more", {}};
  const auto& found = listed.found(sku);
  if (found.empty()) return {OutcomeKind::kGone, code::kNotFound, "the shop has no product with SKU '" + sku + "' any more", {}};
  if (found.front().is_parent())
    return {OutcomeKind::kRejected, "sku_is_parent", "SKU '" + sku + "' is a configurable product in the shop, which has no stock of its own", {}};
  return {};
}

}  // namespace

std::vector<Outcome> send_stock(ListSender& sender, std::span<const StockWrite> writes, const Settings& settings) {
  std::vector<ListRow> rows;
  for (const auto& write : writes) rows.push_back(stock_row(write, settings));
  return sender.send(kPath, kMember, rows, all_done);
}

std::vector<Outcome> write_stock(Api& api, ListSender& sender, std::span<const StockWrite> writes, const Settings& settings, int stock_decimals) {
  if (writes.empty()) return {};
  std::vector<std::string> skus;
  for (const auto& write : writes) skus.push_back(write.item_id);
  const auto listed = look_up_skus(api, skus);
  if (!listed.outcome.ok()) return std::vector<Outcome>(writes.size(), before_writing(listed.outcome));
  std::vector<Outcome> out(writes.size());
  std::vector<StockWrite> known;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    out[i] = check(writes[i], listed, stock_decimals);
    if (!out[i].ok()) continue;
    known.push_back(writes[i]);
    places.push_back(i);
  }
  const auto answers = send_stock(sender, known, settings);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::magento
