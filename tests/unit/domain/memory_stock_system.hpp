#pragma once
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "domain/derive_documents.hpp"
#include "domain/plan_allocation.hpp"
#include "domain/shop_hold.hpp"
#include "domain/stock_scope.hpp"
#include "tests/support/stock_walk.hpp"

namespace tillbridge::tests {

/// The rules of the stock over plain containers, put together as the handlers and jobs do it.
class MemoryStockSystem final : public StockSystem {
 public:
  MemoryStockSystem(const StockScene& scene, const FixedClock& clock) : scene_(scene), clock_(clock) {}

  void create_item(const domain::ItemId& item) override {
    items_.insert(std::lower_bound(items_.begin(), items_.end(), item), item);
    for (auto& [id, book] : books_)
      if (std::any_of(book.holds.begin(), book.holds.end(), [&](const auto& hold) { return hold.item_id == item; })) plan(book);
  }

  void post(const domain::ItemId& item, const std::string& location, base::Decimal quantity, std::optional<base::Timestamp> as_of) override {
    auto& level = levels_[{item, location}];
    if (as_of && level.as_of && *as_of < *level.as_of) return;
    level = {item, location, quantity, as_of ? as_of : level.as_of, clock_.now()};
    std::vector<std::string> locations;
    for (const auto& [key, known] : levels_)
      if (key.first == item) locations.push_back(key.second);
    for (auto& [id, book] : books_) {
      std::vector<domain::PendingRelease> rest;
      for (auto& release : book.pending) {
        if (release.item_id == item) note_post(release, location, as_of, clock_.now());
        if (release.item_id == item && is_over(release, site(release.site_id), locations)) book.ledger.push_back(posted_entry(release, clock_.now()));
        else rest.push_back(release);
      }
      book.pending = std::move(rest);
    }
  }

  void collect(domain::SiteId site_id, const domain::CollectedOrder& collected) override {
    const auto id = domain::order_id_of(scene_.account, site_id, collected.order.web_order_id);
    auto& book = books_[id];
    book.order.id = id;
    book.order.site_id = site_id;
    book.order.web = collected.order;
    for (const auto& event : collected.events)
      if (std::none_of(book.events.begin(), book.events.end(), [&](const auto& known) { return known.event_id == event.event_id; })) book.events.push_back(event);
    auto derived = domain::derive_documents(scene_.account, site(site_id), book.order, book.events, book.documents, items_);
    for (auto& known : book.documents)
      if (std::count(derived.replaced.begin(), derived.replaced.end(), known.document.id) > 0) known.state = domain::DocumentState::kReplaced;
    for (auto& document : derived.append) book.documents.push_back({std::move(document), domain::DocumentState::kNew, false, false});
    plan(book);
    book.holds = domain::shop_holds(book.order.web, book.events);
  }

  std::vector<domain::Document> pull() override {
    std::vector<domain::Document> offered;
    for (auto& [id, book] : books_)
      for (auto& known : book.documents)
        if (known.state == domain::DocumentState::kNew || known.state == domain::DocumentState::kOffered) {
          known.state = domain::DocumentState::kOffered;
          known.offered = true;
          offered.push_back(known.document);
        }
    return offered;
  }

  void confirm(const domain::Document& document, std::optional<base::Timestamp> booked_at) override {
    auto& known = known_document(document);
    if (known.state == domain::DocumentState::kConfirmed) return;
    known.state = domain::DocumentState::kConfirmed;
    auto& book = books_.at(document.order_id);
    auto releases = domain::plan_releases(meaning_of(document.site_id), document, book.view(), clock_.now(), booked_at);
    for (auto& release : releases) {
      std::vector<domain::StockLevel> levels;
      for (const auto& [key, level] : levels_)
        if (key.first == release.item_id) levels.push_back(level);
      note_proof(release, site(release.site_id), levels);
      book.pending.push_back(std::move(release));
    }
  }

  void refuse(const domain::Document& document) override { known_document(document).state = domain::DocumentState::kParked; }
  void resend(const domain::Document& document) override { known_document(document).state = domain::DocumentState::kOffered; }

  std::optional<Number> push(domain::SiteId site_id, const domain::ItemId& item) override {
    for (auto& [id, book] : books_) {
      for (const auto& release : book.pending)
        if (release.proven) book.ledger.push_back(posted_entry(release, clock_.now()));
      std::erase_if(book.pending, [](const auto& release) { return release.proven; });
    }
    const auto& of = site(site_id);
    std::optional<base::Decimal> pos;
    for (const auto& [key, level] : levels_)
      if (key.first == item && sells_from(of, key.second)) pos = pos.value_or(base::Decimal{}) + level.quantity;
    if (!pos) return std::nullopt;
    const auto sharing = sites_sharing_stock(of, scene_.sites);
    base::Decimal allocated, held;
    for (const auto& [id, book] : books_) {
      if (of.allocation && std::binary_search(sharing.begin(), sharing.end(), book.order.site_id))
        for (const auto& entry : book.ledger)
          if (entry.item_id == item) allocated += entry.quantity;
      if (book.order.site_id == site_id)
        for (const auto& hold : book.holds)
          if (hold.item_id == item) held += hold.quantity;
    }
    return Number{domain::web_quantity(*pos, allocated, of.safety_stock, 0), held};
  }

 private:
  struct Book {
    domain::Order order;
    std::vector<domain::OrderEvent> events;
    std::vector<domain::KnownDocument> documents;
    std::vector<domain::AllocationEntry> ledger;
    std::vector<domain::PendingRelease> pending;
    std::vector<domain::ShopHold> holds;
    domain::OrderBook view() const { return {order, events, documents, ledger, pending}; }
  };

  void plan(Book& book) {
    auto plan = domain::plan_allocation(meaning_of(book.order.site_id), book.view(), items_, clock_.now());
    for (auto& entry : plan.append) book.ledger.push_back(std::move(entry));
    for (const auto& changed : plan.changed)
      for (auto& release : book.pending)
        if (release.document_id == changed.document_id && release.line_id == changed.line_id && release.item_id == changed.item_id) release = changed;
    std::erase_if(book.pending, [](const auto& release) { return release.quantity.is_zero(); });
  }

  const domain::Site& site(domain::SiteId id) const {
    return *std::find_if(scene_.sites.begin(), scene_.sites.end(), [&](const auto& site) { return site.id == id; });
  }
  domain::PosStockMeaning meaning_of(domain::SiteId id) const { return domain::stock_meaning_of(scene_.account, site(id)); }
  domain::KnownDocument& known_document(const domain::Document& document) {
    for (auto& known : books_.at(document.order_id).documents)
      if (known.document.id == document.id) return known;
    throw std::logic_error("no document " + document.id);
  }

  StockScene scene_;
  const FixedClock& clock_;
  std::vector<domain::ItemId> items_{"A"};
  std::map<std::pair<domain::ItemId, std::string>, domain::StockLevel> levels_;
  std::map<domain::OrderId, Book> books_;
};

}  // namespace tillbridge::tests
