#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "domain/derive_documents.hpp"
#include "domain/document_money.hpp"
#include "domain/line_money.hpp"
#include "domain/order_document.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/order_histories.hpp"
#include "tests/support/shop_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

constexpr int kHistories = 100'000;
const std::vector<ItemId> kOurs = {"I0", "I1", "I2", "I3", "I4"};

/// More than kHistories in a night's run: TILLBRIDGE_TEST_HISTORIES.
int histories_asked() {
  const char* given = std::getenv("TILLBRIDGE_TEST_HISTORIES");
  return given == nullptr ? kHistories : std::atoi(given);
}

using Documents = std::vector<const Document*>;

/// What a test found broken; nothing where all holds.
using Breach = std::optional<std::string>;

/// The sums of an order's documents that must not depend on the order of arrival.
struct ShipmentSums {
  Decimal total, tax, shipping;
  std::map<std::string, Decimal> fees;  // by name, corrections apart
  bool operator==(const ShipmentSums&) const = default;
};

struct Sums {
  ShipmentSums of_shipments;
  Decimal returned, captured;
  bool operator==(const Sums&) const = default;
};

Sums sums_of(const Documents& documents) {
  Sums sums;
  for (const auto* document : documents) {
    if (document->kind == DocumentKind::kOrder) continue;
    sums.captured += document->amount;
    if (document->kind != DocumentKind::kTransaction) continue;
    if (document->type == TransactionType::kReturn) {
      sums.returned += document->total;
      continue;
    }
    ShipmentSums& shipments = sums.of_shipments;
    shipments.total += document->total;
    shipments.tax += document->tax;
    shipments.shipping += document->shipping;
    for (const auto& fee : document->fees)
      if (fee.name != kAdjustment) shipments.fees[fee.name] += fee.amount;
  }
  std::erase_if(sums.of_shipments.fees, [](const auto& fee) { return fee.second.is_zero(); });
  return sums;
}

std::string text_of(const Sums& sums) {
  const ShipmentSums& shipments = sums.of_shipments;
  std::string text = fmt::format("shipped {} tax {} shipping {}, returned {}, captured {}", shipments.total.to_text(), shipments.tax.to_text(),
                                 shipments.shipping.to_text(), sums.returned.to_text(), sums.captured.to_text());
  for (const auto& [name, amount] : shipments.fees) text += ", " + name + " " + amount.to_text();
  return text;
}

using Pieces = std::map<std::string, Decimal>;

Pieces pieces_of(const Document& document) {
  Pieces pieces;
  for (const auto& line : document.lines) pieces[line.line_id] += line.quantity;
  return pieces;
}

Pieces pieces_of(const OrderEvent& event) {
  Pieces pieces;
  for (const auto& line : event.lines)
    if (line.quantity > Decimal{}) pieces[line.line_id] += line.quantity;
  return pieces;
}

Decimal absolute(Decimal amount) { return amount.is_negative() ? -amount : amount; }

/// Judges documents of one history on their own, whichever way they were made.
class Judge {
 public:
  explicit Judge(const ShopHistory& history) : history_(history), coin_(smallest_coin(currency_decimals(history.order.web.currency))) {
    for (const auto& version : history.versions) {
      edited_ |= version.money_edited;
      most_rounding_ = std::max(most_rounding_, absolute(money_of(version.web).rounding));
      for (const auto& line : version.web.lines) prices_[line.line_id].insert(line.unit_price);
    }
    for (const auto& happening : history.happenings) events_[happening.event.event_id] = &happening.event;
  }

  Breach of(const Document& document) const {
    if (document.kind == DocumentKind::kCapture) return document.amount == event_of(document).amount ? Breach{} : Breach{"amount of " + document.event_id};
    if (document.total != parts_of(document) + document.rounding) return "sums of " + document.event_id;
    for (const auto& line : document.lines)
      if (auto broken = of_line(document, line)) return broken;
    if (document.kind == DocumentKind::kOrder) return {};
    if (pieces_of(document) != pieces_of(event_of(document))) return "pieces of " + document.event_id;
    return document.type == TransactionType::kShipment ? of_shipment(document) : of_return(document);
  }

