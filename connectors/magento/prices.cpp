#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {
namespace {

/// Of all stores: prices of one store view would hide later ones.
constexpr int kAllStores = 0;

ListRow price_row(const PriceWrite& write, const Settings& settings) {
  return {write.item_id, Json{{"price", http::number_of(write.price.price.rounded(settings.price_decimals))}, {"store_id", kAllStores}, {"sku", write.item_id}}};
}

/// The shop has one answer for a SKU that it does not have and for one that has no price of its own.
void tell_gone_apart(Api& api, std::span<const PriceWrite> writes, std::vector<Outcome>& out) {
  std::vector<std::string> refused;
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i].kind == OutcomeKind::kRejected) refused.push_back(writes[i].item_id);
  if (refused.empty()) return;
  const auto listed = look_up_skus(api, refused);
  if (!listed.outcome.ok()) return;
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i].kind == OutcomeKind::kRejected && listed.found(writes[i].item_id).empty())
      out[i] = {OutcomeKind::kGone, code::kNotFound, "the shop has no product with SKU '" + writes[i].item_id + "' any more", {}};
}

}  // namespace

std::optional<Decimal> sale_of(const domain::WebPrice& price, int decimals) {
  if (!price.sale_price) return std::nullopt;
  const Decimal sale = price.sale_price->rounded(decimals);
  return sale > Decimal{} && sale < price.price.rounded(decimals) ? std::optional(sale) : std::nullopt;
}

std::vector<Outcome> write_prices(Api& api, ListSender& sender, SaleSender& sales, std::span<const PriceWrite> writes, const Settings& settings,
                                  SiteMemory& memory) {
  if (writes.empty()) return {};
  const auto edition = find_edition(api, settings, memory);
  if (!edition.outcome.ok()) return std::vector<Outcome>(writes.size(), edition.outcome);
  std::vector<ListRow> rows;
  for (const auto& write : writes) rows.push_back(price_row(write, settings));
  auto out = sender.send("/products/base-prices", "prices", rows, read_complaints);
  tell_gone_apart(api, writes, out);

  std::vector<SaleWrite> on_sale;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (!out[i].ok()) continue;
    on_sale.push_back({writes[i].item_id, sale_of(writes[i].price, settings.price_decimals)});
    places.push_back(i);
  }
  const auto answers = sales.send(edition.edition, on_sale);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::magento
