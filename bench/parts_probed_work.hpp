#pragma once
#include <utility>

#include "bench/parts_timeline.hpp"
#include "persistence/database.hpp"

namespace tillbridge::bench {

/// Charges kWrite while something is stored.
class Storing {
 public:
  explicit Storing(Timeline& timeline) : timeline_(timeline), before_(timeline.go_to(Part::kWrite)) {}
  ~Storing() { timeline_.go_to(before_); }
  Storing(const Storing&) = delete;
  Storing& operator=(const Storing&) = delete;

 private:
  Timeline& timeline_;
  Part before_;
};

class ProbedItems final : public persistence::ItemRepository {
 public:
  ProbedItems(persistence::ItemRepository& inner, Timeline& timeline) : inner_(inner), timeline_(timeline) {}
  using Ids = std::vector<domain::ItemId>;
  std::vector<domain::Item> find_many(domain::AccountId account, const Ids& ids) override { return inner_.find_many(account, ids); }
  Ids find_existing(domain::AccountId account, const Ids& ids) override { return inner_.find_existing(account, ids); }
  void upsert(domain::AccountId account, const std::vector<domain::Item>& items, domain::Step step) override {
    const Storing storing(timeline_);
    inner_.upsert(account, items, step);
  }
  void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) override {
    const Storing storing(timeline_);
    inner_.store_as_of(account, as_of);
  }
  std::vector<domain::Item> list_group(domain::AccountId account, const std::string& product_id) override { return inner_.list_group(account, product_id); }
  std::vector<std::string> find_groups(domain::AccountId account, const std::vector<std::string>& ids) override { return inner_.find_groups(account, ids); }
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override {
    return inner_.list_changed(account, after, up_to, after_id, limit);
  }
  std::int64_t count(domain::AccountId account) override { return inner_.count(account); }

 private:
  persistence::ItemRepository& inner_;
  Timeline& timeline_;
};

class ProbedPrices final : public persistence::PriceRepository {
 public:
  ProbedPrices(persistence::PriceRepository& inner, Timeline& timeline) : inner_(inner), timeline_(timeline) {}
  std::vector<domain::ItemPrice> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) override { return inner_.find_many(account, ids); }
  void upsert(domain::AccountId account, const std::vector<domain::ItemPrice>& prices, domain::Step step) override {
    const Storing storing(timeline_);
    inner_.upsert(account, prices, step);
  }
  void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) override {
    const Storing storing(timeline_);
    inner_.store_as_of(account, as_of);
  }
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override {
    return inner_.list_changed(account, after, up_to, after_id, limit);
  }
  std::vector<domain::ItemId> list_sale_changes(domain::AccountId account, base::Timestamp from, base::Timestamp to, int limit) override {
    return inner_.list_sale_changes(account, from, to, limit);
  }

 private:
  persistence::PriceRepository& inner_;
  Timeline& timeline_;
};

template <class Stock>
void set_quantities_at(Stock& stock, domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) {
  if constexpr (requires { stock.set_quantities(account, levels, step); }) stock.set_quantities(account, levels, step);
  else stock.upsert(account, levels, step);
}

class ProbedStock final : public persistence::StockRepository {
 public:
  ProbedStock(persistence::StockRepository& inner, Timeline& timeline) : inner_(inner), timeline_(timeline) {}
  std::vector<domain::StockLevel> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) override { return inner_.find_many(account, ids); }
  void upsert(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) override {
    const Storing storing(timeline_);
    inner_.upsert(account, levels, step);
  }
  void store_as_of(domain::AccountId account, const std::vector<domain::StockLevel>& levels) override {
    const Storing storing(timeline_);
    inner_.store_as_of(account, levels);
  }
  void touch(domain::AccountId account, const std::vector<domain::ItemId>& ids, domain::Step step) override {
    const Storing storing(timeline_);
    inner_.touch(account, ids, step);
  }
  /// Without `override`: the bench is also built on revisions that do not have it.
  void set_quantities(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) {
    const Storing storing(timeline_);
    set_quantities_at(inner_, account, levels, step);
  }
  void touch_all(domain::AccountId account, domain::Step step) override { inner_.touch_all(account, step); }
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override {
    return inner_.list_changed(account, after, up_to, after_id, limit);
  }

 private:
  persistence::StockRepository& inner_;
  Timeline& timeline_;
};

/// A transaction that tells the timeline when it stores: the first other repository than the accounts ends the clock's step.
class ProbedWork final : public persistence::UnitOfWork {
 public:
  ProbedWork(persistence::UnitOfWork& inner, Timeline& timeline)
      : inner_(inner), timeline_(timeline), items_(inner.items(), timeline), prices_(inner.prices(), timeline), stock_(inner.stock(), timeline) {}

  persistence::AccountRepository& accounts() override { return inner_.accounts(); }
  persistence::ItemRepository& items() override { return detecting(items_); }
  persistence::PriceRepository& prices() override { return detecting(prices_); }
  persistence::StockRepository& stock() override { return detecting(stock_); }
  persistence::SiteRepository& sites() override { return detecting(inner_.sites()); }
  persistence::ListingRepository& listings() override { return detecting(inner_.listings()); }
  persistence::DeliveryRepository& deliveries() override { return detecting(inner_.deliveries()); }
  persistence::JobRepository& jobs() override { return detecting(inner_.jobs()); }
  persistence::OrderRepository& orders() override { return detecting(inner_.orders()); }
  persistence::AllocationRepository& allocations() override { return detecting(inner_.allocations()); }
  persistence::DocumentRepository& documents() override { return detecting(inner_.documents()); }
  persistence::ShipmentRepository& shipments() override { return detecting(inner_.shipments()); }
  persistence::CustomerRepository& customers() override { return detecting(inner_.customers()); }
  persistence::CustomerBookRepository& customer_book() override { return detecting(inner_.customer_book()); }
  persistence::CallerReferenceRepository& caller_references() override { return detecting(inner_.caller_references()); }
  persistence::AuditRepository& audit() override { return detecting(inner_.audit()); }
  persistence::AttributeMappingRepository& attribute_mappings() override { return detecting(inner_.attribute_mappings()); }
  persistence::SafetyStockRepository& safety_stocks() override { return detecting(inner_.safety_stocks()); }
  persistence::EvidenceRepository& evidence() override { return detecting(inner_.evidence()); }
  persistence::RetentionRepository& retention() override { return detecting(inner_.retention()); }
  persistence::ShopHoldRepository& shop_holds() override { return detecting(inner_.shop_holds()); }
  persistence::SiteMemoryRepository& site_memories() override { return detecting(inner_.site_memories()); }

 private:
  template <class Repository>
  Repository& detecting(Repository& repository) {
    timeline_.go_to(Part::kDetect);
    return repository;
  }
  persistence::UnitOfWork& inner_;
  Timeline& timeline_;
  ProbedItems items_;
  ProbedPrices prices_;
  ProbedStock stock_;
};

}  // namespace tillbridge::bench
