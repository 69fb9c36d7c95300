#pragma once
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "admin/verify.hpp"
#include "domain/derive_documents.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "jobs/retention/purge.hpp"
#include "services/handlers/confirm_documents.hpp"
#include "services/handlers/offer_documents.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/walk/faulty_database.hpp"
#include "tests/walk/pull_model.hpp"

namespace tillbridge::tests {

/// A random walk of everything that can happen to the pull protocol, each step held against the reference: two accounts (one parks what
/// is refused, one keeps offering it), two pollers each, orders, captures and transactions; orders placed, edited, shipped, paid,
/// refunded and polled again as they are and as they were; answers lost, processes that die before, in and after a commit; lists
/// with foreign, guessed, doubled and contradicting ids; resends and purges.
template <class Store>
class PullWalk {
 public:
  /// `item`: what every order holds; "" = no item of ours, so that nothing is reserved.
  PullWalk(std::uint64_t seed, std::string item) : random_(seed), item_(std::move(item)), database_(*store_) {
    sides_.push_back(open_account("store-1", domain::RefusalPolicy::kPark));
    sides_.push_back(open_account("store-2", domain::RefusalPolicy::kKeepOffering));
  }

  void step() {
    clock_.advance(pick(200) == 0 ? std::chrono::minutes(1 + pick(90)) : std::chrono::seconds(1));
    touched_side_ = pick(2);
    touched_kind_ = kKinds[pick(3)];
    Side& side = sides_[touched_side_];
    const auto kind = touched_kind_;
    switch (pick(20)) {
      case 0: case 1: place(side); break;
      case 2: case 3: ship(side); break;
      case 4: pay(side); break;
      case 5: edit(side); break;
      case 6: refund(side); break;
      case 7: poll_again(side); break;
      case 8: case 9: case 10: case 11: case 12: get(side, kind); break;
      case 13: case 14: case 15: case 16: confirm(side, kind, some_entries(side, kind)); break;
      case 17: confirm(side, kind, side.of(kind).last_sent); break;
      case 18: resend(side, kind); break;
      default: pick(60) == 0 ? purge(side) : pick(300) == 0 ? restart() : get(side, kind); break;
    }
  }

  /// What has to hold after each step: exactly what is neither confirmed nor parked is on offer, the oldest first. Of the kind that was
  /// touched; `by_list` = document by document, else by its figures.
  void check_touched(bool by_list) { check_offer(sides_[touched_side_], touched_kind_, by_list); }
  void check_all() {
    for (auto& side : sides_)
      for (const auto kind : kKinds) check_offer(side, kind, true);
  }

  /// At the end: the store agrees with the reference document by document, and its evidence proves the promise.
  void check_end() {
    for (auto& side : sides_) {
      domain::EvidenceCounts expected;
      for (const auto kind : kKinds) {
        const auto& model = side.of(kind).model;
        expected.documents += static_cast<std::int64_t>(model.ids().size());
        expected.parked += static_cast<std::int64_t>(model.parked_count());
        expected.waiting += static_cast<std::int64_t>(model.waiting_count());
        for (const auto& id : model.ids()) check_card(side, id, model.card(id));
      }
      const auto report = admin::verify_evidence(database_, side.account.id, {});
      for (const auto& breach : report.breaches) BOOST_TEST_MESSAGE(to_word(breach.kind) << " " << breach.document_id << " at " << breach.step << ": " << breach.detail);
      BOOST_TEST(report.counts.breaches == 0);
      BOOST_TEST(report.counts.documents == expected.documents);
      BOOST_TEST(report.counts.parked == expected.parked);
      BOOST_TEST(report.counts.waiting + report.counts.not_offered_yet == expected.waiting);
      counts_.add(report.counts);
    }
  }
  const domain::EvidenceCounts& counts() const { return counts_; }
  std::int64_t faults() const { return faults_; }
  std::int64_t stripped() const { return stripped_; }

 private:
  static constexpr std::array kKinds = {domain::DocumentKind::kOrder, domain::DocumentKind::kCapture, domain::DocumentKind::kTransaction};
  static constexpr int kAll = 1'000;
  static constexpr std::int64_t kAllBytes = 100'000'000;
  static constexpr std::size_t kWaitingAtMost = 12;  ///< small pages: the states are what is walked, not the rows

