#pragma once
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "domain/document.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::tests {

/// Tillbridge as far as a walk over its stock needs it: the rules in memory, or the whole program on a database.
class StockSystem {
 public:
  struct Number {
    base::Decimal web;                ///< what the shop is to sell
    base::Decimal held_by_shop;       ///< what a shop of physical stock gets on top
  };
  virtual ~StockSystem() = default;
  virtual void create_item(const domain::ItemId& item) = 0;
  virtual void post(const domain::ItemId& item, const std::string& location, base::Decimal quantity, std::optional<base::Timestamp> as_of) = 0;
  virtual void collect(domain::SiteId site, const domain::CollectedOrder& order) = 0;
  /// Documents on offer of both kinds that tell stock.
  virtual std::vector<domain::Document> pull() = 0;
  virtual void confirm(const domain::Document& document, std::optional<base::Timestamp> booked_at) = 0;
  virtual void refuse(const domain::Document& document) = 0;
  virtual void resend(const domain::Document& document) = 0;
  /// What an inventory run writes now; absent where the POS told no quantity.
  virtual std::optional<Number> push(domain::SiteId site, const domain::ItemId& item) = 0;
};

/// The settings of one walk.
struct StockScene {
  domain::Account account;
  std::vector<domain::Site> sites;
  std::vector<std::string> locations;
  std::vector<bool> physical;         ///< per site: the shop counts physical stock
};
StockScene random_scene(std::mt19937_64& random);

/// A till, shops and shoppers that do as they please, with a model of their own of what the POS's number holds and of what is sold: nothing of
/// the rules of Tillbridge is used here. After every push it asks: does the shop show at most what the POS counts less the web orders that the
/// quantity does not hold? At the end, when all is booked, confirmed and posted: exactly the POS's number less the safety stock?
class StockWalk {
 public:
  StockWalk(StockScene scene, StockSystem& system, FixedClock& clock, std::mt19937_64& random);
  /// `steps` random acts, then the end of the day. Returns what went wrong, "" = nothing.
  std::string run(int steps);
  const std::vector<std::string>& story() const { return story_; }

 private:
  enum class Times { kNone, kAsOfOnly, kBookedOnly, kBoth };
  struct Effect { std::size_t line = 0; int cancelled = 0, refunded = 0, shipped = 0; };
  struct Happening { domain::OrderEvent event; std::vector<Effect> effects; };
  struct Counters { int ordered = 0, cancelled = 0, refunded = 0, shipped = 0; domain::ItemId sku; };
  struct WebOrderState {
    std::size_t site = 0;
    domain::WebOrder web;
    std::string location;             ///< where the till books it
    std::vector<Counters> now, seen;  ///< per line: as it is, as of the last collection
    std::vector<Happening> happenings;
    std::size_t visible = 0;          ///< happenings that the shop shows already
    std::map<std::size_t, int> nameless;  ///< by line: shipped before the till had the item, so told without it
  };
  /// What the till's books say about one order line of an item.
  struct Booked { int by_parcels = 0, by_order = 0, returned_unshipped = 0, newest = -1; int held_back() const { return std::max(0, by_order - returned_unshipped); } };
  struct Posted { int number = 0; std::optional<base::Timestamp> as_of; std::map<std::string, int> held; };  ///< held: by order + line
  struct InTransit { domain::ItemId item; std::string location; Posted posted; };

  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  template <class T> T& any(std::vector<T>& of) { return of[static_cast<std::size_t>(pick(0, static_cast<int>(of.size()) - 1))]; }
  void tell(std::string what) { story_.push_back(std::move(what)); }

  void act();
  void place();
  void ship(WebOrderState& order);
  void cancel(WebOrderState& order);
  void refund(WebOrderState& order);
  void edit(WebOrderState& order);
  void happen(WebOrderState& order, domain::OrderEventKind kind, std::vector<Effect> effects);
  void collect(WebOrderState& order, bool all);
  void sell_in_store();
  void post(const domain::ItemId& item, const std::string& location, bool late);
  void deliver(InTransit post);
  void book_some(bool all);
  void book(const domain::Document& document);
  void confirm_some(bool all);
  void create();
  void push(std::size_t site);
  void check(std::size_t site, const domain::ItemId& item, const StockSystem::Number& number);
  void end_the_day();

  bool on_hand(std::size_t site) const;
  bool sells(std::size_t site, const std::string& location) const;
  int held_in_books(const WebOrderState& order, const std::string& key) const;
  int safety(std::size_t site) const;
  WebOrderState* find(const domain::Document& document);

  StockScene scene_;
  StockSystem& system_;
  FixedClock& clock_;
  std::mt19937_64& random_;
  Times times_;
  std::vector<domain::ItemId> items_{"A"};
  bool has_late_item_ = false;
  std::vector<WebOrderState> orders_;
  std::map<std::pair<domain::ItemId, std::string>, int> books_;     ///< what the till would post
  std::map<std::pair<domain::ItemId, std::string>, Posted> posted_; ///< what Tillbridge has to hold
  std::vector<InTransit> in_transit_;
  std::map<std::string, Booked> booked_;                            ///< by order + line + item
  std::map<domain::DocumentId, base::Timestamp> booked_at_;
  std::vector<domain::Document> to_confirm_;
  std::vector<domain::Document> refused_;
  std::set<domain::DocumentId> confirmed_;
  std::vector<std::string> story_;
  std::string failure_;
  bool day_is_over_ = false;
};

}  // namespace tillbridge::tests
