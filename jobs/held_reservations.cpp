#include "jobs/held_reservations.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/time_text.hpp"
#include "domain/event_sums.hpp"
#include "domain/stock_scope.hpp"

namespace tillbridge::jobs {
namespace {

using base::Decimal;
using domain::Reservation;
using persistence::StoredDocument;
using persistence::UnitOfWork;

struct OrderView {
  std::optional<domain::Order> order;
  domain::EventSums sums;
  std::vector<StoredDocument> documents;
  std::vector<domain::PendingRelease> pending;
};

OrderView read_order(UnitOfWork& work, domain::AccountId account, const domain::OrderId& id) {
  return {work.orders().find(account, id), domain::sum_events(work.orders().list_events(account, id)), work.documents().list_by_order(account, id),
          work.allocations().list_pending_releases_of_order(account, id)};
}

std::string place_of(const domain::Site& site) {
  if (!site.order_location.empty()) return " at " + site.order_location;
  return site.stock_locations.empty() ? " at every location that counts it" : fmt::format(" at each of {}", fmt::join(site.stock_locations, ", "));
}

std::string posted_words(const domain::PendingRelease& release) {
  return release.posted_locations.empty() ? "" : fmt::format(" (so far: {})", fmt::join(release.posted_locations, ", "));
}

/// Collects the reasons of one reservation until its pieces are explained.
class Reasons {
 public:
  Reasons(const domain::Account& account, const domain::Site& site, const OrderView& view, HeldReservation& out)
      : meaning_(domain::stock_meaning_of(account, site)), site_(site), view_(view), out_(out), left_(out.reservation.quantity) {}

  void find() {
    waiting_for_a_post();
    waiting_for_a_confirm();
    to_ship();
    if (left_ > Decimal{})
      add(left_, "no_document", fmt::format("{} have no document for the POS yet: the site offers orders from the moment {} on", left_.to_text(), to_word(site_.order_moment)));
    std::stable_sort(out_.reasons.begin(), out_.reasons.end(), [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  }

 private:
  static int rank(const HoldReason& reason) { return reason.word == "refused" ? 0 : 1; }

  void add(Decimal pieces, const std::string& word, std::string sentence) {
    left_ -= pieces;
    out_.reasons.push_back({word, std::move(sentence), pieces});
  }

  void waiting_for_a_post() {
    for (const auto& release : view_.pending) {
      if (release.line_id != out_.reservation.line_id || release.item_id != out_.reservation.item_id) continue;
      out_.pending.push_back(release);
      add(release.quantity, "not_posted", fmt::format("{} were confirmed with {} at {}; the POS has posted no newer quantity{} since{}", release.quantity.to_text(),
                                                      release.document_id, base::format_utc(release.confirmed_at), place_of(site_), posted_words(release)));
    }
  }

  Decimal pieces_in(const domain::Document& document) const {
    Decimal pieces;
    for (const auto& line : document.lines)
      if (line.line_id == out_.reservation.line_id && line.item_id == out_.reservation.item_id) pieces += line.quantity;
    return pieces;
  }

  void waiting_for_a_confirm() {
    for (const auto& [document, status] : view_.documents) {
      if (document.kind != domain::telling_kind(meaning_) || left_.is_zero()) continue;
      if (document.kind == domain::DocumentKind::kTransaction && document.type != domain::TransactionType::kShipment) continue;
      if (status.state == domain::DocumentState::kConfirmed || status.state == domain::DocumentState::kReplaced) continue;
      const Decimal pieces = std::min(left_, pieces_in(document));
      if (pieces <= Decimal{}) continue;
      if (status.state == domain::DocumentState::kParked)
        add(pieces, "refused", fmt::format("the POS refused {} with {} of them: {} {}", document.id, pieces.to_text(), status.refusal_code, status.refusal_message));
      else
        add(pieces, "not_confirmed", fmt::format("{} wait for the POS to confirm {} (offered {} times)", pieces.to_text(), document.id, status.offered_count));
    }
  }

  void to_ship() {
    if (!view_.order || left_ <= Decimal{}) return;
    const auto* line = domain::find_line(view_.order->web, out_.reservation.line_id);
    if (line == nullptr || line->sku != out_.reservation.item_id) return;
    const Decimal pieces = std::min(left_, domain::left_to_ship(view_.order->web, *line, view_.sums));
    if (pieces > Decimal{} && meaning_ == domain::PosStockMeaning::kOnHand)
      add(pieces, "order_open", fmt::format("{} are still to be shipped", pieces.to_text()));
  }

  domain::PosStockMeaning meaning_;
  const domain::Site& site_;
  const OrderView& view_;
  HeldReservation& out_;
  Decimal left_;
};

}  // namespace

std::vector<HeldReservation> held_reservations(UnitOfWork& work, const domain::Account& account, const std::vector<Reservation>& reservations) {
  std::map<domain::SiteId, domain::Site> sites;
  for (auto& site : work.sites().list(account.id)) sites.emplace(site.id, std::move(site));
  std::map<domain::OrderId, OrderView> orders;
  std::vector<HeldReservation> held;
  for (const auto& reservation : reservations) {
    auto view = orders.find(reservation.order_id);
    if (view == orders.end()) view = orders.emplace(reservation.order_id, read_order(work, account.id, reservation.order_id)).first;
    auto& out = held.emplace_back();
    out.reservation = reservation;
    if (view->second.order) out.web_order_number = view->second.order->web.number;
    const auto site = sites.find(reservation.site_id);
    if (site == sites.end()) continue;
    out.site_name = site->second.name;
    Reasons(account, site->second, view->second, out).find();
  }
  return held;
}

}  // namespace tillbridge::jobs
