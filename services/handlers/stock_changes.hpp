#pragma once
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// The quantities of one slice of rows: what the store holds, what the rows make of it, and which reservations they end
/// (domain::is_over: with several locations the right one, or all of them, must have posted newer than the confirm).
/// Lives inside one transaction. Used by UpdateInventory and UpdatePOSProducts.
class StockChanges {
 public:
  /// Loads the levels of the items, and the pending reservations of those that may have any; both lists sorted and unique.
  StockChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
               const std::vector<domain::ItemId>& may_wait);

  /// A level implies its item.
  bool has_level(const domain::ItemId& id) const;
  /// Whether a reservation waits for the item's next quantity, after what was applied so far.
  bool is_waited_for(const domain::ItemId& id) const { return pending_.count(id) > 0; }
  /// Takes one quantity. kChanged also when the number is the same but a reservation ended: the web's number differs then.
  Effect apply(const domain::ItemId& id, const domain::QuantityAt& quantity, const std::optional<domain::Timestamp>& as_of);

  /// Takes another quantity of a place that was not loaded: it exists with some other quantity, no reservation waits, and nobody says when it was
  /// read. In the order of items and locations, each once.
  void overwrite(const domain::ItemId& id, const domain::QuantityAt& quantity);

  bool writes_anything() const;
  void store(persistence::UnitOfWork& work, domain::Step step);

 private:
  struct Held {
    domain::StockLevel level;
    bool exists = false, changed = false, as_of_changed = false;
  };
  struct Waiting {
    domain::PendingRelease release;
    bool changed = false;               ///< a location has posted, others have to follow
  };
  /// By item and location; found without making a key.
  struct Place { std::string_view item, location; };
  struct ByPlace {
    using is_transparent = void;
    static Place place(const std::pair<domain::ItemId, std::string>& key) { return {key.first, key.second}; }
    static Place place(const Place& place) { return place; }
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      const int order = place(a).item.compare(place(b).item);
      return order != 0 ? order < 0 : place(a).location < place(b).location;
    }
  };
  Held& level_at(const domain::ItemId& id, const std::string& location);
  bool end_reservations(const domain::ItemId& id, const std::string& location, const std::optional<domain::Timestamp>& as_of);
  std::vector<std::string> locations_of(const domain::ItemId& id) const;

  UpdateContext context_;
  std::map<std::pair<domain::ItemId, std::string>, Held, ByPlace> levels_;
  std::map<domain::SiteId, domain::Site> sites_;  ///< read only where something is pending
  std::multimap<domain::ItemId, Waiting> pending_;
  std::vector<domain::PendingRelease> ended_;
  std::vector<domain::StockLevel> overwritten_;
};

}  // namespace tillbridge::services
