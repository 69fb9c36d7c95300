#include "tests/integration/jobs_bench.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace tillbridge::tests {

using domain::JobKind;
using persistence::UnitOfWork;

JobsBench::JobsBench(persistence::Database* other)
    : database(other != nullptr ? *other : *store),
      services{database, clock, random,
               [this](const domain::Site& asked) -> base::Result<std::unique_ptr<connectors::Connector>> {
                 const auto found = shops.find(asked.name);
                 if (found == shops.end()) return base::Error{base::ErrorCode::kInvalidRequest, "no shop is set up for this site"};
                 return found->second->connect();
               },
               {}} {
  auto made = tests::an_account();
  made.stock_meaning = domain::PosStockMeaning::kOnHand;
  database.write([&](UnitOfWork& work) { account = work.accounts().insert(made); });
  site = add_site("shop", shop);
}

domain::Site JobsBench::add_site(const std::string& name, FakeShop& its_shop) {
  auto made = a_site();
  made.account_id = account;
  made.name = name;
  made.orders_since = clock.now() - std::chrono::hours(24);
  database.write([&](UnitOfWork& work) {
    work.accounts().step_clock(account);
    made.id = work.sites().insert(made);
    work.jobs().insert_for_site(account, made.id, clock.now());
  });
  shops[name] = &its_shop;
  return made;
}

void JobsBench::write(const std::function<void(UnitOfWork&, domain::Step)>& work) {
  database.write([&](UnitOfWork& unit) { work(unit, unit.accounts().step_clock(account)); });
}

domain::Item JobsBench::an_item(const std::string& id) const {
  domain::Item item;
  item.id = id;
  item.name = "Item " + id;
  return item;
}

void JobsBench::post_item(const domain::Item& item, const std::string& quantity, const std::string& price) {
  write([&](UnitOfWork& work, domain::Step step) {
    work.items().upsert(account, {item}, step);
    if (!quantity.empty()) work.stock().upsert(account, {{item.id, "", decimal(quantity), {}, clock.now()}}, step);
    if (!price.empty()) {
      domain::ItemPrice row;
      row.item_id = item.id;
      row.price = decimal(price);
      work.prices().upsert(account, {row}, step);
    }
  });
}

void JobsBench::post_items(int count, const std::string& quantity) {
  write([&](UnitOfWork& work, domain::Step step) {
    std::vector<domain::Item> items;
    std::vector<domain::StockLevel> levels;
    for (int i = 1; i <= count; ++i) {
      items.push_back(an_item(fmt::format("I{:04}", i)));
      levels.push_back({items.back().id, "", decimal(quantity), {}, clock.now()});
    }
    work.items().upsert(account, items, step);
    work.stock().upsert(account, levels, step);
  });
}

void JobsBench::post_quantity(const std::string& id, const std::string& quantity) {
  write([&](UnitOfWork& work, domain::Step step) { work.stock().upsert(account, {{id, "", decimal(quantity), {}, clock.now()}}, step); });
}

void JobsBench::post_price(const domain::ItemPrice& price) {
  write([&](UnitOfWork& work, domain::Step step) { work.prices().upsert(account, {price}, step); });
}

void JobsBench::save_shipment(const std::string& shipment_id, const std::string& web_order_id, const std::string& pieces) {
  write([&](UnitOfWork& work, domain::Step) {
    const auto order = work.orders().find_by_web_id(account, site.id, web_order_id);
    if (!order) throw std::logic_error("order " + web_order_id + " is not collected");
    domain::Shipment shipment;
    shipment.shipment_id = shipment_id;
    shipment.site_id = site.id;
    shipment.order_id = order->id;
    shipment.web_order_id = web_order_id;
    shipment.tracking_number = "T-" + shipment_id;
    shipment.lines = {{"L1", order->web.lines.front().sku, decimal(pieces)}};
    work.shipments().append(account, shipment, clock.now());
  });
}

domain::SiteId JobsBench::site_id(const std::string& name) {
  domain::SiteId id{};
  database.read([&](UnitOfWork& work) { id = work.sites().find_by_name(account, name)->id; });
  return id;
}

jobs::RunReport JobsBench::run(JobKind job, const jobs::RunOptions& options, const std::string& site_name) {
  const auto report = jobs::run_job_once(services, account, site_name, job, options);
  if (!report) throw std::runtime_error(report.error().message);
  return *report;
}

domain::JobLease JobsBench::claim(JobKind job, const std::string& owner) {
  std::optional<domain::JobLease> lease;
  database.write([&](UnitOfWork& work) { lease = work.jobs().claim(account, site.id, job, owner, clock.now(), services.settings.lease); });
  if (!lease) throw std::runtime_error("the job is not free");
  return *lease;
}

jobs::RunReport JobsBench::run_claimed(const domain::JobLease& lease, std::stop_token stop) {
  return jobs::run_claimed_job(services, lease, std::move(stop));
}

void JobsBench::settle_all() {
  for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing}) {
    const auto report = run(job, {.force = true});
    if (!report.fine()) throw std::runtime_error(domain::to_word(job) + ": " + report.result + ": " + report.note);
  }
}

std::vector<domain::Delivery> JobsBench::rows(JobKind job) {
  std::vector<domain::Delivery> found;
  database.read([&](UnitOfWork& work) { found = work.deliveries().list(account, site.id, std::nullopt, 100'000); });
  std::erase_if(found, [&](const auto& row) { return row.job != job; });
  return found;
}

std::optional<domain::Delivery> JobsBench::row(JobKind job, const std::string& id) {
  for (auto& row : rows(job))
    if (row.item_id == id) return row;
  return std::nullopt;
}

std::optional<domain::Listing> JobsBench::listing(const std::string& id) {
  std::vector<domain::Listing> found;
  database.read([&](UnitOfWork& work) { found = work.listings().find_many(account, site.id, {id}); });
  if (found.empty()) return std::nullopt;
  return found.front();
}

domain::JobStatus JobsBench::status(JobKind job, const std::string& site_name) {
  domain::JobStatus status;
  const auto id = site_id(site_name);
  database.read([&](UnitOfWork& work) {
    for (const auto& entry : work.jobs().list(account, id))
      if (entry.job == job) status = entry;
  });
  return status;
}

domain::SiteHealth JobsBench::health() {
  domain::SiteHealth health;
  database.read([&](UnitOfWork& work) { health = work.sites().health(account, site.id); });
  return health;
}

void JobsBench::update_site(const std::function<void(domain::Site&)>& change) {
  write([&](UnitOfWork& work, domain::Step) {
    site = work.sites().get(account, site.id);
    change(site);
    work.sites().update(site);
  });
}

}  // namespace tillbridge::tests
