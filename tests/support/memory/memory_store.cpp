#include "tests/support/memory/memory_store.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "tests/support/memory/memory_documents.hpp"

namespace tillbridge::tests {
namespace {

using domain::AccountId;
using domain::SiteId;

[[noreturn]] void not_kept() { throw std::logic_error("the store in memory does not keep this"); }

class MemoryAccounts final : public persistence::AccountRepository {
 public:
  explicit MemoryAccounts(Journal& journal) : accounts_(journal), clocks_(journal) {}

  AccountId insert(const domain::Account& account) override {
    if (find_by_store_id(account.store_id)) throw persistence::DuplicateKey("the store id is taken");
    domain::Account stored = account;
    stored.id = AccountId{static_cast<std::int64_t>(accounts_.rows().size()) + 1};
    accounts_.put(stored.id, stored);
    clocks_.put(stored.id, Moments(1));  // at step 0
    return stored.id;
  }
  void update(const domain::Account& account) override { accounts_.put(account.id, account); }
  std::optional<domain::Account> find_by_store_id(const std::string& store_id) override {
    for (const auto& [id, account] : accounts_.rows())
      if (account.store_id == store_id) return account;
    return std::nullopt;
  }
  domain::Account get(AccountId id) override {
    const auto* account = accounts_.find(id);
    if (account == nullptr) throw persistence::NoSuchRow("no such account");
    return *account;
  }
  std::vector<domain::Account> list() override {
    std::vector<domain::Account> out;
    for (const auto& [id, account] : accounts_.rows()) out.push_back(account);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.store_id < b.store_id; });
    return out;
  }
  std::vector<domain::Credential> list_credentials(AccountId, const std::string&) override { not_kept(); }
  std::vector<domain::Credential> list_credentials(AccountId) override { not_kept(); }
  void upsert_credential(const domain::Credential&) override { not_kept(); }
  void remove_credential(AccountId, const std::string&, int) override { not_kept(); }
  std::optional<persistence::StoredLogin> find_login(const std::string&, const std::string&) override { not_kept(); }
  domain::AccountClock advance_clock(AccountId account) override {
    auto moments = moments_of(account);
    // A mark that no rolled-back step had: moments of two histories differ.
    moments.push_back({moments.back().step + 1, ++last_mark_});
    if (moments.size() > kMomentsKept) moments.erase(moments.begin());
    clocks_.put(account, moments);
    return moments.back();
  }
  std::optional<domain::AccountClock> step_clock_from(AccountId account, const domain::AccountClock& known) override {
    if (clocks_.find(account) == nullptr || clock_moment(account) != known) return std::nullopt;
    return advance_clock(account);
  }
  std::optional<domain::AccountClock> step_clock_with(AccountId, const domain::AccountClock&, const domain::StockLevel&) override { not_kept(); }
  domain::AccountClock clock_moment(AccountId account) override { return moments_of(account).back(); }
  bool came_from(AccountId account, const domain::AccountClock& known) override {
    const auto* moments = clocks_.find(account);
    return moments != nullptr && std::find(moments->begin(), moments->end(), known) != moments->end();
  }

 private:
  using Moments = std::vector<domain::AccountClock>;  ///< the newest last
  static constexpr std::size_t kMomentsKept = 32;

  const Moments& moments_of(AccountId account) const {
    const auto* moments = clocks_.find(account);
    if (moments == nullptr) throw persistence::NoSuchRow("no such account");
    return *moments;
  }

  JournaledTable<AccountId, domain::Account> accounts_;
  JournaledTable<AccountId, Moments> clocks_;
  std::int64_t last_mark_ = 0;
};

class MemorySites final : public persistence::SiteRepository {
 public:
  explicit MemorySites(Journal& journal) : sites_(journal) {}

