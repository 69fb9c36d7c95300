#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <unordered_map>

#include "domain/derive_documents.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using persistence::UnitOfWork;

namespace {

constexpr auto kKind = DocumentKind::kTransaction;
constexpr int kStepsOnFile = 20'000, kStepsOnServer = 3'000;
constexpr std::size_t kWaitingAtMost = 15;  // small pages: the states are what is walked, not the rows

/// What a document is, told in the simplest way.
struct Card {
  bool offered = false;               ///< in its generation
  bool ever_offered = false;
  bool confirmed = false;             ///< the last word on it
  bool parked = false;
  int generation = 1;
};

/// The reference: what the protocol promises, without a database.
class Model {
 public:
  void add(const std::string& id) {
    numbers_[id] = order_.size();
    waiting_.insert(order_.size());
    order_.push_back(id);
    cards_.emplace_back();
  }
  std::vector<std::string> waiting(std::size_t most) const {
    std::vector<std::string> ids;
    for (auto at = waiting_.begin(); at != waiting_.end() && ids.size() < most; ++at) ids.push_back(order_[*at]);
    return ids;
  }
  std::size_t waiting_count() const { return waiting_.size(); }
  /// Once offered again a confirmed one may be confirmed again.
  void offered(const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
      Card& card = cards_[numbers_.at(id)];
      card.offered = card.ever_offered = true;
      card.confirmed = false;
    }
  }
  std::string confirm(const std::string& id, bool accepted) {
    const auto found = numbers_.find(id);
    if (found == numbers_.end() || !cards_[found->second].ever_offered) return "not_found";
    Card& card = cards_[found->second];
    if (card.confirmed) return "already_confirmed";
    if (!accepted && card.generation > 1 && !card.offered) return "refused";  // answers the offer before the resend
    waiting_.erase(found->second);
    card.confirmed = accepted;
    card.parked = !accepted;
    return accepted ? "confirmed" : "refused";
  }
  bool may_resend(const std::string& id) const { return card(id).confirmed || card(id).parked; }
  void resend(const std::string& id) {
    Card& card = cards_[numbers_.at(id)];
    waiting_.insert(numbers_.at(id));
    card.offered = card.parked = false;
    ++card.generation;
  }
  const std::vector<std::string>& ids() const { return order_; }
  const Card& card(const std::string& id) const { return cards_[numbers_.at(id)]; }

 private:
  std::vector<std::string> order_;
  std::vector<Card> cards_;
  std::set<std::size_t> waiting_;               ///< has to be in the next Get
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// One account of the walk with its model; two pollers share it.
struct Side {
  OrderWorld world;
  Model model;
  int orders = 0;
  std::vector<domain::ConfirmEntry> last_sent;  ///< for a repeat after a lost answer
};

template <class Store>
class Walk {
 public:
  explicit Walk(std::uint64_t seed) : random_(seed), sides_{Side{OrderWorld(*store_, "store-1"), {}, 0, {}}, Side{OrderWorld(*store_, "store-2"), {}, 0, {}}} {}

  void step() {
    Side& side = sides_[pick(2)];
    switch (pick(12)) {
      case 0: case 1: return ship(side);
      case 2: return poll_again(side);
      case 3: case 4: case 5: return get(side);
      case 6: case 7: case 8: return confirm(side, some_entries(side));
      case 9: return confirm(side, side.last_sent);
      case 10: return resend(side);
      default: return pick(40) == 0 ? crash() : get(side);
    }
  }

  void check_evidence() {
    for (auto& side : sides_) {
      side.world.database().read([&](UnitOfWork& work) {
        const auto counts = work.documents().count(side.world.account().id, {.kind = kKind, .site = std::nullopt, .pos_store = std::nullopt});
        BOOST_TEST(static_cast<std::size_t>(counts.waiting) == side.model.waiting_count());
        for (const auto& id : side.model.ids()) {
          const auto status = work.documents().find(side.world.account().id, id)->status;
          BOOST_REQUIRE(status.generation == side.model.card(id).generation);
          BOOST_REQUIRE((status.state == domain::DocumentState::kParked) == side.model.card(id).parked);
        }
      });
    }
  }
  std::size_t documents() const { return sides_[0].model.ids().size() + sides_[1].model.ids().size(); }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  static std::vector<domain::OrderEvent> parcel_of(int order) {
    return {an_event(domain::OrderEventKind::kShipped, std::to_string(order) + "/s", "2026-11-25T09:00:00Z", {pieces("1", "1")})};
  }

  void ship(Side& side) {
    if (side.model.waiting_count() > kWaitingAtMost) return;
    const int number = ++side.orders;
    const auto order = side.world.place(number, "A", "1");
    const auto recorded = side.world.collect(order, parcel_of(number));
    for (const auto& id : recorded.documents)
      if (id.starts_with("txn_")) side.model.add(id);
  }

