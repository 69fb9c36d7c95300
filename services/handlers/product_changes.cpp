#include "services/handlers/product_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tillbridge::services {
namespace {

using domain::Item;
using domain::ProductRow;

constexpr std::size_t kMaxOptions = 3;
constexpr std::array<std::string_view, 4> kWeightUnits = {"kg", "g", "lb", "oz"};

/// The item after the row, AsOf aside.
Item merged(Item item, const ProductRow& row) {
  item.id = row.item_id;
  row.product_id.apply_to(item.product_id);
  row.options.apply_to(item.options);
  row.name.apply_to(item.name);
  row.short_description.apply_to(item.short_description);
  row.long_description.apply_to(item.long_description);
  row.additional_description.apply_to(item.additional_description);
  row.brand.apply_to(item.brand);
  row.department.apply_to(item.department);
  row.barcode.apply_to(item.barcode);
  row.supplier_sku.apply_to(item.supplier_sku);
  row.weight.apply_to(item.weight);
  row.weight_unit.apply_to(item.weight_unit);
  if (item.weight && item.weight_unit.empty()) item.weight_unit = "kg";
  row.taxable.apply_to(item.taxable);
  row.tax_class.apply_to(item.tax_class);
  row.sell_online.apply_to(item.sell_online);
  row.sites.apply_to(item.sites);
  row.image_urls.apply_to(item.image_urls);
  row.attributes.apply_to(item.attributes);
  return item;
}

bool sends_anything(const ProductRow& row) {
  return !(row.product_id.is_absent() && row.options.is_absent() && row.name.is_absent() && row.short_description.is_absent() &&
           row.long_description.is_absent() && row.additional_description.is_absent() && row.brand.is_absent() && row.department.is_absent() &&
           row.barcode.is_absent() && row.supplier_sku.is_absent() && row.weight.is_absent() && row.weight_unit.is_absent() &&
           row.taxable.is_absent() && row.tax_class.is_absent() && row.sell_online.is_absent() && row.sites.is_absent() &&
           row.image_urls.is_absent() && row.attributes.is_absent());
}

std::optional<base::Error> check_options(const std::vector<domain::NameValue>& options) {
  if (options.size() > kMaxOptions) return row_error("too_many", fmt::format("{} options; at most {} are kept", options.size(), kMaxOptions));
  for (std::size_t i = 0; i < options.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (options[i].name == options[k].name) return row_error("equal_option_names", "two options are named '" + options[i].name + "'");
  return std::nullopt;
}

std::optional<base::Error> check_weight(const ProductRow& row) {
  if (row.weight.is_set() && row.weight.value().is_negative()) return row_error("bad_weight", "Weight " + row.weight.value().to_text() + " is below 0");
  if (row.weight_unit.is_set() && std::find(kWeightUnits.begin(), kWeightUnits.end(), row.weight_unit.value()) == kWeightUnits.end())
    return row_error("unknown_weight_unit", "WeightUnit '" + row.weight_unit.value() + "' is none of kg, g, lb, oz");
  return std::nullopt;
}

}  // namespace

ProductChanges::ProductChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
                               const std::vector<std::string>& product_ids)
    : work_(work), context_(context), groups_(work, context, ids, product_ids) {
  if (ids.empty()) return;
  for (auto& item : work.items().find_many(context.account, ids)) {
    auto id = item.id;
    items_.emplace_hint(items_.end(), std::move(id), Held{.item = std::move(item)});
  }
}

std::optional<base::Error> ProductChanges::check_sites(const std::vector<std::string>& names) {
  if (!site_names_) {
    site_names_.emplace();
    for (const auto& site : work_.sites().list(context_.account)) site_names_->insert(site.name);
  }
  for (const auto& name : names)
    if (site_names_->count(name) == 0) return row_error("unknown_site", "there is no web site '" + name + "' in this account");
  return std::nullopt;
}

std::optional<base::Error> ProductChanges::check(const ProductRow& row) {
  const auto known = items_.find(row.item_id);
  const bool is_new = known == items_.end();
  if (is_new && !row.name.is_set()) return row_error("missing_value", "Name is missing; a new product needs one");
  if (row.name.is_clear()) return row_error("missing_value", "Name is empty; leave it out to keep the name");
  if (row.taxable.is_clear()) return row_error("missing_value", "Taxable is empty; leave it out to keep the value");
  if (row.sell_online.is_clear()) return row_error("missing_value", "SellOnline is empty; leave it out to keep the value");
  if (row.options.is_set())
    if (auto error = check_options(row.options.value())) return error;
  if (auto error = check_weight(row)) return error;
  if (row.sites.is_set())
    if (auto error = check_sites(row.sites.value())) return error;

  const Item before = is_new ? Item{} : known->second.item;
  if (!is_new && is_stale(row.as_of, before.as_of)) return std::nullopt;
  const Item after = merged(before, row);
  if (!is_new && after.product_id != before.product_id)
    return row_error("product_id_changed", fmt::format("ProductIntegrationId was '{}' and never changes", before.product_id));
  if (is_new || after.options != before.options) return groups_.check(after, is_new);
  return std::nullopt;
}

Effect ProductChanges::apply(const ProductRow& row, bool& created) {
  created = !is_known(row.item_id);
  if (!created && !sends_anything(row)) return Effect::kNothingSent;
  Held& held = items_[row.item_id];
  if (!created && is_stale(row.as_of, held.item.as_of)) return Effect::kStale;

  Item next = merged(held.item, row);
  const bool differs = created || next != held.item;
  held.changed = held.changed || differs;
  if (created || next.options != held.item.options) groups_.accept(next);
  if (is_newer(row.as_of, next.as_of)) {
    next.as_of = row.as_of;
    held.as_of_changed = true;
  }
  held.item = std::move(next);
  return differs ? Effect::kChanged : Effect::kUnchanged;
}

bool ProductChanges::writes_anything() const {
  return std::any_of(items_.begin(), items_.end(), [](const auto& entry) { return entry.second.changed || entry.second.as_of_changed; });
}

void ProductChanges::store(persistence::UnitOfWork& work, domain::Step step) {
  std::vector<Item> changed;
  std::vector<std::pair<domain::ItemId, domain::Timestamp>> as_of;
  for (const auto& [id, held] : items_) {
    if (held.changed) changed.push_back(held.item);
    else if (held.as_of_changed) as_of.emplace_back(id, *held.item.as_of);
  }
  if (!as_of.empty()) work.items().store_as_of(context_.account, as_of);
  if (!changed.empty()) work.items().upsert(context_.account, changed, step);
}

}  // namespace tillbridge::services