  SiteId insert(const domain::Site& site) override {
    if (find_by_name(site.account_id, site.name)) throw persistence::DuplicateKey("the name is taken");
    domain::Site stored = site;
    stored.id = SiteId{static_cast<std::int64_t>(list(site.account_id).size()) + 1};
    sites_.put({stored.account_id, stored.id}, stored);
    return stored.id;
  }
  void update(const domain::Site& site) override { sites_.put({site.account_id, site.id}, site); }
  std::optional<domain::Site> find_by_name(AccountId account, const std::string& name) override {
    for (const auto& site : list(account))
      if (site.name == name) return site;
    return std::nullopt;
  }
  domain::Site get(AccountId account, SiteId id) override {
    const auto* site = sites_.find({account, id});
    if (site == nullptr) throw persistence::NoSuchRow("no such site");
    return *site;
  }
  std::vector<domain::Site> list(AccountId account) override {
    std::vector<domain::Site> out;
    for (const auto& [key, site] : sites_.rows())
      if (key.first == account) out.push_back(site);
    return out;
  }
  void upsert_sealed_secret(AccountId, SiteId, const std::string&, const std::string&) override { not_kept(); }
  std::vector<std::pair<std::string, std::string>> list_sealed_secrets(AccountId, SiteId) override { not_kept(); }
  domain::SiteHealth health(AccountId, SiteId) override { not_kept(); }
  void store_health(AccountId, SiteId, const domain::SiteHealth&) override { not_kept(); }
  domain::OrderCursor order_cursor(AccountId, SiteId) override { not_kept(); }
  void store_order_cursor(AccountId, SiteId, const domain::OrderCursor&) override { not_kept(); }

 private:
  JournaledTable<std::pair<AccountId, SiteId>, domain::Site> sites_;
};

class MemoryOrders final : public persistence::OrderRepository {
 public:
  explicit MemoryOrders(Journal& journal) : orders_(journal), web_ids_(journal), events_(journal), order_events_(journal) {}

