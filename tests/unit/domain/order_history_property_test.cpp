#include <boost/test/unit_test.hpp>

#include <map>

#include "domain/derive_documents.hpp"
#include "domain/document_money.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

constexpr int kHistories = 4'000;
const std::vector<ItemId> kOurs = {"I0", "I1", "I2", "I3", "I4"};

/// What must not depend on the order of arrival.
struct Picture {
  std::map<DocumentId, std::map<std::string, Decimal>> pieces;
  Decimal shipped_total, shipped_lines, shipped_tax, shipping, returned_total, captured;
  bool operator==(const Picture&) const = default;
};

Picture picture_of(const std::vector<Document>& documents) {
  Picture picture;
  for (const auto& document : documents) {
    auto& pieces = picture.pieces[document.id];
    for (const auto& line : document.lines) pieces[line.line_id] += line.quantity;
    picture.captured += document.amount;
    if (document.kind != DocumentKind::kTransaction) continue;
    if (document.type == TransactionType::kReturn) {
      picture.returned_total += document.total;
      continue;
    }
    picture.shipped_total += document.total;
    picture.shipped_tax += document.tax;
    picture.shipping += document.shipping;
    for (const auto& line : document.lines) picture.shipped_lines += line.total;
  }
  return picture;
}

void check_sums(const Document& document) {
  BOOST_REQUIRE(document.kind == DocumentKind::kCapture || document.total == parts_of(document) + document.rounding);
  for (const auto& line : document.lines) BOOST_REQUIRE(line.total == line.quantity * line.unit_price - line.discount);
}

/// The events arrive in portions; what each portion gives is stored and never touched again.
std::vector<Document> arrive_in_portions(const OrderHistory& history, const std::vector<OrderEvent>& arrivals, const Account& account, const Site& site,
                                         std::mt19937_64& random) {
  std::vector<Document> stored;
  std::vector<KnownDocument> known;
  std::vector<OrderEvent> events;
  for (const auto& event : arrivals) {
    events.push_back(event);
    if (random() % 2 == 0 && events.size() != arrivals.size()) continue;
    for (auto& document : derive_documents(account, site, history.order, events, known, kOurs).append) {
      known.push_back({document, DocumentState::kOffered});
      stored.push_back(std::move(document));
    }
  }
  return stored;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(order_history_properties)

BOOST_AUTO_TEST_CASE(any_order_of_arrival_gives_the_same_transactions_and_captures_and_the_same_money) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  std::mt19937_64 random(seed);
  auto account = an_account();
  account.pulls = {DocumentKind::kCapture, DocumentKind::kTransaction};
  for (int i = 0; i < kHistories; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", history " << i) {
      auto site = a_site();
      site.order_moment = static_cast<OrderMoment>(random() % 3);
      const auto history = random_history(random);
      const auto at_once = derive_documents(account, site, history.order, history.events, {}, kOurs).append;
      for (const auto& document : at_once) check_sums(document);
      const auto later = arrive_in_portions(history, shuffled_with_repeats(history.events, random), account, site, random);
      for (const auto& document : later) check_sums(document);
      BOOST_REQUIRE(at_once.size() == later.size());
      BOOST_REQUIRE(picture_of(at_once) == picture_of(later));
      if (history.fully_shipped && !at_once.empty() && site.order_moment != OrderMoment::kFirstCapture)
        BOOST_REQUIRE(picture_of(later).shipped_total == history.order.web.total);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
