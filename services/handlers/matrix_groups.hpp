#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// Holds new and changed items against the rules of matrix groups: one set of option names per group, no two items with equal
/// options, and a ProductIntegrationId that is nobody's ItemIntegrationId (both become SKUs in the shops).
class MatrixGroups {
 public:
  /// `work` outlives it. `ids`: all items of the slice; `product_ids`: all groups that it names; both sorted and unique.
  MatrixGroups(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
               const std::vector<std::string>& product_ids);

  /// Words: parent_is_item, item_is_parent, option_names_differ, equal_options.
  std::optional<base::Error> check(const domain::Item& item, bool is_new);
  /// The item is part of its group from now on.
  void accept(const domain::Item& item);

 private:
  using Options = std::vector<domain::NameValue>;  ///< sorted by name
  std::map<domain::ItemId, Options>& members_of(const std::string& product_id);

  persistence::UnitOfWork& work_;
  UpdateContext context_;
  std::set<domain::ItemId> item_ids_among_parents_;  ///< product ids of the slice that are items
  std::set<std::string> parents_among_items_;        ///< item ids of the slice that are groups
  std::map<std::string, std::map<domain::ItemId, Options>> groups_;
};

}  // namespace tillbridge::services
