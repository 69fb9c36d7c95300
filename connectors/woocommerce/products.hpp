#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/woocommerce/batch.hpp"
#include "connectors/woocommerce/lookup.hpp"
#include "connectors/woocommerce/settings.hpp"

namespace tillbridge::connectors::woocommerce {

/// Makes drafts out of POS items, never twice: the SKU is the idempotency key, so it is looked up before every create and every repeat of one,
/// in the bin too, and a refused create is settled by a second look. Simple products and parents go in one batch, variations in one batch per
/// parent. Made for one call of publish_products.
class ProductPublisher {
 public:
  ProductPublisher(Api& api, BatchSender& batches, const Settings& settings) : api_(api), batches_(batches), settings_(settings) {}

  /// One inner vector per product, one entry per item.
  std::vector<std::vector<PublishedItem>> publish(std::span<const PublishProduct> products);

 private:
  /// A product on its way: where its answers go and what is still open.
  struct Work {
    const PublishProduct* product = nullptr;
    std::vector<PublishedItem>* out = nullptr;
    std::vector<bool> settled;        ///< per item
    std::string parent_id;            ///< matrix: the shop's id once known
    Json parent_attributes = Json::array();
    bool parent_is_new = false;

    bool open() const;
    void settle(std::size_t item, const Outcome& outcome);
    void settle_open(const Outcome& outcome);
    void adopt(std::size_t item, const domain::RemoteRef& ref);
    void created(std::size_t item, const domain::RemoteRef& ref);
  };

  void refuse_impossible(Work& work) const;
  void settle_known(Work& work, const SkuLookUp& listed) const;
  void refuse_trashed(Work& work, const SkuLookUp& trashed) const;
  void create_products(std::vector<Work>& works);
  void settle_simple(Work& work, const Json& sent, const BatchItem& answer);
  void settle_parent(Work& work, const BatchItem& answer);
  void add_variations(Work& work);
  bool prepare_parent(Work& work);
  bool refuse_taken_options(Work& work);
  /// Settles a refused create by looking again: adopt, collision, bin, or try later.
  Outcome second_look(const std::string& sku, const BatchItem& answer, FoundProduct& found);

  Api& api_;
  BatchSender& batches_;
  const Settings& settings_;
};

}  // namespace tillbridge::connectors::woocommerce