 private:
  const OrderEvent& event_of(const Document& document) const { return *events_.at(document.event_id); }

  Breach of_line(const Document& document, const DocumentLine& line) const {
    const auto where = [&](const char* what) { return Breach{fmt::format("{} of line {} in {}", what, line.line_id, document.event_id)}; };
    if (line.total != line.quantity * line.unit_price - line.discount) return where("total");
    if (line.quantity <= Decimal{}) return where("no pieces");
    if (line.discount.is_negative()) return where("negative discount");
    if (line.unit_price.is_negative()) return where("negative price");
    if (line.total.is_negative()) return where("negative total");
    if (line.tax.is_negative()) return where("negative tax");
    if (document.kind == DocumentKind::kTransaction && document.type == TransactionType::kReturn) return {};
    const auto known = prices_.find(line.line_id);
    const bool from_shop = known != prices_.end() && known->second.contains(line.unit_price);
    return from_shop || line.unit_price.is_zero() ? Breach{} : where("a price that the shop never had");
  }

  Breach of_shipment(const Document& document) const {
    // Every document may carry half a coin of a running total, and what the edits between two of them moved.
    Decimal most = most_rounding_ + coin_ + coin_;
    if (edited_) most += most_rounding_;
    if (absolute(document.rounding) > most) return fmt::format("rounding {} of {}", document.rounding.to_text(), document.event_id);
    Decimal paid;
    for (const auto& payment : document.payments) paid += payment.amount;
    if (paid != document.total) return "payments of " + document.event_id;
    for (const auto& fee : document.fees)
      if (fee.name == kAdjustment && !edited_) return fmt::format("adjustment {} of {} without an edit", fee.amount.to_text(), document.event_id);
    return {};
  }

  Breach of_return(const Document& document) const {
    if (document.total != event_of(document).amount) return "money of " + document.event_id;
    const Decimal most = Decimal::from_units(coin_.units() * static_cast<std::int64_t>(document.lines.size() + 1));
    if (absolute(document.rounding) > most) return fmt::format("rounding {} of {}", document.rounding.to_text(), document.event_id);
    for (const auto& line : document.lines)
      if (line.restock && !line.shipped) return "restocks what never left: " + document.event_id;
    return {};
  }

  const ShopHistory& history_;
  Decimal coin_, most_rounding_;
  bool edited_ = false;
  std::map<std::string, std::set<Decimal>> prices_;
  std::map<std::string, const OrderEvent*> events_;
};

/// What a till has after a sequence of polls.
struct Arrived {
  std::vector<KnownDocument> known;   // in the order in which they were stored
  int last_shipment_step = -1;        // the snapshot that the last stored shipment was made from
  Breach breach;
};

/// Documents are offered and confirmed now and then.
void time_passes(Arrived& arrived, std::mt19937_64& random) {
  for (auto& stored : arrived.known)
    if (random() % 2 == 0 && (stored.state == DocumentState::kNew || stored.state == DocumentState::kOffered))
      stored.state = stored.state == DocumentState::kNew ? DocumentState::kOffered : DocumentState::kConfirmed;
}

KnownDocument* find_stored(Arrived& arrived, const DocumentId& id) {
  const auto found = std::find_if(arrived.known.begin(), arrived.known.end(), [&](const auto& stored) { return stored.document.id == id; });
  return found == arrived.known.end() ? nullptr : &*found;
}

