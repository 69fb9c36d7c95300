#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "connectors/shopify/prices.hpp"
#include "connectors/site_memory.hpp"

namespace tillbridge::connectors::shopify {

/// A bulk operation of prices that was begun and whose results are not all told yet.
struct OpenBulk {
  struct Entry {
    std::string product, variant;
    std::string mark;                 ///< of the prices that were sent; "" = its result is told
    std::size_t line = 0, index = 0;  ///< where it stood in the file
  };
  std::string name;                   ///< ours, unique; part of the mutation's text
  std::string id;                     ///< the shop's; "" = the answer to the start was lost
  base::Timestamp started_at{};
  bool cancelled = false;
  std::vector<Entry> entries;

  bool all_told() const;
};

/// The mark of one variant's prices: equal marks, equal prices.
std::string mark_of(const ProductPrices::Entry& entry);

/// What is open, in the site's memory: a new run of the job, and a restarted runner, go on where the last one stopped. Written before an operation is
/// started, so that none is ever started and forgotten. Each value stays below the memory's 64 KB.
class BulkLedger {
 public:
  explicit BulkLedger(SiteMemory& memory) : memory_(memory) {}

  std::vector<OpenBulk> list();
  /// Without the entries, where only the id or the flag changed.
  void store_head(const OpenBulk& bulk);
  void store(const OpenBulk& bulk);
  void forget(const OpenBulk& bulk);

 private:
  SiteMemory& memory_;
};

}  // namespace tillbridge::connectors::shopify