  /// An order as the shop has it, and as it had it before the last change.
  struct ShopOrder {
    int number = 0, quantity = 1, shipped = 0, paid = 0, refunded = 0, revision = 0;
    base::Timestamp modified_at;
    std::vector<domain::OrderEvent> events;
    bool closed() const { return shipped == quantity; }
  };
  struct PerKind {
    PullModel model;
    std::array<std::vector<std::string>, 2> inboxes;   ///< what each poller got last
    std::vector<domain::ConfirmEntry> last_sent;       ///< for a repeat after a lost answer
  };
  struct Side {
    domain::Account account;
    domain::Site site;
    std::vector<PerKind> kinds;
    std::vector<ShopOrder> orders, before;             ///< `before`: as they were, to be polled late
    PerKind& of(domain::DocumentKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
    bool is_full() {
      return std::any_of(kinds.begin(), kinds.end(), [](const auto& one) { return one.model.waiting_count() > kWaitingAtMost; });
    }
  };

  std::size_t pick(std::size_t below) { return random_() % below; }

  void check_offer(Side& side, domain::DocumentKind kind, bool by_list) {
    const auto& model = side.of(kind).model;
    database_.read([&](persistence::UnitOfWork& work) {
      const persistence::DocumentRepository::Filter filter{.kind = kind, .site = std::nullopt, .pos_store = std::nullopt};
      const auto counts = work.documents().count_open(side.account.id, filter);
      BOOST_REQUIRE(static_cast<std::size_t>(counts.waiting) == model.waiting_count());
      BOOST_REQUIRE(static_cast<std::size_t>(counts.parked) == model.parked_count());
      if (!by_list) return;
      std::vector<std::string> ids;
      for (const auto& stored : work.documents().list_waiting(side.account.id, filter, kAll, kAllBytes)) ids.push_back(stored.status.id);
      BOOST_REQUIRE((ids == model.waiting(kAll)));
    });
  }

  Side open_account(const std::string& store_id, domain::RefusalPolicy policy) {
    Side side{an_account(), a_site(), {}, {}, {}};
    side.account.store_id = store_id;
    side.account.refusal_policy = policy;
    database_.write([&](persistence::UnitOfWork& work) {
      side.account.id = work.accounts().insert(side.account);
      side.site.account_id = side.account.id;
      side.site.id = work.sites().insert(side.site);
      if (item_.empty()) return;
      domain::Item item;
      item.id = item.name = item_;
      work.items().upsert(side.account.id, {item}, work.accounts().step_clock(side.account.id));
    });
    for (std::size_t i = 0; i < kKinds.size(); ++i) side.kinds.push_back({PullModel(policy == domain::RefusalPolicy::kKeepOffering), {}, {}});
    return side;
  }

  // ── faults ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  Fault some_fault() {
    if (pick(12) != 0) return Fault::kNone;
    ++faults_;
    return std::array{Fault::kDiesBeforeCommit, Fault::kDiesAfterCommit, Fault::kUnknownButStored, Fault::kUnknownAndLost}[pick(4)];
  }
  static bool is_stored(Fault fault) { return fault != Fault::kDiesBeforeCommit; }
  static bool is_answered(Fault fault) { return fault != Fault::kDiesBeforeCommit && fault != Fault::kDiesAfterCommit; }

  /// Runs one act of a process under this fault; false when nobody was answered.
  template <class Act>
  bool answered(Fault fault, Act act) {
    database_.fail_next(fault);
    bool died = false;
    try {
      act();
    } catch (const ProcessDied&) {
      died = true;
    }
    database_.fail_next(Fault::kNone);
    return !died;
  }

  /// A new process on the same store.
  void restart() {
    store_.reopen();
    database_.use(*store_);
  }

  // ── the shop ───────────────────────────────────────────────────────────────────────────────────────────────────────

  domain::CollectedOrder told(const ShopOrder& order) const {
    static const domain::WebOrder base = [] {
      auto web = an_order({a_line("1", "", "1", "10")}).web;
      web.customer = {};
      return web;
    }();
    domain::CollectedOrder out{base, order.events};
    auto& web = out.order;
    web.web_order_id = std::to_string(order.number);
    web.number = "#" + web.web_order_id;
    web.modified_at = order.modified_at;
    web.lines[0].sku = item_;
    web.lines[0].quantity = base::Decimal::from_integer(order.quantity);
    web.total = web.lines[0].quantity * web.lines[0].unit_price;
    web.closed = order.closed();
    return out;
  }

