#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fake_bigcommerce_catalogue.hpp"

namespace tillbridge::tests {

/// The inventory of a pretended BigCommerce store: pieces by variant and location, adjusted a moment after the store has said yes, so that a read right
/// after a write shows the old number. An adjustment with a thing that is unknown, not counted or at a closed location is refused as a whole. Not for
/// several threads.
class FakeBigStock {
 public:
  FakeBigStock(FakeBigCatalogue& catalogue, const base::Clock& clock) : catalogue_(catalogue), clock_(clock) {}

  /// Answers /v3/inventory/…; nothing for an address that is none.
  std::optional<BigAnswer> call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body);

  void add_location(int id, const std::string& name, bool enabled = true) { locations_[id] = {name, enabled}; }

  /// What the store sells from this location once it has done what it said yes to; 0 for an unknown SKU.
  int on_hand(const std::string& sku, int location = 1);
  /// A shopper's pieces, or those of a return, at the default location.
  void move(const std::string& sku, int pieces);
  /// Does what the store has said yes to.
  void settle();

 private:
  struct Location {
    std::string name;
    bool enabled = true;
  };
  struct Adjustment {
    int variant_id, location, quantity;
  };

  BigAnswer adjust(const Json& body);
  std::optional<std::string> why_not(const Json& item, Adjustment& out);
  BigAnswer list_items(const BigQuery& query);
  Json* counted(const Json& item);
  void settle_what_is_due();

  FakeBigCatalogue& catalogue_;
  const base::Clock& clock_;
  std::map<int, Location> locations_{{1, {"Default location", true}}};
  std::vector<Adjustment> waiting_;
  base::Timestamp due_{};
  int next_transaction_ = 1;
};

}  // namespace tillbridge::tests
