#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/bisector.hpp"
#include "connectors/shopify/location.hpp"
#include "connectors/shopify/lookup.hpp"

namespace tillbridge::connectors::shopify {

/// Makes drafts out of POS items, never twice. Before a create the SKU is looked up in the search index, and the product by the name that we give
/// ours (lookup.hpp), which the shop finds at once; a repeat after a lost answer therefore adopts what the first try made. One product per mutation, with all
/// its variants; what a known parent lacks is added to it. Made for one call of publish_products.
class ProductPublisher {
 public:
  ProductPublisher(Api& api, StockLocation& location, SiteMemory& memory, const Settings& settings)
      : api_(api), location_(location), memory_(memory), settings_(settings) {}

  /// One inner vector per product, one entry per item.
  std::vector<std::vector<PublishedItem>> publish(std::span<const PublishProduct> products);

 private:
  /// A product on its way: where its answers go and what is still open.
  struct Work {
    const PublishProduct* product = nullptr;
    std::vector<PublishedItem>* out = nullptr;
    std::vector<bool> settled;        ///< per item
    std::string parent_id;            ///< matrix: the shop's id once known

    const std::string& sku(std::size_t item) const { return product->items[item].item.id; }
    std::vector<std::size_t> open() const;
    void settle(std::size_t item, const Outcome& outcome);
    void settle_open(const Outcome& outcome);
    void created(std::size_t item, const Remote& remote);
    void adopt(std::size_t item, const domain::RemoteRef& ref);
  };

  Outcome prepare(std::vector<Work>& works);
  Outcome settle_known(std::vector<Work>& works);
  Outcome settle_made_by_us(std::vector<Work>& works);
  void adopt_made(Work& work, const MadeProduct& made) const;
  void fill_parent(Work& work);
  void make(Work& work, const std::vector<std::size_t>& items);
  /// Makes the product with these items; those that the shop names as culprits are settled and left out. Not divisible and ok where it stands.
  BatchRefusal try_to_make(Work& work, std::vector<std::size_t> items);
  void add(Work& work, const std::vector<std::size_t>& items);
  BatchResult<Outcome> try_to_add(Work& work, std::span<const std::size_t> items);
  void take_over(Work& work, const Json& variants, const std::vector<std::size_t>& items);
  void note(const Outcome& outcome);

  Api& api_;
  StockLocation& location_;
  SiteMemory& memory_;
  const Settings& settings_;
  std::string location_id_;
  std::optional<Outcome> stopped_;    ///< the shop does not take more now: what was not tried gets this
  bool unknown_before_ = false;
  bool name_in_input_ = true;         ///< until the shop refuses to see our name there
};

}  // namespace tillbridge::connectors::shopify
