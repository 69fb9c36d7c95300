#pragma once
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/magento/attribute_options.hpp"
#include "connectors/magento/bulk_creates.hpp"
#include "connectors/magento/product_json.hpp"
#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {

/// Makes drafts out of POS items, never twice: the SKU is the idempotency key, and since Magento saves by SKU (a create of what is there would
/// change it) every one is looked up first. Products are made one by one, many by the shop's queue; then parents get their options and
/// children, and what is new its stock and sale, in lists. Made for one call of publish_products.
class ProductPublisher {
 public:
  ProductPublisher(Api& api, ListSender& sender, SaleSender& sales, SiteMemory& memory, const base::Clock& clock, const Settings& settings)
      : api_(api), sender_(sender), sales_(sales), memory_(memory), settings_(settings), attributes_(api, settings), bulks_(api, memory, clock, settings) {}

  /// One inner vector per product, one entry per item.
  std::vector<std::vector<PublishedItem>> publish(std::span<const PublishProduct> products);

 private:
  /// A product on its way: where its answers go and what is still open.
  struct Work {
    const PublishProduct* product = nullptr;
    std::vector<PublishedItem>* out = nullptr;
    std::vector<bool> settled;        ///< per item
    std::vector<FoundProduct> there;  ///< per item: the shop's product once known (id "" = not yet)
    std::vector<bool> ours;           ///< per item: made by this site just now or by its queue
    std::vector<std::optional<domain::RemoteRef>> ready;  ///< per item: in its place; a new one lacks its stock and sale yet
    FoundProduct parent;              ///< matrix: once known
    bool parent_is_new = false;

    bool open() const;
    bool open(std::size_t item) const { return !settled[item]; }
    const std::string& sku(std::size_t item) const { return product->items[item].item.id; }
    void settle(std::size_t item, const Outcome& outcome);
    void settle_open(const Outcome& outcome);
    void finish(std::size_t item);
    /// In its place: one of ours waits for its stock, another is adopted as it is.
    void place(std::size_t item, const domain::RemoteRef& ref);
  };
  /// A product to be made: an item of a work, or its parent.
  struct Order {
    Work* work = nullptr;
    std::optional<std::size_t> item;
    Creation creation;
  };

  void refuse_impossible(Work& work) const;
  void settle_known(Work& work, const SkuLookUp& listed);
  void find_parent(Work& work, const SkuLookUp& listed);
  std::vector<Order> orders_of(std::vector<Work>& works);
  void add_variant_orders(Work& work, std::vector<Order>& orders);
  Outcome option_values(const PublishItem& item, OptionValues& values);
  void create(std::vector<Order>& orders);
  void create_by_queue(std::span<Order> orders);
  void create_singly(Order& order);
  void settle_order(const Order& order, const Outcome& outcome);
  void made(const Order& order, const Json& answer);

  void assemble(Work& work);
  bool prepare_options(Work& work, std::set<std::string>& linked);
  Outcome add_option(Work& work, const std::string& option_name);
  void link(Work& work, std::size_t item, const std::set<std::string>& linked);
  void stock_new(std::vector<Work>& works);
  std::vector<Outcome> sell_new(std::span<const std::pair<Work*, std::size_t>> items);
  void release_told(const std::vector<Work>& works);

  Api& api_;
  ListSender& sender_;
  SaleSender& sales_;
  SiteMemory& memory_;
  const Settings& settings_;
  AttributeOptions attributes_;
  BulkCreates bulks_;
};

}  // namespace tillbridge::connectors::magento