  std::optional<domain::Order> find_by_web_id(AccountId account, SiteId site, const std::string& web_order_id) override {
    const auto* id = web_ids_.find({account, site, web_order_id});
    return id == nullptr ? std::nullopt : find(account, *id);
  }
  std::optional<domain::Order> find_by_number(AccountId account, SiteId site, const std::string& number) override {
    std::optional<domain::Order> newest;
    for (const auto& order : list(account, {.site = site, .status = "", .limit = std::numeric_limits<int>::max()}))
      if (order.web.number == number && !newest) newest = order;
    return newest;
  }
  std::optional<domain::Order> find(AccountId account, const domain::OrderId& id) override {
    const auto* order = orders_.find({account, id});
    return order == nullptr ? std::nullopt : std::optional(*order);
  }
  void upsert(AccountId account, const domain::Order& order) override {
    orders_.put({account, order.id}, order);
    web_ids_.put({account, order.site_id, order.web.web_order_id}, order.id);
  }
  bool append_event(AccountId account, SiteId site, const domain::OrderId& order, const domain::OrderEvent& event) override {
    if (events_.find({account, site, event.event_id}) != nullptr) return false;
    events_.put({account, site, event.event_id}, order);
    order_events_.put({account, order, event.occurred_at, event.event_id}, event);
    return true;
  }
  std::vector<domain::OrderEvent> list_events(AccountId account, const domain::OrderId& order) override {
    std::vector<domain::OrderEvent> out;
    for (auto at = first_event(account, order); is_of(at, account, order); ++at) out.push_back(at->second);
    return out;
  }
  std::vector<domain::Order> list(AccountId account, const Filter& filter) override {
    std::vector<domain::Order> out;
    for (const auto& [key, order] : orders_.rows())
      if (key.first == account && (!filter.site || order.site_id == *filter.site) && (filter.status.empty() || order.web.status == filter.status) &&
          (filter.number.empty() || order.web.number == filter.number)) out.push_back(order);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return std::tie(a.web.placed_at, a.id) > std::tie(b.web.placed_at, b.id); });
    if (out.size() > static_cast<std::size_t>(filter.limit)) out.resize(static_cast<std::size_t>(filter.limit));
    return out;
  }
  std::int64_t count(AccountId account, std::optional<SiteId> site) override {
    return static_cast<std::int64_t>(list(account, {.site = site, .status = "", .limit = std::numeric_limits<int>::max()}).size());
  }

  std::vector<domain::Order> list_quiet(AccountId account, base::Timestamp before, const std::optional<persistence::RetentionRepository::Position>& behind, int limit) {
    std::vector<domain::Order> out;
    for (const auto& [key, order] : orders_.rows()) {
      const bool is_behind = !behind || std::tie(order.collected_at, order.id) > std::tie(behind->collected_at, behind->order_id);
      if (key.first == account && !order.purged_at && order.collected_at < before && is_behind) out.push_back(order);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return std::tie(a.collected_at, a.id) < std::tie(b.collected_at, b.id); });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
  }
  void strip(AccountId account, const domain::Order& stripped, const std::vector<domain::OrderEvent>& events, base::Timestamp now) {
    domain::Order order = orders_.rows().at({account, stripped.id});
    order.web = stripped.web;
    order.purged_at = now;
    orders_.put({account, order.id}, order);
    for (const auto& event : events) order_events_.put({account, order.id, event.occurred_at, event.event_id}, event);
  }
  void forget(AccountId account, const domain::Order& order) {
    std::vector<EventKey> keys;
    for (auto at = first_event(account, order.id); is_of(at, account, order.id); ++at) keys.push_back(at->first);
    for (const auto& key : keys) {
      events_.put({account, order.site_id, std::get<3>(key)}, std::nullopt);
      order_events_.put(key, std::nullopt);
    }
    web_ids_.put({account, order.site_id, order.web.web_order_id}, std::nullopt);
    orders_.put({account, order.id}, std::nullopt);
  }

 private:
  using EventKey = std::tuple<AccountId, domain::OrderId, base::Timestamp, std::string>;
  using Events = JournaledTable<EventKey, domain::OrderEvent>;
  Events::Rows::const_iterator first_event(AccountId account, const domain::OrderId& order) const {
    return order_events_.rows().lower_bound({account, order, base::Timestamp::min(), ""});
  }
  bool is_of(Events::Rows::const_iterator at, AccountId account, const domain::OrderId& order) const {
    return at != order_events_.rows().end() && std::get<0>(at->first) == account && std::get<1>(at->first) == order;
  }

  JournaledTable<std::pair<AccountId, domain::OrderId>, domain::Order> orders_;
  JournaledTable<std::tuple<AccountId, SiteId, std::string>, domain::OrderId> web_ids_, events_;
  Events order_events_;
};

class MemoryRetention final : public persistence::RetentionRepository {
 public:
  MemoryRetention(MemoryDocuments& documents, MemoryOrders& orders) : documents_(documents), orders_(orders) {}

  std::vector<persistence::StoredDocument> list_confirmed_before(AccountId account, base::Timestamp before, int limit) override {
    return documents_.list_confirmed_before(account, before, limit);
  }
  bool strip_document(AccountId account, const domain::Document& stripped, domain::DocumentState state, base::Timestamp now) override {
    return documents_.strip(account, stripped, state, now);
  }
  std::vector<domain::Order> list_quiet_orders(AccountId account, base::Timestamp before, const std::optional<Position>& behind, int limit) override {
    return orders_.list_quiet(account, before, behind, limit);
  }
  void strip_order(AccountId account, const domain::Order& stripped, const std::vector<domain::OrderEvent>& events, base::Timestamp now) override {
    orders_.strip(account, stripped, events, now);
  }
  std::vector<domain::DocumentId> forget_order(AccountId account, const domain::Order& order) override {
    orders_.forget(account, order);
    return documents_.remove_never_offered(account, order.id);
  }

 private:
  MemoryDocuments& documents_;
  MemoryOrders& orders_;
};

class MemoryAudit final : public persistence::AuditRepository {
 public:
  explicit MemoryAudit(Journal& journal) : entries_(journal) {}

