#include <fmt/format.h>

#include <stdexcept>

#include "bench/benches.hpp"
#include "bench/race.hpp"
#include "bench/stores.hpp"
#include "bench/till.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kPage = 1'000;

/// A store where transactions wait. After each page its documents are set confirmed by hand, outside the clock, so that the next
/// call meets the next page.
class Waiting {
 public:
  Waiting(const StoreKind& kind, int documents) : store_(kind.make()), till_(store_->database()), documents_(documents) {
    for (int first = 0; first < documents; first += kPage) till_.append_transactions(first, kPage, tests::at("2026-11-25T08:00:00Z"));
  }

  /// Pages by position, since nothing is confirmed. `with_customers`: the buyers' rows too, which an answer needs for PosCustomerNumber.
  Spent raw_select(bool with_customers) {
    begin_again();
    Stopwatch watch(store_->server());
    std::size_t rows = 0;
    std::string behind;
    for (int page = 0; page < documents_ / kPage; ++page) {
      const auto found = store_->raw().read(
          fmt::format("SELECT d.document_id, d.kind, d.site_id, d.order_id, d.state, d.generation, d.resent, d.offered_count, d.first_offered_at, d.confirmed_at, "
                      "d.pos_document_numbers, d.refusal_code, d.refusal_message, d.refused_count, d.offer_again_at, d.purged_at, d.created_at, d.payload{} "
                      "WHERE d.account_id = {} AND d.kind = 'transaction' AND d.waiting = 1{} ORDER BY d.created_at, d.document_id LIMIT {}",
                      with_customers ? ", s.customer_no, c.web_customer_id, c.pos_customer_number, s.email, s.phone FROM document d JOIN customer_sale s ON "
                                       "s.account_id = d.account_id AND s.order_id = d.order_id JOIN customer c ON c.account_id = s.account_id AND "
                                       "c.customer_no = s.customer_no"
                                     : " FROM document d",
                      domain::raw(till_.account()), behind, kPage));
      rows += found.rows;
      behind = fmt::format(" AND d.created_at >= '{0}' AND (d.created_at > '{0}' OR d.document_id > '{1}')", found.last[16], found.last[0]);
    }
    watch.pause();
    expect(rows);
    return watch.spent();
  }

  Spent pull(Pulled (Till::*call)(int)) {
    begin_again();
    Stopwatch watch(store_->server());
    watch.pause();
    std::size_t rows = 0;
    for (int page = 0; page < documents_ / kPage; ++page) {
      watch.go_on();
      const auto pulled = (till_.*call)(kPage);
      watch.pause();
      rows += pulled.documents;
      if (pulled.bytes != 0) answer_bytes_ = pulled.bytes;
      store_->raw().execute("UPDATE document SET state = 'confirmed', waiting = 0 WHERE waiting = 1 AND kind = 'transaction' AND state = 'offered'");
      store_->settle();
    }
    expect(rows);
    return watch.spent();
  }

  /// The first page again and again: nothing is confirmed in between.
  Spent repeat(Pulled (Till::*call)(int)) {
    Stopwatch watch(store_->server());
    std::size_t rows = 0;
    for (int page = 0; page < documents_ / kPage; ++page) rows += (till_.*call)(kPage).documents;
    watch.pause();
    expect(rows);
    return watch.spent();
  }

  void begin_again() {
    store_->raw().execute("UPDATE document SET state = 'new', waiting = 1, offered_count = 0, first_offered_at = NULL");
    store_->raw().execute("DELETE FROM handout");
    store_->settle();
  }

  std::size_t answer_bytes() const { return answer_bytes_; }

 private:
  void expect(std::size_t rows) const {
    if (rows != static_cast<std::size_t>(documents_)) throw std::logic_error(fmt::format("{} rows came instead of {}", rows, documents_));
  }

  std::unique_ptr<Store> store_;
  Till till_;
  int documents_;
  std::size_t answer_bytes_ = 0;
};

}  // namespace

void bench_pages(const Size& size) {
  const int documents = size.quick ? 2'000 : 10'000;
  for (const auto& kind : store_kinds()) {
    Waiting waiting(kind, documents);
    print(fmt::format("{}: {} waiting transactions of 3 lines in pages of {}", kind.name, documents, kPage),
          race({{"raw SELECT of the same rows", [&] { return waiting.raw_select(false); }},
                {"the same with their customers joined", [&] { return waiting.raw_select(true); }},
                {"GetNewTransactions, each document for the first time", [&] { return waiting.pull(&Till::get_new_transactions); }},
                {"without SOAP: handler, hand-out, commit", [&] { return waiting.pull(&Till::get_new_transactions_without_soap); }}},
               size.rounds),
          documents, "document");
    fmt::print("  {} bytes of XML per document\n", waiting.answer_bytes() / kPage);
    waiting.begin_again();
    print(fmt::format("{}: the first {} again and again, unconfirmed", kind.name, kPage),
          race({{"raw SELECT of the same rows", [&] { return waiting.raw_select(false); }},
                {"GetNewTransactions", [&] { return waiting.repeat(&Till::get_new_transactions); }}}, size.rounds), documents, "document");
  }
}

}  // namespace tillbridge::bench
