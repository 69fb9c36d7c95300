#include "services/handlers/matrix_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tillbridge::services {
namespace {

using domain::Item;
using domain::NameValue;

std::vector<NameValue> sorted_by_name(std::vector<NameValue> options) {
  std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return options;
}

std::string names_of(const std::vector<NameValue>& options) {
  std::string names;
  for (const auto& option : options) names += (names.empty() ? "" : ", ") + option.name;
  return names.empty() ? "none" : names;
}

bool same_names(const std::vector<NameValue>& a, const std::vector<NameValue>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x.name == y.name; });
}

}  // namespace

MatrixGroups::MatrixGroups(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
                           const std::vector<std::string>& product_ids)
    : work_(work), context_(context) {
  if (!product_ids.empty()) {
    const auto items = work.items().find_existing(context.account, product_ids);
    item_ids_among_parents_.insert(items.begin(), items.end());
  }
  if (!ids.empty()) {
    const auto parents = work.items().find_groups(context.account, ids);
    parents_among_items_.insert(parents.begin(), parents.end());
  }
}

std::map<domain::ItemId, MatrixGroups::Options>& MatrixGroups::members_of(const std::string& product_id) {
  const auto known = groups_.find(product_id);
  if (known != groups_.end()) return known->second;
  auto& members = groups_[product_id];
  for (auto& item : work_.items().list_group(context_.account, product_id)) members[item.id] = sorted_by_name(std::move(item.options));
  return members;
}

std::optional<base::Error> MatrixGroups::check(const Item& item, bool is_new) {
  if (is_new && parents_among_items_.count(item.id) > 0)
    return row_error("item_is_parent", fmt::format("ItemIntegrationId '{}' is already the ProductIntegrationId of a style", item.id));
  if (item.product_id.empty()) return std::nullopt;
  if (item.product_id == item.id || item_ids_among_parents_.count(item.product_id) > 0)
    return row_error("parent_is_item", fmt::format("ProductIntegrationId '{}' is an ItemIntegrationId; a style needs a key of its own", item.product_id));

  const Options options = sorted_by_name(item.options);
  for (const auto& [id, other] : members_of(item.product_id)) {
    if (id == item.id) continue;
    if (!same_names(options, other))
      return row_error("option_names_differ", fmt::format("the options of '{}' are {}, those of '{}' in the same style are {}", item.id,
                                                          names_of(options), id, names_of(other)));
    if (options == other) return row_error("equal_options", fmt::format("'{}' of the same style has the same options", id));
  }
  return std::nullopt;
}

void MatrixGroups::accept(const Item& item) {
  // A new item may be named as a parent, and a new parent as an item, by later rows of the slice.
  item_ids_among_parents_.insert(item.id);
  if (item.product_id.empty()) return;
  parents_among_items_.insert(item.product_id);
  members_of(item.product_id)[item.id] = sorted_by_name(item.options);
}

}  // namespace tillbridge::services
