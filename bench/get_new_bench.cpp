#include <fmt/format.h>

#include "bench/benches.hpp"
#include "bench/race.hpp"
#include "bench/stores.hpp"
#include "bench/till.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kNew = 1'000;
constexpr int kSeeds = 1'000;
constexpr int kAsked = 100;
constexpr int kCallsPerRun = 10;

const std::string kConfirmed = "UPDATE document SET state = 'confirmed', waiting = 0, offered_count = 1, first_offered_at = created_at, confirmed_at = created_at";
constexpr const char* kNeverOffered = "UPDATE document SET state = 'new', offered_count = 0, first_offered_at = NULL WHERE account_id = {} AND kind = 'transaction' AND waiting = 1 AND state = 'offered'";

/// A store that holds `stored` transactions: all confirmed but the newest thousand.
class Archive {
 public:
  Archive(const StoreKind& kind, int stored) : store_(kind.make()), till_(store_->database()) {
    till_.append_transactions(0, kSeeds, tests::at("2026-01-01T00:00:00Z"));
    store_->begin_filling();
    store_->raw().execute(kConfirmed);
    multiply((stored - kNew) / kSeeds);
    store_->end_filling();
    till_.append_transactions(kSeeds, kNew, tests::at("2026-11-25T08:00:00Z"));
  }

  /// Each call meets transactions that were never offered before.
  Spent time(Pulled (Till::*call)(int)) {
    Stopwatch watch(store_->server());
    watch.pause();
    for (int i = 0; i < kCallsPerRun; ++i) {
      store_->raw().execute(fmt::format(fmt::runtime(kNeverOffered), domain::raw(till_.account())));
      store_->settle();
      watch.go_on();
      const auto pulled = (till_.*call)(kAsked);
      watch.pause();
      if (pulled.documents != kAsked) throw std::logic_error("not all documents came");
    }
    return watch.spent();
  }

 private:
  /// Makes of each confirmed document `times` in all, in the order of their keys, as a store grows best.
  void multiply(int times) {
    auto& raw = store_->raw();
    raw.execute("CREATE TABLE plan (id VARCHAR(64) NOT NULL PRIMARY KEY, seed VARCHAR(64) NOT NULL, n INTEGER NOT NULL)");
    for (int n = 1; n < times; ++n)
      raw.execute(fmt::format("INSERT INTO plan SELECT {}, document_id, {} FROM document",
                              store_->concat({"'txn_'", store_->random_text("document_id", std::to_string(n))}), n));
    for (const char* digit = "0123456789abcdef"; *digit != 0; ++digit)
      raw.execute(fmt::format(
          "INSERT INTO document (account_id, document_id, kind, site_id, order_id, event_id, revision, pos_store, state, waiting, created_at, generation, resent, "
          "offered_count, first_offered_at, confirmed_at, pos_document_numbers, refusal_code, refusal_message, payload) "
          "SELECT d.account_id, p.id, d.kind, d.site_id, {}, {}, d.revision, d.pos_store, d.state, d.waiting, d.created_at, d.generation, d.resent, "
          "d.offered_count, d.first_offered_at, d.confirmed_at, d.pos_document_numbers, d.refusal_code, d.refusal_message, d.payload "
          "FROM plan p JOIN document d ON d.account_id = {} AND d.document_id = p.seed WHERE p.id LIKE 'txn!_{}%' ESCAPE '!' ORDER BY p.id",
          store_->concat({"d.order_id", "p.n"}), store_->concat({"d.event_id", "'/'", "p.n"}), domain::raw(till_.account()), *digit));
    raw.execute("DROP TABLE plan");
  }

  std::unique_ptr<Store> store_;
  Till till_;
};

}  // namespace

void bench_get_new(const Size& size) {
  const int large = size.quick ? 100'000 : 1'000'000;
  for (const auto& kind : store_kinds()) {
    Archive small(kind, 10'000), big(kind, large);
    const std::string among = fmt::format("{} new among {}", kNew, large);
    print(kind.name + ": GetNewTransactions of 100, handler with hand-out and commit",
          race({{fmt::format("{} new among 10000", kNew), [&] { return small.time(&Till::get_new_transactions_without_soap); }},
                {among, [&] { return big.time(&Till::get_new_transactions_without_soap); }}},
               size.rounds),
          kCallsPerRun, "call");
    print(kind.name + ": GetNewTransactions of 100, the whole call with SOAP",
          race({{fmt::format("{} new among 10000", kNew), [&] { return small.time(&Till::get_new_transactions); }},
                {among, [&] { return big.time(&Till::get_new_transactions); }}},
               size.rounds),
          kCallsPerRun, "call");
  }
}

}  // namespace tillbridge::bench
