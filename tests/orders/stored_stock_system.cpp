#include "tests/orders/stored_stock_system.hpp"

#include <stdexcept>

#include "jobs/run_by_hand.hpp"
#include "services/handlers/confirm_documents.hpp"
#include "services/handlers/offer_documents.hpp"
#include "services/handlers/update_inventory_handler.hpp"
#include "services/handlers/update_pos_products_handler.hpp"

namespace tillbridge::tests {

using domain::DocumentKind;
using domain::JobKind;
using persistence::UnitOfWork;

StoredStockSystem::StoredStockSystem(StockScene scene, persistence::Database& database, FixedClock& clock)
    : scene_(std::move(scene)), database_(database), clock_(clock),
      services_{database, clock, random_,
                [this](const domain::Site& asked) -> base::Result<std::unique_ptr<connectors::Connector>> { return shops_[index_of(asked.id)]->connect(); },
                {}} {
  database_.write([&](UnitOfWork& work) {
    scene_.account.id = work.accounts().insert(scene_.account);
    for (auto& site : scene_.sites) {
      site.account_id = scene_.account.id;
      site.orders_since = clock_.now() - std::chrono::hours(24);
      site.id = work.sites().insert(site);
      work.jobs().insert_for_site(site.account_id, site.id, clock_.now());
    }
  });
  for (std::size_t i = 0; i < scene_.sites.size(); ++i) {
    shops_.push_back(std::make_unique<FakeShop>());
    if (scene_.physical[i]) shops_.back()->capabilities.stock_basis = domain::StockBasis::kPhysical;
  }
  create_item("A");
}

std::size_t StoredStockSystem::index_of(domain::SiteId site) const {
  for (std::size_t i = 0; i < scene_.sites.size(); ++i)
    if (scene_.sites[i].id == site) return i;
  throw std::logic_error("no such site");
}

jobs::RunReport StoredStockSystem::run(std::size_t site, JobKind job) {
  const auto report = jobs::run_job_once(services_, scene_.account.id, scene_.sites[site].name, job, {.force = true});
  if (!report) throw std::runtime_error(report.error().message);
  return *report;
}

void StoredStockSystem::create_item(const domain::ItemId& item) {
  auto run_of_rows = services::UpdatePOSProductsHandler(database_, clock_, fingerprints_).begin(caller(), true);
  domain::ProductRow row;
  row.item_id = item;
  row.name = domain::Change<std::string>::set("Item " + item);
  run_of_rows.add(row);
  const auto answer = run_of_rows.finish();
  if (answer.counts.created != 1) throw std::logic_error("the item was not created");
  for (std::size_t i = 0; i < scene_.sites.size(); ++i)
    if (!run(i, JobKind::kProducts).fine()) throw std::logic_error("the item was not listed");
}

void StoredStockSystem::post(const domain::ItemId& item, const std::string& location, base::Decimal quantity, std::optional<base::Timestamp> as_of) {
  auto run_of_rows = services::UpdateInventoryHandler(database_, clock_, fingerprints_).begin(caller(), true);
  run_of_rows.add({.index = 0, .item_id = item, .quantity = quantity, .location = location, .as_of = as_of});
  if (run_of_rows.finish().counts.rejected > 0) throw std::logic_error("the post was rejected");
}

void StoredStockSystem::collect(domain::SiteId site, const domain::CollectedOrder& order) {
  const auto index = index_of(site);
  clock_.advance(std::chrono::microseconds(1));
  shops_[index]->put_order(order, clock_.now());
  if (!run(index, JobKind::kOrders).fine()) throw std::logic_error("the orders were not read");
}

std::vector<domain::Document> StoredStockSystem::pull() {
  std::vector<domain::Document> documents;
  for (const auto kind : {DocumentKind::kOrder, DocumentKind::kTransaction}) {
    auto answer = services::offer_documents(database_, clock_, caller(), kind, {}).value();
    for (auto& offered : answer.documents) documents.push_back(std::move(offered.document));
  }
  return documents;
}

void StoredStockSystem::settle_document(const domain::Document& document, bool accepted, std::optional<base::Timestamp> booked_at) {
  domain::ConfirmEntry entry;
  entry.id = document.id;
  entry.accepted = accepted;
  entry.booked_at = booked_at;
  if (!accepted) entry.error_code = "E1";
  if (!services::confirm_documents(database_, clock_, caller(), document.kind, {{entry}})) throw std::logic_error("the confirm failed");
}

void StoredStockSystem::confirm(const domain::Document& document, std::optional<base::Timestamp> booked_at) { settle_document(document, true, booked_at); }
void StoredStockSystem::refuse(const domain::Document& document) { settle_document(document, false, {}); }

void StoredStockSystem::resend(const domain::Document& document) {
  database_.write([&](UnitOfWork& work) {
    const auto step = work.accounts().step_clock(scene_.account.id);
    work.documents().resend(scene_.account.id, {document.id, step, "test", "again", clock_.now()});
  });
}

std::optional<StockSystem::Number> StoredStockSystem::push(domain::SiteId site, const domain::ItemId& item) {
  const auto index = index_of(site);
  auto& shop = *shops_[index];
  if (lose_every_ > 0 && ++pushes_ % lose_every_ == 0) {
    shop.do_before_losing_answers(pushes_ % 2 == 0);
    shop.fail_item(item, connectors::OutcomeKind::kUnknown, "the answer was lost");
    run(index, JobKind::kInventory);
    shop.recover();
    clock_.advance(std::chrono::hours(1));
  }
  if (const auto report = run(index, JobKind::kInventory); !report.fine()) throw std::logic_error("inventory: " + report.result + ": " + report.note);
  bool counted = false;
  base::Decimal held;
  database_.read([&](UnitOfWork& work) {
    counted = !work.stock().find_many(scene_.account.id, {item}).empty();
    held = {};
    for (const auto& [id, pieces] : work.shop_holds().sums(scene_.account.id, site, {item})) held = pieces;
  });
  if (!counted) return std::nullopt;
  return Number{shop.salable(item), held};
}

base::Decimal StoredStockSystem::allocated(const domain::ItemId& item) {
  base::Decimal sum;
  database_.read([&](UnitOfWork& work) {
    sum = {};
    for (const auto& [id, pieces] : work.allocations().sums(scene_.account.id, {item})) sum = pieces;
  });
  return sum;
}

}  // namespace tillbridge::tests
