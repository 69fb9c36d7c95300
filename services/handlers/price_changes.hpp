#pragma once
#include <map>
#include <optional>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// The prices of one slice of rows: what the store holds and what the rows make of it. Lives inside one transaction.
/// Used by UpdatePricing and UpdatePOSProducts.
class PriceChanges {
 public:
  /// Loads the prices of the items; `ids` sorted and unique.
  PriceChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids);

  /// A price implies its item.
  bool has_price(const domain::ItemId& id) const { return prices_.count(id) > 0; }
  /// What is wrong with the row, if anything: words missing_value (an empty price), negative_price.
  static std::optional<base::Error> check(const domain::PriceRow& row);
  /// Takes a row that check() passed. A sale price of 0 or less means none.
  Effect apply(const domain::PriceRow& row);
  /// What the caller should know of a row that was taken, though it is no error: words empty_sale_window where the row sends a part of a
  /// sale and what is held now ends before it starts (start and end may come in two calls), sale_ended where it changes the sale price
  /// and leaves an end that has passed.
  std::optional<base::Error> note(const domain::PriceRow& row) const;

  bool writes_anything() const;
  void store(persistence::UnitOfWork& work, domain::Step step);

 private:
  struct Held {
    domain::ItemPrice price;
    bool changed = false, as_of_changed = false, sale_price_changed = false;
  };
  UpdateContext context_;
  std::map<domain::ItemId, Held> prices_;
};

}  // namespace tillbridge::services
