#include "tests/support/order_histories.hpp"

#include <algorithm>
#include <cstdlib>

#include "domain/line_money.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::OrderEventKind;

class HistoryMaker {
 public:
  explicit HistoryMaker(std::mt19937_64& random) : random_(random) {}

  OrderHistory make() {
    make_order();
    history_.fully_shipped = chance(50);
    make_captures();
    make_refunds_before();
    make_parcels();
    make_refunds_after();
    if (!history_.fully_shipped && chance(30)) make_cancellation();
    return history_;
  }

 private:
  std::int64_t pick(std::int64_t low, std::int64_t high) { return std::uniform_int_distribution<std::int64_t>(low, high)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  base::Decimal money(std::int64_t low, std::int64_t high) {
    return base::Decimal::from_units(pick(low, high) * 10'000).rounded(places_) + (places_ == 0 ? base::Decimal{} : base::Decimal::from_units(pick(0, 99) * 100));
  }

  void make_order() {
    static const std::vector<std::string> kCurrencies = {"EUR", "EUR", "JPY", "KWD"};
    const std::string currency = kCurrencies[static_cast<std::size_t>(pick(0, 3))];
    places_ = domain::currency_decimals(currency);
    std::vector<domain::WebOrderLine> lines;
    for (std::int64_t i = 0, n = pick(1, 4); i < n; ++i) {
      auto line = a_line(std::to_string(i + 1), "I" + std::to_string(pick(0, 5)), std::to_string(pick(1, 5)), "1");
      line.unit_price = chance(50) ? money(1, 90) : base::Decimal::from_units(pick(1, 900'000));
      if (chance(40)) line.discount = std::min(money(0, 3), line.quantity * line.unit_price);
      if (chance(60)) line.tax = money(0, 9);
      lines.push_back(line);
    }
    history_.order = an_order(lines);
    auto& web = history_.order.web;
    web.currency = currency;
    if (chance(60)) web.shipping_charge = money(1, 9), web.shipping_tax = money(0, 2);
    if (chance(20)) web.fees = {{"wrapping", money(1, 3)}};
    sum_up(web);
    web.total = web.total.rounded(places_);
    if (chance(20) && places_ == 2) web.total += base::Decimal::from_units(pick(-2, 2) * 100);
    for (const auto& line : web.lines) open_.push_back(line.quantity);
    shipped_.resize(open_.size());
  }

  domain::OrderEvent event(OrderEventKind kind, std::vector<domain::EventLine> lines) {
    auto made = an_event(kind, "e" + std::to_string(history_.events.size() + 1), "2026-11-25T09:00:00Z", std::move(lines));
    minute_ += pick(0, 2);  // some at the same moment
    made.occurred_at += std::chrono::minutes(minute_);
    return made;
  }

  void make_captures() {
    for (std::int64_t i = 0, n = pick(0, 2); i < n; ++i) {
      auto captured = event(OrderEventKind::kCaptured, {});
      captured.amount = money(1, 50);
      history_.events.push_back(captured);
    }
  }

  /// Some pieces of some lines out of `from`; takes them off there.
  std::vector<domain::EventLine> some(std::vector<base::Decimal>& from) {
    std::vector<domain::EventLine> lines;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const auto whole = from[i].units() / base::Decimal::kScale;
      const auto taken = whole > 0 ? pick(0, whole) : 0;
      if (taken == 0) continue;
      from[i] -= base::Decimal::from_integer(taken);
      lines.push_back(pieces(history_.order.web.lines[i].line_id, std::to_string(taken)));
    }
    return lines;
  }

  void make_refunds_before() {
    if (history_.fully_shipped || !chance(30)) return;
    refund(some(open_));
  }

  void make_parcels() {
    for (int i = 0; i < 3; ++i) ship(some(open_));
    if (!history_.fully_shipped) return;
    std::vector<domain::EventLine> rest;
    for (std::size_t i = 0; i < open_.size(); ++i)
      if (!open_[i].is_zero()) rest.push_back(pieces(history_.order.web.lines[i].line_id, open_[i].to_text())), open_[i] = {};
    ship(rest);
  }

  void ship(const std::vector<domain::EventLine>& lines) {
    if (lines.empty()) return;
    for (const auto& line : lines) shipped_[static_cast<std::size_t>(std::stoi(line.line_id) - 1)] += line.quantity;
    history_.events.push_back(event(OrderEventKind::kShipped, lines));
  }

  void make_refunds_after() {
    for (std::int64_t i = 0, n = pick(0, 2); i < n; ++i) refund(some(shipped_));
    if (chance(20)) refund({});
  }

  void refund(const std::vector<domain::EventLine>& lines) {
    auto refunded = event(OrderEventKind::kRefunded, lines);
    refunded.amount = money(1, 40);
    if (chance(30)) refunded.shipping_amount = money(0, 2);
    history_.events.push_back(refunded);
  }

  void make_cancellation() {
    const auto lines = chance(50) ? std::vector<domain::EventLine>{} : some(open_);
    history_.events.push_back(event(OrderEventKind::kCancelled, lines));
  }

  std::mt19937_64& random_;
  OrderHistory history_;
  int places_ = 2;
  std::int64_t minute_ = 0;
  std::vector<base::Decimal> open_, shipped_;
};

}  // namespace

OrderHistory random_history(std::mt19937_64& random) { return HistoryMaker(random).make(); }

std::vector<domain::OrderEvent> shuffled_with_repeats(std::vector<domain::OrderEvent> events, std::mt19937_64& random) {
  const auto once = events;
  for (const auto& event : once)
    if (random() % 3 == 0) events.push_back(event);
  std::shuffle(events.begin(), events.end(), random);
  return events;
}

std::uint64_t test_seed() {
  const char* given = std::getenv("TILLBRIDGE_TEST_SEED");
  return given == nullptr ? 20261125u : std::strtoull(given, nullptr, 10);
}

}  // namespace tillbridge::tests
