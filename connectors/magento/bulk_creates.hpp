#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// A product to be made: the body of POST /products.
struct Creation {
  std::string sku;
  Json body;
};

/// Many creates by the shop's own queue (async bulk): 202 says taken, not done. What is open is kept in the site's memory, so that a later run,
/// also of a restarted runner, follows each product to its own end. An operation that never runs (no consumer at work) is given up after the
/// site's patience, and nothing goes by the queue for a day. Made for one call of publish_products; asks about each bulk at most once.
class BulkCreates {
 public:
  BulkCreates(Api& api, SiteMemory& memory, const base::Clock& clock, const Settings& settings);

  /// Whether so many new products should go by the queue now.
  bool wants(std::size_t count) const;
  /// Whether this product was given to the queue and its end not told yet.
  bool holds(const std::string& sku) const { return places_.contains(sku); }
  /// What became of a product that the queue holds and the catalogue does not show: kPending, kRejected with the shop's words, a failure to
  /// ask; nothing when it is to be made singly now.
  std::optional<Outcome> state(const std::string& sku);
  /// The end of this product was told; store_released() makes the memory forget it.
  void release(const std::string& sku);
  void store_released();
  /// Gives all to the queue, in bulks that the site's memory and the shop's web server can hold: kPending each, or what was refused at once. Nothing
  /// for one that is to be made singly, because the shop has no queue.
  std::vector<std::optional<Outcome>> submit(std::span<const Creation> creations);

 private:
  struct Operation {
    int status = 0;                   ///< 1 done, 2 failed and may be tried again, 3 failed, 4 open, 5 rejected
    std::string words;
  };
  struct Bulk {
    std::string uuid;                 ///< "" = the answer to its submission was lost
    base::Timestamp sent;
    std::map<std::string, int> open;  ///< SKU to the operation's number
    std::optional<Outcome> failure;   ///< asking about it failed
    bool asked = false;
    bool released = false;            ///< some of its products, since it was stored
    std::map<int, Operation> operations;
  };

  std::vector<std::optional<Outcome>> submit_bulk(std::span<const Creation> creations);
  void ask(Bulk& bulk);
  std::optional<Outcome> judge(const std::string& sku, Bulk& bulk);
  void read_entries(const Json& answer, std::span<const Creation> creations, Bulk& bulk, std::vector<std::optional<Outcome>>& out) const;
  void keep(const std::string& key, const Bulk& bulk);
  void note_stalled();

  Api& api_;
  SiteMemory& memory_;
  const base::Clock& clock_;
  const Settings& settings_;
  std::map<std::string, Bulk> bulks_;  ///< by memory key
  std::map<std::string, std::string> places_;  ///< SKU to memory key
};

}  // namespace tillbridge::connectors::magento
