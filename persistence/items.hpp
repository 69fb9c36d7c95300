#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/item.hpp"

namespace tillbridge::persistence {

/// What the POS told about its items. Ids in arguments are sorted and unique: one lock order for all writers.
class ItemRepository {
 public:
  virtual ~ItemRepository() = default;

  /// The items that exist, sorted by id.
  virtual std::vector<domain::Item> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  /// Only the ids of those that exist, sorted.
  virtual std::vector<domain::ItemId> find_existing(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  /// Inserts or replaces; the rows carry `step` as the step of their last real change.
  virtual void upsert(domain::AccountId account, const std::vector<domain::Item>& items, domain::Step step) = 0;
  /// Stores each AsOf that is newer than the stored one, without counting as a change; sorted by id, each once. Unknown ids are passed by.
  virtual void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) = 0;
  /// All items of a matrix group, sorted by id.
  virtual std::vector<domain::Item> list_group(domain::AccountId account, const std::string& product_id) = 0;
  /// Which of these ProductIntegrationIds have items; sorted.
  virtual std::vector<std::string> find_groups(domain::AccountId account, const std::vector<std::string>& product_ids) = 0;
  /// Ids changed after `after` up to and with `up_to`, sorted by (step, id), at most `limit`, beginning behind (after_step, after_id)
  /// when `after_id` is not empty; with each the step of its change.
  virtual std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                            const domain::ItemId& after_id, int limit) = 0;
  virtual std::int64_t count(domain::AccountId account) = 0;
};

/// Prices, one row per item that ever had one.
class PriceRepository {
 public:
  virtual ~PriceRepository() = default;
  virtual std::vector<domain::ItemPrice> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  virtual void upsert(domain::AccountId account, const std::vector<domain::ItemPrice>& prices, domain::Step step) = 0;
  /// As ItemRepository::store_as_of.
  virtual void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) = 0;
  /// As ItemRepository::list_changed.
  virtual std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                            const domain::ItemId& after_id, int limit) = 0;
  /// Items whose sale starts or ends in (from, to]: the pricing job schedules them where the platform has no sale window.
  virtual std::vector<domain::ItemId> list_sale_changes(domain::AccountId account, base::Timestamp from, base::Timestamp to, int limit) = 0;
};

/// POS quantities per location.
class StockRepository {
 public:
  virtual ~StockRepository() = default;
  /// All locations of these items, sorted by (item, location).
  virtual std::vector<domain::StockLevel> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  virtual void upsert(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) = 0;
  /// New quantities of levels that exist, whose AsOf stays as it is; sorted by (item, location), each once.
  virtual void set_quantities(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) = 0;
  /// Of unchanged quantities: stores received_at, and AsOf where it is newer, without counting as a change; sorted by (item, location),
  /// each once. Levels that do not exist are passed by.
  virtual void store_as_of(domain::AccountId account, const std::vector<domain::StockLevel>& levels) = 0;
  /// The web quantity of these items may have changed without a post (an order event, a release): they count as changed at `step`.
  virtual void touch(domain::AccountId account, const std::vector<domain::ItemId>& ids, domain::Step step) = 0;
  /// The same for every item of the account: a setting of a site changed.
  virtual void touch_all(domain::AccountId account, domain::Step step) = 0;
  /// As ItemRepository::list_changed; an item with several locations stands once, with its newest step.
  virtual std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                            const domain::ItemId& after_id, int limit) = 0;
};

}  // namespace tillbridge::persistence
