#include "tests/orders/order_world.hpp"

#include <stdexcept>

#include "domain/derive_documents.hpp"
#include "jobs/inventory/web_stock.hpp"
#include "services/handlers/update_inventory_handler.hpp"

namespace tillbridge::tests {

using persistence::UnitOfWork;

namespace {

domain::Item an_item(const std::string& id) {
  domain::Item item;
  item.id = id;
  item.name = "Item " + id;
  return item;
}

}  // namespace

OrderWorld::OrderWorld(persistence::Database& database, const std::string& store_id, domain::PosStockMeaning meaning)
    : database_(&database), account_(tests::an_account()), site_(tests::a_site()) {
  account_.store_id = store_id;
  account_.stock_meaning = meaning;
  database_->write([&](UnitOfWork& work) {
    account_.id = work.accounts().insert(account_);
    site_.account_id = account_.id;
    site_.id = work.sites().insert(site_);
    work.jobs().insert_for_site(account_.id, site_.id, clock_.now());
    work.items().upsert(account_.id, {an_item("A"), an_item("B")}, work.accounts().step_clock(account_.id));
  });
}

void OrderWorld::store_settings() {
  database_->write([&](UnitOfWork& work) {
    work.accounts().update(account_);
    work.sites().update(site_);
  });
}

jobs::RecordedOrder OrderWorld::collect(const domain::Order& order, const std::vector<domain::OrderEvent>& events) {
  clock_.advance(std::chrono::seconds(1));
  jobs::RecordedOrder recorded;
  database_->write([&](UnitOfWork& work) {
    const auto step = work.accounts().step_clock(account_.id);
    recorded = jobs::record_collected_order(work, account_, site_, {order.web, events}, step, clock_.now());
  });
  return recorded;
}

domain::Order OrderWorld::place(int number, const std::string& item, const std::string& quantity) {
  auto order = an_order({a_line("1", item, quantity, "10")});
  order.web.web_order_id = std::to_string(number);
  order.web.number = "#" + std::to_string(number);
  order.id = domain::order_id_of(account_, site_.id, order.web.web_order_id);
  collect(order);
  return order;
}

void OrderWorld::post(const std::string& item, const std::string& quantity, std::optional<base::Timestamp> as_of) {
  clock_.advance(std::chrono::seconds(1));
  auto run = services::UpdateInventoryHandler(*database_, clock_, fingerprints_).begin(caller(), true);
  run.add({.index = 0, .item_id = item, .quantity = decimal(quantity), .location = "", .as_of = as_of});
  const auto answer = run.finish();
  if (answer.counts.rejected > 0) throw std::logic_error("the post of " + item + " was rejected: " + answer.results[0].message);
}

std::string OrderWorld::allocated(const std::string& item) {
  base::Decimal sum;
  database_->read([&](UnitOfWork& work) {
    sum = {};
    for (const auto& [id, of_item] : work.allocations().sums(account_.id, {item})) sum += of_item;
  });
  return sum.to_text();
}

std::string OrderWorld::web_quantity(const std::string& item) {
  base::Decimal shown;
  database_->read([&](UnitOfWork& work) {
    shown = {};
    for (const auto& [id, stock] : jobs::web_stock(work, site_, {item})) shown = stock.web;
  });
  return shown.to_text();
}

services::GetNewAnswer OrderWorld::pull(domain::DocumentKind kind, std::int64_t max_count) {
  clock_.advance(std::chrono::seconds(1));
  services::GetNewRequest request;
  request.max_count = max_count;
  return services::offer_documents(*database_, clock_, caller(), kind, request).value();
}

services::ConfirmAnswer OrderWorld::confirm(domain::DocumentKind kind, std::vector<domain::ConfirmEntry> entries) {
  clock_.advance(std::chrono::seconds(1));
  return services::confirm_documents(*database_, clock_, caller(), kind, {std::move(entries)}).value();
}

std::vector<std::string> OrderWorld::accept(domain::DocumentKind kind, const std::vector<std::string>& ids, std::optional<base::Timestamp> booked_at) {
  std::vector<domain::ConfirmEntry> entries;
  for (const auto& id : ids) {
    domain::ConfirmEntry entry;
    entry.id = id;
    entry.booked_at = booked_at;
    entries.push_back(entry);
  }
  std::vector<std::string> words;
  for (const auto& outcome : confirm(kind, std::move(entries)).outcomes) words.push_back(to_word(outcome.result));
  return words;
}

std::vector<std::string> OrderWorld::refuse(domain::DocumentKind kind, const std::vector<std::string>& ids) {
  std::vector<domain::ConfirmEntry> entries;
  for (const auto& id : ids) {
    domain::ConfirmEntry entry;
    entry.id = id;
    entry.accepted = false;
    entry.error_code = "E1";
    entry.error_message = "the customer is\nunknown";
    entries.push_back(entry);
  }
  std::vector<std::string> words;
  for (const auto& outcome : confirm(kind, std::move(entries)).outcomes) words.push_back(to_word(outcome.result));
  return words;
}

std::vector<services::SaveShipmentResult> OrderWorld::save(std::vector<services::ShipmentRow> rows) {
  clock_.advance(std::chrono::seconds(1));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].index = static_cast<std::int64_t>(i);
  return services::SaveShipmentsHandler(*database_, clock_).handle(caller(), {std::move(rows)}).value().results;
}

std::vector<std::string> ids_of(const services::GetNewAnswer& answer) {
  std::vector<std::string> ids;
  for (const auto& offered : answer.documents) ids.push_back(offered.document.id);
  return ids;
}

}  // namespace tillbridge::tests