  jobs::RecordedOrder collect(Side& side, const ShopOrder& order, Fault fault) {
    jobs::RecordedOrder recorded;
    const auto collected = told(order);
    answered(fault, [&] {
      database_.write([&](persistence::UnitOfWork& work) {
        const auto step = work.accounts().step_clock(side.account.id);
        recorded = jobs::record_collected_order(work, side.account, side.site, collected, step, clock_.now());
      });
    });
    return recorded;
  }

  std::string id_of(const Side& side, domain::DocumentKind kind, const std::string& event_id, int revision = 0) const {
    return domain::document_id_of(side.account, side.site.id, kind, event_id, revision);
  }
  std::string order_document(const Side& side, const ShopOrder& order) const {
    return id_of(side, domain::DocumentKind::kOrder, std::to_string(order.number) + "/placed", order.revision);
  }

  void place(Side& side) {
    if (side.is_full()) return;
    ShopOrder order;
    order.number = static_cast<int>(side.orders.size()) + 1;
    order.quantity = 1 + static_cast<int>(pick(4));
    order.modified_at = clock_.now();
    const auto fault = some_fault();
    collect(side, order, fault);
    if (!is_stored(fault)) return;
    side.of(domain::DocumentKind::kOrder).model.add(order_document(side, order));
    side.orders.push_back(order);
    side.before.push_back(order);
  }

  /// Changes one order in the shop and collects it; `change` answers whether there was something to change.
  template <class Change>
  void change_order(Side& side, Change change) {
    if (side.orders.empty() || side.is_full()) return;
    // Mostly one of the newest: old ones are over.
    const auto number = pick(4) == 0 ? pick(side.orders.size()) : side.orders.size() - 1 - pick(std::min<std::size_t>(side.orders.size(), 10));
    ShopOrder next = side.orders[number];
    std::vector<std::pair<domain::DocumentKind, std::string>> added;
    if (!change(next, added)) return;
    next.modified_at = clock_.now();
    const auto fault = some_fault();
    collect(side, next, fault);
    if (!is_stored(fault)) return;
    const auto& known = side.orders[number];
    if (next.revision != known.revision) side.of(domain::DocumentKind::kOrder).model.replace(order_document(side, known));
    for (const auto& [kind, id] : added) side.of(kind).model.add(id);
    side.before[number] = known;
    side.orders[number] = next;
  }

  domain::OrderEvent event_of(const ShopOrder& order, const char* letter, int number, domain::OrderEventKind kind, bool with_piece) {
    domain::OrderEvent event;
    event.event_id = std::to_string(order.number) + "/" + letter + std::to_string(number);
    event.kind = kind;
    event.occurred_at = clock_.now();
    if (with_piece) event.lines.push_back({.line_id = "1", .quantity = base::Decimal::from_integer(1), .amount = {}, .tax = {}, .restock = true});
    if (kind != domain::OrderEventKind::kShipped) event.amount = base::Decimal::from_integer(10);
    return event;
  }

  void ship(Side& side) {
    change_order(side, [&](ShopOrder& order, auto& added) {
      if (order.shipped == order.quantity) return false;
      order.events.push_back(event_of(order, "s", ++order.shipped, domain::OrderEventKind::kShipped, true));
      added.emplace_back(domain::DocumentKind::kTransaction, id_of(side, domain::DocumentKind::kTransaction, order.events.back().event_id));
      return true;
    });
  }
  void pay(Side& side) {
    change_order(side, [&](ShopOrder& order, auto& added) {
      if (order.paid == 3) return false;
      order.events.push_back(event_of(order, "c", ++order.paid, domain::OrderEventKind::kCaptured, false));
      added.emplace_back(domain::DocumentKind::kCapture, id_of(side, domain::DocumentKind::kCapture, order.events.back().event_id));
      return true;
    });
  }
  void refund(Side& side) {
    change_order(side, [&](ShopOrder& order, auto& added) {
      if (order.refunded >= order.shipped) return false;
      order.events.push_back(event_of(order, "r", ++order.refunded, domain::OrderEventKind::kRefunded, true));
      added.emplace_back(domain::DocumentKind::kTransaction, id_of(side, domain::DocumentKind::kTransaction, order.events.back().event_id));
      return true;
    });
  }
  void edit(Side& side) {
    change_order(side, [&](ShopOrder& order, auto& added) {
      if (order.closed()) return false;
      const int quantity = std::max(order.shipped, 1) + static_cast<int>(pick(4));
      if (quantity == order.quantity) return false;
      order.quantity = quantity;
      ++order.revision;
      added.emplace_back(domain::DocumentKind::kOrder, order_document(side, order));
      return true;
    });
  }

