#include "tests/support/shop_histories.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/time_text.hpp"
#include "domain/line_money.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using base::Decimal;
using domain::OrderEventKind;

constexpr Decimal kOne = Decimal::from_units(Decimal::kScale);

/// What the shop knows of one line beside its newest version.
struct LineLife {
  std::string line_id;
  Decimal shipped, gone, back;        // gone: cancelled, or refunded before shipping; back: returned after shipping
};

class ShopHistoryMaker {
 public:
  explicit ShopHistoryMaker(std::mt19937_64& random) : random_(random) {}

  ShopHistory make() {
    make_order();
    for (auto acts = pick(1, 7); acts > 0; --acts) act();
    if (chance(50)) ship_all_that_is_left();
    for (auto acts = pick(-4, 2); acts > 0; --acts) act();
    history_.last_step = step_;
    history_.fully_shipped = std::all_of(web_.lines.begin(), web_.lines.end(), [&](const auto& line) { return life(line.line_id).shipped >= line.quantity; });
    return std::move(history_);
  }

 private:
  std::int64_t pick(std::int64_t low, std::int64_t high) { return std::uniform_int_distribution<std::int64_t>(low, high)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  Decimal coins(std::int64_t low, std::int64_t high) { return Decimal::from_units(pick(low, high) * domain::smallest_coin(places_).units()); }
  /// Between so much and so much of the main unit.
  Decimal money(std::int64_t low, std::int64_t high) {
    const std::int64_t coins_per_unit = kOne.units() / domain::smallest_coin(places_).units();
    return coins(low * coins_per_unit, high * coins_per_unit);
  }

  LineLife& life(const std::string& line_id) {
    for (auto& known : lives_)
      if (known.line_id == line_id) return known;
    lives_.push_back({line_id, {}, {}, {}});
    return lives_.back();
  }

  void make_order() {
    static const std::vector<std::string> kCurrencies = {"EUR", "EUR", "JPY", "KWD"};
    history_.order = an_order({});
    web_ = history_.order.web;
    web_.currency = kCurrencies[static_cast<std::size_t>(pick(0, 3))];
    places_ = domain::currency_decimals(web_.currency);
    prices_ = static_cast<Prices>(pick(0, 2));
    for (auto lines = pick(1, 4); lines > 0; --lines) add_line();
    if (chance(60)) web_.shipping_charge = money(1, 9), web_.shipping_tax = money(0, 2);
    if (chance(20)) add_fee();
    if (chance(40)) web_.payments = {{"gift card", "g-1", money(1, 20)}, {"card", "p-1", money(1, 50)}};
    if (chance(20)) cents_ = coins(-2, 2);
    if (chance(3)) make_free();
    settle();
    history_.order.web = web_;
    history_.versions.push_back({0, web_, false});
  }

  enum class Prices { kInCoins, kKeptWithTax, kFourDecimals };

  void price(domain::WebOrderLine& line) {
    if (chance(6)) return;  // a gift
    switch (prices_) {
      case Prices::kInCoins:
        line.unit_price = money(1, 90);
        if (chance(60)) line.tax = money(0, 9);
        break;
      case Prices::kKeptWithTax: {
        const Decimal gross = money(1, 90);
        line.unit_price = proportion(gross, Decimal::from_integer(100), Decimal::from_integer(121));
        line.tax = line.quantity * gross - line.quantity * line.unit_price;
        if (chance(50)) line.tax = line.tax.rounded(places_);
        break;
      }
      case Prices::kFourDecimals:
        line.unit_price = Decimal::from_units(pick(1, 900'000));
        line.tax = Decimal::from_units(pick(0, 90'000));
        break;
    }
    if (chance(40)) put_coupon(line);
  }

  void put_coupon(domain::WebOrderLine& line) {
    const Decimal whole = line.quantity * line.unit_price;
    const auto percent = chance(15) ? 100 : pick(1, 60);
    line.discount = proportion(whole, Decimal::from_integer(percent), Decimal::from_integer(100));
    if (prices_ == Prices::kInCoins && percent != 100) line.discount = line.discount.rounded(places_);
    line.discount = std::min(line.discount, whole);
    if (percent == 100) line.tax = {};
  }

  void add_line() {
    static const std::vector<std::string> kBroken = {"0.5", "1.25", "2.5", "0.333"};
    const std::string sku = chance(8) ? (chance(50) ? "" : "TICKET") : "I" + std::to_string(pick(0, 5));
    auto line = a_line(std::to_string(++last_line_), sku, chance(8) ? kBroken[static_cast<std::size_t>(pick(0, 3))] : std::to_string(pick(1, 5)), "0");
    price(line);
    web_.lines.push_back(std::move(line));
  }

  void add_fee() {
    if (chance(35)) web_.fees.push_back({"volume discount", -coins(1, 300)});
    else web_.fees.push_back({chance(50) ? "wrapping" : "insurance", money(1, 3)});
    if (chance(30)) web_.fee_tax += coins(1, 40);
  }

  void make_free() {
    for (auto& line : web_.lines) line.discount = line.quantity * line.unit_price, line.tax = {};
    web_.shipping_charge = web_.shipping_tax = web_.fee_tax = cents_ = {};
    web_.fees.clear();
  }

  void settle() {
    sum_up(web_);
    web_.total = web_.total.rounded(places_) + cents_;
  }

  void pass_time() {
    ++step_;
    minute_ += pick(0, 2);  // some at the same moment
  }

  domain::OrderEvent& happen(OrderEventKind kind, std::vector<domain::EventLine> lines) {
    auto event = an_event(kind, "e" + std::to_string(history_.happenings.size() + 1), "2026-11-25T09:00:00Z", std::move(lines));
    event.occurred_at += std::chrono::minutes(minute_);
    history_.happenings.push_back({step_, std::move(event)});
    return history_.happenings.back().event;
  }

  void show(bool money_edited) {
    web_.modified_at = at("2026-11-25T09:00:00Z") + std::chrono::minutes(minute_);
    history_.versions.push_back({step_, web_, money_edited});
  }

  void act() {
    pass_time();
    const auto dice = pick(1, 100);
    if (dice <= 32) ship(some_open());
    else if (dice <= 44) capture();
    else if (dice <= 54) refund(some_open(), true);
    else if (dice <= 66) refund(some_shipped(), false);
    else if (dice <= 70) refund({}, false);
    else if (dice <= 76) cancel_pieces();
    else if (dice <= 90) edit();
    else if (dice <= 94) exchange();
    else if (dice <= 97) refund_too_much();
    else cancel_rest_or_reopen();
  }

  void capture() {
    auto& captured = happen(OrderEventKind::kCaptured, {});
    captured.amount = chance(40) ? web_.total : money(0, 90);
    captured.method = "card";
    captured.reference = captured.event_id;
  }

  /// Some of `pieces`; broken quantities go in one or two halves.
  Decimal part_of(Decimal pieces) {
    if (pieces <= Decimal{}) return {};
    if (pieces.floored(0) != pieces) return chance(50) ? pieces : proportion(pieces, kOne, Decimal::from_integer(2));
    return Decimal::from_integer(pick(0, pieces.units() / Decimal::kScale));
  }

  std::vector<domain::EventLine> some_open() {
    std::vector<domain::EventLine> lines;
    if (closed_) return lines;
    for (const auto& line : web_.lines)
      if (const Decimal taken = part_of(open_of(line)); taken > Decimal{}) lines.push_back(pieces(line.line_id, taken.to_text()));
    return lines;
  }

  std::vector<domain::EventLine> some_shipped() {
    std::vector<domain::EventLine> lines;
    for (const auto& known : lives_)
      if (const Decimal taken = part_of(known.shipped - known.back); taken > Decimal{}) lines.push_back(pieces(known.line_id, taken.to_text()));
    return lines;
  }

  Decimal open_of(const domain::WebOrderLine& line) {
    const LineLife& known = life(line.line_id);
    return std::max(Decimal{}, line.quantity - known.shipped - known.gone);
  }

  void ship(std::vector<domain::EventLine> lines) {
    if (lines.empty()) return;
    if (chance(2)) lines.front().quantity += kOne;  // one too many in the box
    if (chance(5)) lines.push_back(lines.front()), lines.front().quantity = {};
    for (const auto& line : lines) life(line.line_id).shipped += line.quantity;
    auto& parcel = happen(OrderEventKind::kShipped, std::move(lines));
    parcel.carrier = "DHL";
  }

  void ship_all_that_is_left() {
    for (int parcels = 2; parcels > 0; --parcels) {
      pass_time();
      std::vector<domain::EventLine> lines;
      for (const auto& line : web_.lines) {
        const Decimal left = std::max(Decimal{}, line.quantity - life(line.line_id).shipped);
        const Decimal taken = parcels == 1 ? left : part_of(left);
        if (taken > Decimal{}) lines.push_back(pieces(line.line_id, taken.to_text()));
      }
      ship(std::move(lines));
    }
  }

  void refund(std::vector<domain::EventLine> lines, bool before_shipping) {
    Decimal worth;
    for (auto& line : lines) {
      (before_shipping ? life(line.line_id).gone : life(line.line_id).back) += line.quantity;
      line.restock = chance(70);
      worth += name_money(line);
    }
    auto& refunded = happen(OrderEventKind::kRefunded, std::move(lines));
    if (chance(20)) refunded.shipping_amount = money(0, 2), refunded.shipping_tax = coins(0, 10);
    worth += refunded.shipping_amount + refunded.shipping_tax;
    const auto dice = pick(1, 10);
    refunded.amount = worth.rounded(places_);
    if (dice == 1) refunded.amount += money(1, 9);
    if (dice == 2) refunded.amount = proportion(worth, kOne, Decimal::from_integer(2)).rounded(places_);
    if (dice == 3) refunded.amount = {};
    if (refunded.lines.empty()) refunded.amount = money(0, 20);
    refunded.reference = refunded.event_id;
  }

  /// Gives a refunded line its money, where the shop names it; returns what it is worth with tax.
  Decimal name_money(domain::EventLine& line) {
    const auto* ordered = std::find_if(web_.lines.data(), web_.lines.data() + web_.lines.size(), [&](const auto& l) { return l.line_id == line.line_id; });
    if (ordered == web_.lines.data() + web_.lines.size()) {
      line.amount = money(1, 20);
      return *line.amount;
    }
    const Decimal net = proportion(ordered->quantity * ordered->unit_price - ordered->discount, line.quantity, ordered->quantity);
    const Decimal tax = proportion(ordered->tax, line.quantity, ordered->quantity);
    if (chance(50)) line.amount = net.rounded(places_);
    if (chance(50)) line.tax = tax.rounded(places_);
    if (chance(4)) line.amount = money(1, 200);
    return line.amount.value_or(net) + line.tax.value_or(tax);
  }

  void refund_too_much() {
    if (web_.lines.empty()) return;
    const auto& line = web_.lines[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(web_.lines.size()) - 1))];
    refund({pieces(line.line_id, std::to_string(pick(1, 7)))}, chance(50));
    if (chance(40)) history_.happenings.back().event.lines.push_back({.line_id = line.line_id, .quantity = {}, .amount = coins(1, 500), .tax = coins(0, 50), .restock = false});
  }

  void exchange() {
    auto lines = some_shipped();
    if (lines.empty() || closed_ || web_.total.is_zero()) return;
    lines.resize(1);
    refund(std::move(lines), false);
    if (chance(30)) pass_time();
    add_line();
    show_edit();
  }

  void cancel_pieces() {
    auto lines = some_open();
    if (lines.empty()) return;
    for (const auto& line : lines) life(line.line_id).gone += line.quantity;
    happen(OrderEventKind::kCancelled, std::move(lines));
  }

  void show_edit() {
    settle();
    if (chance(40)) happen(OrderEventKind::kEdited, {});
    show(true);
  }

  void edit() {
    if (closed_ || web_.total.is_zero() || web_.lines.empty()) return;
    auto& line = web_.lines[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(web_.lines.size()) - 1))];
    switch (pick(1, 9)) {
      case 1: add_line(); break;
      case 2: line.quantity += kOne; break;
      case 3: lower(line); break;
      case 4: web_.lines.erase(web_.lines.begin() + (&line - web_.lines.data())); break;
      case 5: line.discount = line.tax = {}; price(line); break;
      case 6: line.discount = {}; put_coupon(line); break;
      case 7: add_fee(); break;
      case 8: web_.fees.clear(); break;
      default: web_.shipping_charge = money(0, 9), web_.shipping_tax = money(0, 2); break;
    }
    settle();
    if (web_.total.is_zero()) web_.shipping_charge += money(1, 2);
    show_edit();
  }

  /// Seldom below what has shipped.
  void lower(domain::WebOrderLine& line) {
    const Decimal least = chance(15) ? kOne : std::max(kOne, life(line.line_id).shipped);
    if (line.quantity <= least) return;
    const Decimal kept = std::max(least, part_of(line.quantity));
    line.discount = proportion(line.discount, kept, line.quantity).floored(4);
    line.tax = proportion(line.tax, kept, line.quantity).rounded(places_);
    line.quantity = kept;
    line.discount = std::min(line.discount, line.quantity * line.unit_price);
  }

  void cancel_rest_or_reopen() {
    if (!closed_) {
      happen(OrderEventKind::kCancelled, {});
      web_.status = "cancelled";
    } else {
      ++minute_;
      web_.status = "open";
    }
    closed_ = web_.closed = !closed_;
    show(false);
  }

  std::mt19937_64& random_;
  ShopHistory history_;
  domain::WebOrder web_;
  std::vector<LineLife> lives_;
  Prices prices_ = Prices::kInCoins;
  int places_ = 2;
  int last_line_ = 0;
  Decimal cents_;
  bool closed_ = false;
  int step_ = 0;
  std::int64_t minute_ = 0;
};

std::string text_of(const domain::WebOrder& web) {
  std::string text = fmt::format("{} {} {}", web.currency, web.total.to_text(), web.status);
  for (const auto& line : web.lines)
    text += fmt::format(" | {}: {} {} x {} -{} tax {}", line.line_id, line.sku, line.quantity.to_text(), line.unit_price.to_text(),
                        line.discount.to_text(), line.tax.to_text());
  text += fmt::format(" | shipping {} tax {}", web.shipping_charge.to_text(), web.shipping_tax.to_text());
  for (const auto& fee : web.fees) text += fmt::format(" | {} {}", fee.name, fee.amount.to_text());
  return text + fmt::format(" | fee tax {}", web.fee_tax.to_text());
}

std::string text_of(const domain::OrderEvent& event) {
  std::string text = fmt::format("{} {} {}", event.event_id, to_word(event.kind), base::format_utc(event.occurred_at).substr(11, 5));
  for (const auto& line : event.lines) {
    text += fmt::format(" {}:{}", line.line_id, line.quantity.to_text());
    if (line.amount) text += "=" + line.amount->to_text();
    if (line.tax) text += "+" + line.tax->to_text();
    if (event.kind == OrderEventKind::kRefunded && !line.restock) text += "!";
  }
  if (!event.amount.is_zero()) text += " amount " + event.amount.to_text();
  if (!event.shipping_amount.is_zero()) text += " shipping " + event.shipping_amount.to_text() + "+" + event.shipping_tax.to_text();
  return text;
}

}  // namespace

