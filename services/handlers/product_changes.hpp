#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/matrix_groups.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// The items of one slice of product rows: what the store holds and what the rows make of it. Lives inside one transaction.
class ProductChanges {
 public:
  ProductChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
                 const std::vector<std::string>& product_ids);

  bool is_known(const domain::ItemId& id) const { return items_.count(id) > 0; }
  /// What is wrong with the row, if anything. Words: missing_value (no name), product_id_changed, unknown_site, bad_weight,
  /// unknown_weight_unit, too_many, equal_option_names and those of MatrixGroups.
  std::optional<base::Error> check(const domain::ProductRow& row);
  /// Takes a row that check() passed; `created` tells whether the item is new.
  Effect apply(const domain::ProductRow& row, bool& created);

  bool writes_anything() const;
  void store(persistence::UnitOfWork& work, domain::Step step);

 private:
  struct Held {
    domain::Item item;
    bool changed = false, as_of_changed = false;
  };
  std::optional<base::Error> check_sites(const std::vector<std::string>& names);

  persistence::UnitOfWork& work_;
  UpdateContext context_;
  MatrixGroups groups_;
  std::map<domain::ItemId, Held> items_;
  std::optional<std::set<std::string>> site_names_;  ///< read when a row names a site
};

}  // namespace tillbridge::services