  /// The shop tells again what we know, or late what was true before: nothing changes.
  void poll_again(Side& side) {
    if (side.orders.empty()) return;
    const auto number = pick(side.orders.size());
    const auto recorded = collect(side, pick(2) == 0 ? side.orders[number] : side.before[number], some_fault());
    BOOST_REQUIRE(!recorded.changed());
  }

  // ── the tills ──────────────────────────────────────────────────────────────────────────────────────────────────────

  services::Caller caller(const Side& side, std::size_t poller) const { return {side.account.id, "till" + std::to_string(poller), "req"}; }

  void get(Side& side, domain::DocumentKind kind) {
    auto& of_kind = side.of(kind);
    auto& model = of_kind.model;
    const auto poller = pick(2);
    const std::size_t most = pick(3) == 0 ? 1 + pick(5) : 100;
    const auto fault = some_fault();
    services::GetNewRequest request;
    request.max_count = static_cast<std::int64_t>(most);
    services::GetNewAnswer answer;
    const bool heard = answered(fault, [&] { answer = services::offer_documents(database_, clock_, caller(side, poller), kind, request).value(); });
    if (!is_stored(fault)) return;
    model.look(clock_.now());
    const auto expected = model.waiting(most);
    model.hand_out(expected);  // also when the answer is lost on its way
    if (!heard) return;
    std::vector<std::string> ids;
    for (const auto& offered : answer.documents) {
      ids.push_back(offered.document.id);
      BOOST_REQUIRE(offered.generation == model.card(ids.back()).generation);
      BOOST_REQUIRE(offered.resent == (offered.generation > 1));
    }
    BOOST_REQUIRE((ids == expected));
    BOOST_REQUIRE(answer.more_available == (model.waiting_count() > ids.size()));
    BOOST_REQUIRE(answer.parked_count == static_cast<std::int64_t>(model.parked_count()));
    if (pick(6) != 0) of_kind.inboxes[poller] = ids;
  }

  /// Mostly what a till has got, now or long ago; sometimes nothing of its own.
  std::string some_id(Side& side, domain::DocumentKind kind) {
    auto& of_kind = side.of(kind);
    const auto choice = pick(12);
    if (choice == 0) return domain::id_prefix(kind) + std::string(26, static_cast<char>('a' + pick(26)));
    if (choice == 1) {
      const auto& foreign = sides_[&side == &sides_[0] ? 1 : 0].of(kind).model.ids();
      return foreign.empty() ? domain::id_prefix(kind) : foreign[pick(foreign.size())];
    }
    if (choice == 2) return pick(2) == 0 ? "no id" : id_of(side, kKinds[(static_cast<std::size_t>(kind) + 1) % 3], "other kind");
    const auto& all = of_kind.model.ids();
    if (choice == 3 && !all.empty()) return all[pick(all.size())];
    if (choice == 4 && !all.empty()) return all.back();  // often not offered yet
    const auto& inbox = of_kind.inboxes[pick(2)];
    return inbox.empty() ? domain::id_prefix(kind) : inbox[pick(inbox.size())];
  }

  std::vector<domain::ConfirmEntry> some_entries(Side& side, domain::DocumentKind kind) {
    std::vector<domain::ConfirmEntry> entries;
    for (std::size_t i = 0, n = 1 + pick(5); i < n; ++i) {
      domain::ConfirmEntry entry;
      entry.id = !entries.empty() && pick(6) == 0 ? entries[pick(entries.size())].id : some_id(side, kind);
      entry.accepted = pick(4) != 0;
      if (!entry.accepted) entry.error_code = "E" + std::to_string(pick(9));
      else if (pick(3) == 0) entry.pos_document_numbers = {"S-" + entry.id, "S2-" + entry.id};
      entries.push_back(entry);
    }
    return entries;
  }

