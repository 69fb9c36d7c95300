#pragma once
#include <vector>

#include "connectors/shopify/bulk.hpp"
#include "connectors/shopify/bulk_ledger.hpp"

namespace tillbridge::connectors::shopify {

/// Many prices by a bulk operation of the shop, which costs no points: begun, followed by as many runs as it takes, and read line by line at its end.
/// While an operation is open its items are kPending, and so is a newer price of one of them: the operation could still set the older one afterwards.
/// What an operation ends without telling is sent again by itself, prices being absolute. Made for one call of set_prices.
class PriceBulk {
 public:
  PriceBulk(Api& api, http::HttpClient& client, const base::Clock& clock, SiteMemory& memory) : api_(api), clock_(clock), bulk_(api, client, clock), ledger_(memory) {}

  /// What is to be sent after following: `fresh` by whatever way, `left` by single calls, because an operation has ended without doing it.
  struct Rest {
    std::vector<ProductPrices> fresh, left;
  };
  /// Settles in `out` what operations have to say about these prices. No call where none is open for them.
  Rest follow(std::vector<ProductPrices> products, std::vector<Outcome>& out);
  /// Begins one for all of these and settles them as kPending; false, with nothing settled, where single calls have to do it.
  bool start(const std::vector<ProductPrices>& products, std::vector<Outcome>& out);

 private:
  using Known = std::map<std::string, OpenBulk::Entry*>;
  void follow_one(OpenBulk& open, Rest& rest, std::vector<Outcome>& out);
  base::Result<BulkState> state_of(OpenBulk& open);
  bool has_overrun(OpenBulk& open, BulkState& state);
  /// Leaves in `concerned` what the results do not settle.
  void tell(OpenBulk& open, const Known& known, const std::map<std::size_t, Json>& results, std::vector<ProductPrices>& concerned, std::vector<Outcome>& out);

  Api& api_;
  const base::Clock& clock_;
  Bulk bulk_;
  BulkLedger ledger_;
};

}  // namespace tillbridge::connectors::shopify
