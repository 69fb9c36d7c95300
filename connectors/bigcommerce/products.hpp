#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/bigcommerce/api.hpp"
#include "connectors/bigcommerce/lookup.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Makes hidden products out of POS items, never twice: the SKU is the idempotency key, so it is looked up before every create and every repeat of one, and
/// a create that is refused is settled by a second look. A product goes with all of its variants in one call; where the store refuses it without a
/// culprit the variants are halved, and once the parent stands the others are added to it. Made for one call of publish_products.
class ProductPublisher {
 public:
  ProductPublisher(Api& api, const Settings& settings) : api_(api), settings_(settings) {}

  /// One inner vector per product, one entry per item.
  std::vector<std::vector<PublishedItem>> publish(std::span<const PublishProduct> products);

 private:
  /// A product on its way: where its answers go and what is still open.
  struct Work {
    const PublishProduct* product = nullptr;
    std::vector<PublishedItem>* out = nullptr;
    std::vector<bool> settled;        ///< per item
    std::string parent_id;            ///< matrix: the store's id once known

    std::vector<std::size_t> open_items() const;
    bool open() const { return !open_items().empty(); }
    void settle(std::size_t item, const Outcome& outcome);
    void settle_open(const Outcome& outcome);
    void created(std::size_t item, const domain::RemoteRef& ref);
    void adopt(std::size_t item, const domain::RemoteRef& ref);
  };

  void refuse_impossible(Work& work) const;
  void settle_known(Work& work, const SkuLookUp& found) const;
  void create_simple(Work& work);
  void create_matrix(Work& work);
  void add_variants(Work& work, std::span<const std::size_t> items);
  /// Posts the product; a name that is taken gets its SKU.
  Reply create(Json body, const std::string& sku);
  void settle_matrix(Work& work, std::span<const std::size_t> items, const Reply& reply);
  /// What became of an item whose create was refused: adopted, a collision, or the refusal itself.
  void second_look(Work& work, std::size_t item, const Outcome& refusal);
  /// Stock that did not come with the product: of another location, or what the store says it could not save.
  void write_stock_of(Work& work, std::span<const std::size_t> items, bool failed);
  /// Remembers a failure after which nothing more is sent in this call.
  void note(const Outcome& outcome);

  Api& api_;
  const Settings& settings_;
  std::set<std::string> names_;       ///< known to be taken, in lower case
  std::optional<Outcome> stopped_;
};

}  // namespace tillbridge::connectors::bigcommerce