  std::vector<std::string> expected_results(Side& side, domain::DocumentKind kind, const std::vector<domain::ConfirmEntry>& entries) {
    std::map<std::string, std::set<bool>> verdicts;
    for (const auto& entry : entries) verdicts[entry.id].insert(entry.accepted);
    std::map<std::string, std::string> settled;
    std::vector<std::string> expected;
    const auto prefix = domain::id_prefix(kind);
    for (const auto& entry : entries) {
      if (!entry.id.starts_with(prefix) || entry.id.size() != prefix.size() + 26) expected.push_back("invalid_id");
      else if (verdicts[entry.id].size() > 1) expected.push_back("conflict");
      else {
        if (!settled.contains(entry.id)) settled[entry.id] = side.of(kind).model.confirm(entry.id, entry.accepted, clock_.now());
        expected.push_back(settled[entry.id]);
      }
    }
    return expected;
  }

  void confirm(Side& side, domain::DocumentKind kind, const std::vector<domain::ConfirmEntry>& entries) {
    if (entries.empty()) return;
    side.of(kind).last_sent = entries;
    const auto fault = some_fault();
    services::ConfirmAnswer answer;
    const bool heard = answered(fault, [&] { answer = services::confirm_documents(database_, clock_, caller(side, pick(2)), kind, {entries}).value(); });
    if (!is_stored(fault)) return;
    auto expected = expected_results(side, kind, entries);
    if (fault == Fault::kUnknownButStored) expected = expected_results(side, kind, entries);
    if (!heard) return;
    std::vector<std::string> words;
    for (const auto& outcome : answer.outcomes) words.push_back(to_word(outcome.result));
    BOOST_REQUIRE((words == expected));
  }

  // ── the operator ───────────────────────────────────────────────────────────────────────────────────────────────────

  void resend(Side& side, domain::DocumentKind kind) {
    auto& model = side.of(kind).model;
    if (model.ids().empty() || pick(2) == 0) return;
    const auto id = model.ids()[model.ids().size() - 1 - pick(std::min<std::size_t>(model.ids().size(), 40))];
    if (!model.may_resend(id)) return;
    const auto fault = some_fault();
    answered(fault, [&] {
      database_.write([&](persistence::UnitOfWork& work) {
        const auto step = work.accounts().step_clock(side.account.id);
        const auto state = work.documents().find(side.account.id, id)->status.state;
        if (state != domain::DocumentState::kConfirmed && state != domain::DocumentState::kParked) return;  // done by the run before
        work.documents().resend(side.account.id, {id, step, "cli:walker", "walk", clock_.now()});
      });
    });
    if (is_stored(fault)) model.resend(id);
  }

  void purge(Side& side) {
    const auto before = clock_.now() - std::chrono::seconds(pick(600));
    const auto fault = some_fault();
    std::size_t due = 0;
    auto models = side.kinds;
    for (auto& one : models) due += one.model.purge(before);
    answered(fault, [&] { jobs::purge_account(database_, clock_, side.account.id, before); });
    if (!is_stored(fault)) return;
    side.kinds = std::move(models);
    stripped_ += static_cast<std::int64_t>(due);
  }

  void check_card(Side& side, const std::string& id, const PullModel::Card& card) {
    domain::DocumentStatus status;
    database_.read([&](persistence::UnitOfWork& work) { status = work.documents().find(side.account.id, id)->status; });
    BOOST_REQUIRE(status.generation == card.generation);
    BOOST_REQUIRE(status.refused_count == card.refusals);
    BOOST_REQUIRE((status.offer_again_at == card.offer_again_at));
    if (!card.replaced) BOOST_REQUIRE(status.purged_at.has_value() == card.stripped);  // replaced ones go with their order
    BOOST_REQUIRE((status.offered_count > 0) == card.ever_offered);
    BOOST_REQUIRE((status.state == domain::DocumentState::kParked) == card.parked);
    BOOST_REQUIRE((status.state == domain::DocumentState::kReplaced) == card.replaced);
    BOOST_REQUIRE((status.state == domain::DocumentState::kConfirmed) == side.of(status.kind).model.is_closed(id));
  }

  std::mt19937_64 random_;
  std::string item_;
  Store store_;
  FaultyDatabase database_;
  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  std::vector<Side> sides_;
  std::size_t touched_side_ = 0;
  domain::DocumentKind touched_kind_ = domain::DocumentKind::kOrder;
  domain::EvidenceCounts counts_;
  std::int64_t faults_ = 0, stripped_ = 0;
};

}  // namespace tillbridge::tests