const domain::WebOrder& ShopHistory::shown_at(int step) const {
  const domain::WebOrder* shown = &versions.front().web;
  for (const auto& version : versions)
    if (version.from_step <= step) shown = &version.web;
  return *shown;
}

std::vector<domain::OrderEvent> ShopHistory::all_events() const {
  std::vector<domain::OrderEvent> events;
  for (const auto& happening : happenings) events.push_back(happening.event);
  return events;
}

bool ShopHistory::edited_after_last_parcel() const {
  int last = -1;
  for (const auto& happening : happenings)
    if (happening.event.kind == OrderEventKind::kShipped) last = happening.step;
  return std::any_of(versions.begin(), versions.end(), [&](const auto& version) { return version.money_edited && version.from_step > last; });
}

bool ShopHistory::edited_after_first_refund() const {
  const auto first = std::find_if(happenings.begin(), happenings.end(), [](const auto& happening) { return happening.event.kind == OrderEventKind::kRefunded; });
  return first != happenings.end() &&
         std::any_of(versions.begin(), versions.end(), [&](const auto& version) { return version.money_edited && version.from_step > first->step; });
}

ShopHistory random_shop_history(std::mt19937_64& random) { return ShopHistoryMaker(random).make(); }

std::vector<Sight> random_sights(const ShopHistory& history, std::mt19937_64& random) {
  std::vector<Sight> sights;
  int step = 0;
  for (auto polls = random() % 4; polls > 0; --polls) {
    step += static_cast<int>(random() % static_cast<std::uint64_t>(history.last_step - step + 1));
    Sight sight{step, {}};
    const auto seen = random() % 4;  // in quarters
    for (const auto& happening : history.happenings)
      if (happening.step <= step && random() % 4 <= seen) sight.events.push_back(happening.event);
    sights.push_back(std::move(sight));
  }
  sights.push_back({history.last_step, history.all_events()});
  for (auto& sight : sights) {
    const auto once = sight.events.size();
    for (std::size_t i = 0; i < once; ++i)
      if (random() % 4 == 0) sight.events.push_back(domain::OrderEvent(sight.events[i]));
    std::shuffle(sight.events.begin(), sight.events.end(), random);
  }
  return sights;
}

std::string story_of(const ShopHistory& history) {
  std::string story;
  for (const auto& version : history.versions) story += fmt::format("  [{}] {}\n", version.from_step, text_of(version.web));
  for (const auto& happening : history.happenings) story += fmt::format("  [{}] {}\n", happening.step, text_of(happening.event));
  return story;
}

}  // namespace tillbridge::tests