/// Only what was never offered is replaced, and nothing that is stored is made again.
void store(Arrived& arrived, DerivedDocuments derived, int step) {
  for (const auto& id : derived.replaced) {
    auto* stored = find_stored(arrived, id);
    if (stored == nullptr || stored->state != DocumentState::kNew) arrived.breach = "replaces an order that was offered";
    else stored->state = DocumentState::kReplaced;
  }
  for (auto& document : derived.append) {
    if (find_stored(arrived, document.id) != nullptr) arrived.breach = "a stored document again: " + document.event_id;
    if (document.kind == DocumentKind::kTransaction && document.type == TransactionType::kShipment) arrived.last_shipment_step = step;
    arrived.known.push_back({std::move(document), DocumentState::kNew});
  }
}

Arrived arrive(const ShopHistory& history, const Account& account, const Site& site, std::mt19937_64& random) {
  Arrived arrived;
  arrived.known.reserve(2 * history.happenings.size() + 4);
  std::vector<OrderEvent> events;
  Order order = history.order;
  for (auto& sight : random_sights(history, random)) {
    order.web = history.shown_at(sight.step);
    std::move(sight.events.begin(), sight.events.end(), std::back_inserter(events));
    store(arrived, derive_documents(account, site, order, events, arrived.known, kOurs), sight.step);
    time_passes(arrived, random);
  }
  if (!derive_documents(account, site, order, events, arrived.known, kOurs).append.empty()) arrived.breach = "a repeat that makes documents";
  return arrived;
}

Documents views_of(const std::vector<Document>& documents) {
  Documents views;
  for (const auto& document : documents) views.push_back(&document);
  return views;
}

Documents views_of(const std::vector<KnownDocument>& known) {
  Documents views;
  for (const auto& stored : known) views.push_back(&stored.document);
  return views;
}

/// Transactions and captures by id, with the pieces of their lines.
std::map<DocumentId, Pieces> goods_of(const Documents& documents) {
  std::map<DocumentId, Pieces> goods;
  for (const auto* document : documents)
    if (document->kind != DocumentKind::kOrder) goods[document->id] = pieces_of(*document);
  return goods;
}

const Document* newest_order(const Documents& documents) {
  const Document* newest = nullptr;
  for (const auto* document : documents)
    if (document->kind == DocumentKind::kOrder && (newest == nullptr || newest->revision < document->revision)) newest = document;
  return newest;
}

Breach compare_orders(const Documents& at_once, const Documents& arrived) {
  const Document *one = newest_order(at_once), *other = newest_order(arrived);
  if ((one == nullptr) != (other == nullptr)) return "an order document is missing";
  if (one != nullptr && !books_the_same(*other, *one)) return "the newest order document";
  std::set<int> revisions;
  for (const auto* document : arrived)
    if (document->kind == DocumentKind::kOrder) revisions.insert(document->revision);
  if (other != nullptr && static_cast<int>(revisions.size()) != other->revision + 1) return "revisions with gaps";
  return {};
}

/// The share of an order that its shipped pieces stand for, without any cutting of cents: within so many coins of what the shipments say.
Breach compare_with_share(const ShopHistory& history, const Sums& sums, int step) {
  const WebOrder& web = history.shown_at(step);
  const OrderMoney money = money_of(web);
  Decimal share = web.shipping_charge + web.shipping_tax + money.fees + web.fee_tax + money.rounding;
  Pieces shipped;
  for (const auto& happening : history.happenings)
    if (happening.event.kind == OrderEventKind::kShipped)
      for (const auto& [line, quantity] : pieces_of(happening.event)) shipped[line] += quantity;
  bool complete = true;
  for (const auto& line : web.lines) {
    const Decimal moved = std::min(line.quantity, shipped[line.line_id]);
    complete &= moved >= line.quantity;
    share += proportion(line_total(line) + line.tax, moved, line.quantity);
  }
  const Decimal coin = smallest_coin(currency_decimals(web.currency));
  const Decimal most = complete ? Decimal{} : Decimal::from_units(coin.units() * static_cast<std::int64_t>(2 * web.lines.size() + 1));
  const Decimal expected = complete ? web.total : share;
  if (absolute(sums.of_shipments.total - expected) > most) return fmt::format("{} shipped, expected {}", sums.of_shipments.total.to_text(), expected.to_text());
  if (sums.of_shipments.shipping != web.shipping_charge) return "the shipping charge is not there once";
  return {};
}