  void append(AccountId account, const persistence::AuditEntry& entry) override {
    std::int64_t number = 0;
    for (auto at = entries_.rows().lower_bound({account, entry.at, 0}); at != entries_.rows().end() && std::get<0>(at->first) == account && std::get<1>(at->first) == entry.at; ++at, ++number)
      if (at->second.actor == entry.actor && at->second.act == entry.act && at->second.object == entry.object && at->second.reason == entry.reason) return;
    entries_.put({account, entry.at, number}, entry);
  }
  std::vector<persistence::AuditEntry> list(AccountId account, int limit) override {
    std::vector<persistence::AuditEntry> out;
    for (auto at = entries_.rows().rbegin(); at != entries_.rows().rend() && static_cast<int>(out.size()) < limit; ++at)
      if (std::get<0>(at->first) == account) out.push_back(at->second);
    return out;
  }

 private:
  JournaledTable<std::tuple<AccountId, base::Timestamp, std::int64_t>, persistence::AuditEntry> entries_;
};

/// No reservations: what asks finds none, what would make one is a mistake of the test.
class NoAllocations final : public persistence::AllocationRepository {
 public:
  std::vector<domain::ItemId> append(AccountId, const std::vector<domain::AllocationEntry>& entries) override {
    if (!entries.empty()) not_kept();
    return {};
  }
  std::map<domain::ItemId, base::Decimal> sums(AccountId, const std::vector<domain::ItemId>&) override { return {}; }
  std::map<domain::ItemId, base::Decimal> sums(AccountId, const std::vector<SiteId>&, const std::vector<domain::ItemId>&) override { return {}; }
  std::vector<domain::Reservation> list_reservations(AccountId, const Filter&) override { return {}; }
  std::int64_t count_reservations(AccountId, SiteId, std::optional<base::Timestamp>) override { return 0; }
  std::vector<domain::AllocationEntry> list_open(AccountId, const domain::ItemId&) override { return {}; }
  std::vector<domain::AllocationEntry> list_by_order(AccountId, const domain::OrderId&) override { return {}; }
  void append_pending_releases(AccountId, const std::vector<domain::PendingRelease>&) override { not_kept(); }
  std::vector<domain::PendingRelease> list_pending_releases(AccountId, const std::vector<domain::ItemId>&) override { return {}; }
  std::vector<domain::ItemId> list_items_with_pending_releases(AccountId, int) override { return {}; }
  std::vector<domain::PendingRelease> list_pending_releases_of_order(AccountId, const domain::OrderId&) override { return {}; }
  void remove_pending_releases(AccountId, const std::vector<domain::PendingRelease>&) override { not_kept(); }
  void update_pending_releases(AccountId, const std::vector<domain::PendingRelease>& releases) override {
    if (!releases.empty()) not_kept();
  }
  std::vector<domain::PendingRelease> list_proven_releases(AccountId, int) override { return {}; }
};

/// The shop holds nothing back of items that are not ours.
class NoShopHolds final : public persistence::ShopHoldRepository {
 public:
  void replace(AccountId, SiteId, const domain::OrderId&, const std::vector<domain::ShopHold>& holds) override {
    if (!holds.empty()) not_kept();
  }
  std::map<domain::ItemId, base::Decimal> sums(AccountId, SiteId, const std::vector<domain::ItemId>&) override { return {}; }
  std::vector<domain::OrderId> list_orders(AccountId, const std::vector<domain::ItemId>&) override { return {}; }
};

/// The POS saves no parcels: those of a shop are all its own.
class NoShipments final : public persistence::ShipmentRepository {
 public:
  std::optional<persistence::ShipmentDelivery> find(AccountId, const std::string&) override { return std::nullopt; }
  void append(AccountId, const domain::Shipment&, base::Timestamp) override { not_kept(); }
  std::vector<persistence::ShipmentDelivery> list_by_order(AccountId, const domain::OrderId&) override { return {}; }
  std::vector<persistence::ShipmentDelivery> claim_due(const domain::JobLease&, base::Timestamp, int) override { return {}; }
  bool settle(const domain::JobLease&, const persistence::ShipmentDelivery&) override { not_kept(); }
  std::vector<persistence::ShipmentDelivery> list_unsettled(AccountId, std::optional<SiteId>, int) override { return {}; }
  bool release(AccountId, const std::string&, base::Timestamp) override { not_kept(); }
};