  void poll_again(Side& side) {
    if (side.orders == 0) return;
    const int number = static_cast<int>(pick(static_cast<std::size_t>(side.orders))) + 1;
    auto order = an_order({a_line("1", "A", "1", "10")});
    order.web.web_order_id = std::to_string(number);
    order.web.number = "#" + std::to_string(number);
    BOOST_REQUIRE(!side.world.collect(order, parcel_of(number)).changed());
  }

  /// The invariant of the protocol: exactly what is not confirmed and not parked, the oldest first.
  void get(Side& side) {
    const std::size_t most = pick(3) == 0 ? 1 + pick(5) : 100;
    const auto answer = side.world.pull(kKind, static_cast<std::int64_t>(most));
    const auto ids = ids_of(answer);
    BOOST_REQUIRE((ids == side.model.waiting(most)));
    BOOST_REQUIRE(answer.more_available == (side.model.waiting_count() > ids.size()));
    for (const auto& offered : answer.documents) BOOST_REQUIRE(offered.resent == (side.model.card(offered.document.id).generation > 1));
    side.model.offered(ids);  // also when the answer is lost on its way
  }

  std::string some_id(Side& side) {
    const auto kind = pick(10);
    if (kind == 0) return "txn_" + std::string(26, static_cast<char>('a' + pick(26)));
    if (kind == 1) {
      const auto& foreign = sides_[&side == &sides_[0] ? 1 : 0].model.ids();
      return foreign.empty() ? "txn_" : foreign[pick(foreign.size())];
    }
    if (kind == 2) return "no id";
    const auto waiting = side.model.waiting(100);
    if (kind < 8 && !waiting.empty()) return waiting[pick(waiting.size())];
    const auto& all = side.model.ids();
    return all.empty() ? "txn_" : all[pick(all.size())];
  }

  std::vector<domain::ConfirmEntry> some_entries(Side& side) {
    std::vector<domain::ConfirmEntry> entries;
    for (std::size_t i = 0, n = 1 + pick(6); i < n; ++i) {
      domain::ConfirmEntry entry;
      entry.id = !entries.empty() && pick(8) == 0 ? entries[pick(entries.size())].id : some_id(side);
      entry.accepted = pick(4) != 0;
      if (!entry.accepted) entry.error_message = "refused";
      entries.push_back(entry);
    }
    return entries;
  }

  void confirm(Side& side, const std::vector<domain::ConfirmEntry>& entries) {
    if (entries.empty()) return;
    side.last_sent = entries;
    std::map<std::string, std::set<bool>> verdicts;
    for (const auto& entry : entries) verdicts[entry.id].insert(entry.accepted);
    std::map<std::string, std::string> settled;
    std::vector<std::string> expected;
    for (const auto& entry : entries) {
      if (!entry.id.starts_with("txn_") || entry.id.size() != 30) expected.push_back("invalid_id");
      else if (verdicts[entry.id].size() > 1) expected.push_back("conflict");
      else {
        if (!settled.contains(entry.id)) settled[entry.id] = side.model.confirm(entry.id, entry.accepted);
        expected.push_back(settled[entry.id]);
      }
    }
    std::vector<std::string> words;
    for (const auto& outcome : side.world.confirm(kKind, entries).outcomes) words.push_back(to_word(outcome.result));
    BOOST_REQUIRE((words == expected));
  }

  void resend(Side& side) {
    const auto& all = side.model.ids();
    if (all.empty() || pick(3) != 0) return;
    const auto id = all[pick(all.size())];
    if (!side.model.may_resend(id)) return;
    side.world.database().write([&](UnitOfWork& work) {
      work.documents().resend(side.world.account().id, {id, work.accounts().step_clock(side.world.account().id), "cli:tester", "", side.world.clock().now()});
    });
    side.model.resend(id);
  }

  void crash() {
    store_.reopen();
    for (auto& side : sides_) side.world.use(*store_);
  }

  Store store_;
  std::mt19937_64 random_;
  std::array<Side, 2> sides_;
};

template <class Store>
void walk(int steps) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a walk), " << steps << " steps");
  Walk<Store> walk(seed);
  for (int i = 0; i < steps; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", step " << i) walk.step();
  }
  walk.check_evidence();
  BOOST_TEST(walk.documents() > static_cast<std::size_t>(steps) / 50);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pull_protocol_walk)

BOOST_AUTO_TEST_CASE(offers_until_confirmed_and_never_after_on_sqlite) { walk<TempDatabase>(kStepsOnFile); }
BOOST_AUTO_TEST_CASE(offers_until_confirmed_and_never_after_on_mariadb) { walk<TempMariadb>(kStepsOnServer); }

BOOST_AUTO_TEST_SUITE_END()