/// No shipped piece comes back before it left, and none twice, when all is known at once.
Breach judge_returns_in_time(const Documents& at_once) {
  Pieces away;
  for (const auto* document : at_once) {
    if (document->kind != DocumentKind::kTransaction) continue;
    for (const auto& line : document->lines) {
      Decimal& left = away[line.line_id];
      if (document->type == TransactionType::kShipment) left += line.quantity;
      else if (line.shipped && (left -= line.quantity).is_negative()) return fmt::format("line {} comes back before it left in {}", line.line_id, document->event_id);
    }
  }
  return {};
}

Decimal returned_tax(const Documents& documents) {
  Decimal tax;
  for (const auto* document : documents)
    if (document->type == TransactionType::kReturn) tax += document->tax;
  return tax;
}

Breach first_breach(const ShopHistory& history, const Account& account, const Site& site, std::mt19937_64& random) {
  Order order = history.order;
  order.web = history.shown_at(history.last_step);
  const auto derived = derive_documents(account, site, order, history.all_events(), {}, kOurs).append;
  const auto arrived = arrive(history, account, site, random);
  if (arrived.breach) return arrived.breach;

  const Documents at_once = views_of(derived), later = views_of(arrived.known);
  const Judge judge(history);
  for (const auto* documents : {&at_once, &later})
    for (const auto* document : *documents)
      if (auto broken = judge.of(*document)) return broken;
  if (auto broken = judge_returns_in_time(at_once)) return broken;
  if (goods_of(at_once) != goods_of(later)) return "other documents, lines or pieces";
  if (auto broken = compare_orders(at_once, later)) return broken;

  Sums one = sums_of(at_once), other = sums_of(later);
  if (arrived.last_shipment_step >= 0) {
    if (auto broken = compare_with_share(history, one, history.last_step)) return "at once: " + *broken;
    if (auto broken = compare_with_share(history, other, arrived.last_shipment_step)) return "in portions: " + *broken;
  }
  // An edit after the last parcel finds no shipment to go with.
  if (history.edited_after_last_parcel()) one.of_shipments = other.of_shipments;
  if (!(one == other)) return fmt::format("at once: {}; in portions: {}", text_of(one), text_of(other));
  if (!history.edited_after_first_refund() && returned_tax(at_once) != returned_tax(later)) return "tax of returns";
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derive_documents_properties)

BOOST_AUTO_TEST_CASE(any_order_of_arrival_gives_the_same_documents_and_the_same_money_to_the_cent) {
  const auto seed = test_seed();
  const int histories = histories_asked();
  BOOST_TEST_MESSAGE("seed " << seed << ", " << histories << " histories (TILLBRIDGE_TEST_SEED, TILLBRIDGE_TEST_HISTORIES)");
  std::mt19937_64 random(seed);
  const auto account = an_account();
  auto site = a_site();
  int fully_shipped = 0, several_versions = 0;
  for (int i = 0; i < histories; ++i) {
    site.order_moment = static_cast<OrderMoment>(random() % 3);
    const auto history = random_shop_history(random);
    fully_shipped += history.fully_shipped;
    several_versions += history.versions.size() > 1;
    if (const auto broken = first_breach(history, account, site, random))
      BOOST_FAIL("seed " << seed << ", history " << i << ", moment " << to_word(site.order_moment) << ": " << *broken << "\n" << story_of(history));
  }
  BOOST_TEST_MESSAGE(fully_shipped << " fully shipped, " << several_versions << " edited, cancelled or re-opened");
  BOOST_TEST(fully_shipped > histories / 5);
  BOOST_TEST(several_versions > histories / 5);
}

BOOST_AUTO_TEST_SUITE_END()