/// Nobody is known: orders of the walk have no customer.
class NoCustomers final : public persistence::CustomerRepository {
 public:
  void record_sale(AccountId, const domain::CustomerSale&) override { not_kept(); }
  std::vector<persistence::BuyerOfOrder> find_buyers(AccountId, const std::vector<domain::OrderId>&) override { return {}; }
  std::vector<domain::NumberedContact> find_numbered(AccountId, persistence::ContactKind, const std::vector<std::string>&) override { return {}; }
  std::optional<persistence::EchoTarget> find_echo_target(AccountId, const domain::OrderId&) override { return std::nullopt; }
  void store_echo(AccountId, const domain::OrderId&, const std::string&) override { not_kept(); }
  void store_pair(AccountId, domain::CustomerId, const std::string&, const domain::SaleMoment&) override { not_kept(); }
  std::optional<std::string> find_kept_number(AccountId, const std::string&) override { return std::nullopt; }
  bool is_erased(AccountId, const domain::OrderId&) override { return false; }
};

}  // namespace

class MemoryDatabase::Unit final : public persistence::UnitOfWork {
 public:
  explicit Unit(Journal& journal) : accounts_(journal), sites_(journal), orders_(journal), documents_(journal), audit_(journal) {}

  persistence::AccountRepository& accounts() override { return accounts_; }
  persistence::SiteRepository& sites() override { return sites_; }
  persistence::OrderRepository& orders() override { return orders_; }
  persistence::DocumentRepository& documents() override { return documents_; }
  persistence::EvidenceRepository& evidence() override { return documents_; }
  persistence::RetentionRepository& retention() override { return retention_; }
  persistence::AuditRepository& audit() override { return audit_; }
  persistence::AllocationRepository& allocations() override { return allocations_; }
  persistence::ItemRepository& items() override { not_kept(); }
  persistence::PriceRepository& prices() override { not_kept(); }
  persistence::StockRepository& stock() override { not_kept(); }
  persistence::ListingRepository& listings() override { not_kept(); }
  persistence::DeliveryRepository& deliveries() override { not_kept(); }
  persistence::JobRepository& jobs() override { not_kept(); }
  persistence::ShipmentRepository& shipments() override { return shipments_; }
  persistence::CustomerRepository& customers() override { return customers_; }
  persistence::ShopHoldRepository& shop_holds() override { return shop_holds_; }
  persistence::CustomerBookRepository& customer_book() override { not_kept(); }
  persistence::CallerReferenceRepository& caller_references() override { not_kept(); }
  persistence::AttributeMappingRepository& attribute_mappings() override { not_kept(); }
  persistence::SafetyStockRepository& safety_stocks() override { not_kept(); }
  persistence::SiteMemoryRepository& site_memories() override { not_kept(); }

 private:
  MemoryAccounts accounts_;
  MemorySites sites_;
  MemoryOrders orders_;
  MemoryDocuments documents_;
  MemoryRetention retention_{documents_, orders_};
  MemoryAudit audit_;
  NoAllocations allocations_;
  NoCustomers customers_;
  NoShipments shipments_;
  NoShopHolds shop_holds_;
};

MemoryDatabase::MemoryDatabase() : unit_(std::make_unique<Unit>(journal_)) {}
MemoryDatabase::~MemoryDatabase() = default;

void MemoryDatabase::write(const std::function<void(persistence::UnitOfWork&)>& work) {
  const std::lock_guard lock(mutex_);
  try {
    work(*unit_);
  } catch (...) {
    journal_.roll_back();
    throw;
  }
  journal_.commit();
}

void MemoryDatabase::read(const std::function<void(persistence::UnitOfWork&)>& work) {
  const std::lock_guard lock(mutex_);
  work(*unit_);
}

}  // namespace tillbridge::tests
