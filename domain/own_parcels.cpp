#include "domain/own_parcels.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "domain/event_sums.hpp"

namespace tillbridge::domain {
namespace {

using Pieces = std::map<std::string, Decimal>;

Pieces pieces_of(const auto& lines) {
  Pieces pieces;
  for (const auto& line : lines)
    if (!line.quantity.is_zero()) pieces[line.line_id] += line.quantity;
  return pieces;
}

bool is_unnamed_parcel(const OrderEvent& event) { return event.kind == OrderEventKind::kShipped && event.shipment_id.empty(); }

bool same_tracking_and_pieces(const OrderEvent& event, const Shipment& shipment) {
  return !shipment.tracking_number.empty() && event.tracking_number == shipment.tracking_number && pieces_of(event.lines) == pieces_of(shipment.lines);
}

bool fits_into(const Pieces& part, const Pieces& whole) {
  return std::all_of(part.begin(), part.end(), [&](const auto& line) {
    const auto found = whole.find(line.first);
    return found != whole.end() && line.second <= found->second;
  });
}

/// The shop has this parcel and no longer says which it is.
bool forgotten_parcel(const OrderEvent& event, const SavedParcel& parcel) {
  const auto& shipment = parcel.shipment;
  const bool differ = !shipment.tracking_number.empty() && !event.tracking_number.empty() && event.tracking_number != shipment.tracking_number;
  return parcel.written && !shipment.already_shipped && !differ && pieces_of(event.lines) == pieces_of(shipment.lines);
}

/// Pairs what is unpaired yet by `fits`, each event and each parcel once.
void pair_up(const std::vector<SavedParcel>& saved, const std::vector<const OrderEvent*>& events, std::vector<const OrderEvent*>& shown, auto fits) {
  for (const auto* event : events) {
    if (std::find(shown.begin(), shown.end(), event) != shown.end()) continue;
    for (std::size_t i = 0; i < saved.size(); ++i)
      if (shown[i] == nullptr && fits(*event, saved[i])) {
        shown[i] = event;
        break;
      }
  }
}

bool names_parcel(const std::vector<OrderEvent>& events, const std::string& shipment_id) {
  return std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.kind == OrderEventKind::kShipped && event.shipment_id == shipment_id; });
}

bool is_ours(const OrderEvent& event, const std::vector<SavedParcel>& saved) {
  return std::any_of(saved.begin(), saved.end(), [&](const auto& parcel) { return parcel.shipment.shipment_id == event.shipment_id; });
}

/// Whether the answer still shows the event that was stored as this parcel, by its name or without.
bool shows_stored_event(const std::vector<OrderEvent>& known, const std::vector<OrderEvent>& answered, const std::string& shipment_id) {
  return std::any_of(known.begin(), known.end(), [&](const auto& stored) {
    return stored.kind == OrderEventKind::kShipped && stored.shipment_id == shipment_id &&
           std::any_of(answered.begin(), answered.end(), [&](const auto& event) { return event.event_id == stored.event_id; });
  });
}

/// Whether the events that carry the parcel's ShipmentId hold its pieces already, so that this one can only tell of them again.
bool tells_again(const OrderEvent& event, const std::vector<SavedParcel>& saved, const std::vector<OrderEvent>& known, const std::vector<OrderEvent>& news) {
  Pieces told = pieces_of(event.lines);
  bool any = false;
  for (const auto* events : {&known, &news})
    for (const auto& other : *events)
      if (other.kind == OrderEventKind::kShipped && other.shipment_id == event.shipment_id) {
        any = true;
        for (const auto& [line_id, quantity] : pieces_of(other.lines)) told[line_id] += quantity;
      }
  const auto parcel = std::find_if(saved.begin(), saved.end(), [&](const auto& one) { return one.shipment.shipment_id == event.shipment_id; });
  return any && parcel != saved.end() && !fits_into(told, pieces_of(parcel->shipment.lines));
}

/// Parcels of ours that are stored already under an id of their own and that the answer no longer shows.
std::vector<SavedParcel> no_longer_named(const std::vector<SavedParcel>& saved, const std::vector<OrderEvent>& known, const std::vector<OrderEvent>& answered) {
  std::vector<SavedParcel> parcels;
  for (const auto& parcel : saved)
    if (names_parcel(known, parcel.shipment.shipment_id) && !names_parcel(answered, parcel.shipment.shipment_id) &&
        !shows_stored_event(known, answered, parcel.shipment.shipment_id))
      parcels.push_back(parcel);
  return parcels;
}

void add_shipped(Pieces& shipped, const OrderEvent& event) {
  for (const auto& [line_id, quantity] : pieces_of(event.lines)) shipped[line_id] += quantity;
}

/// Cuts out what has shipped already; false when nothing is left.
bool cut_to_left(OrderEvent& event, const WebOrder& order, const Pieces& shipped) {
  for (auto& moved : event.lines) {
    const WebOrderLine* line = find_line(order, moved.line_id);
    if (line == nullptr) continue;
    const auto before = shipped.find(moved.line_id);
    const Decimal left = line->quantity - (before == shipped.end() ? Decimal{} : before->second);
    moved.quantity = std::max(Decimal{}, std::min(moved.quantity, left));
  }
  std::erase_if(event.lines, [](const EventLine& line) { return line.quantity.is_zero(); });
  return !event.lines.empty();
}

}  // namespace

std::vector<const OrderEvent*> shown_parcels(const std::vector<SavedParcel>& saved, const std::vector<OrderEvent>& events) {
  std::vector<const OrderEvent*> shown(saved.size(), nullptr), unnamed;
  for (const auto& event : events) {
    if (is_unnamed_parcel(event)) unnamed.push_back(&event);
    if (event.kind != OrderEventKind::kShipped || event.shipment_id.empty()) continue;
    for (std::size_t i = 0; i < saved.size(); ++i)
      if (shown[i] == nullptr && saved[i].shipment.shipment_id == event.shipment_id) shown[i] = &event;
  }
  pair_up(saved, unnamed, shown, [](const auto& event, const auto& parcel) { return same_tracking_and_pieces(event, parcel.shipment); });
  pair_up(saved, unnamed, shown, forgotten_parcel);
  return shown;
}

std::vector<OrderEvent> news_about_parcels(const WebOrder& order, const std::vector<OrderEvent>& known, std::vector<OrderEvent> fresh,
                                           const std::vector<OrderEvent>& answered, const std::vector<SavedParcel>& saved, bool deduced) {
  fresh = in_order(std::move(fresh));
  std::vector<SavedParcel> unseen;
  for (const auto& parcel : saved)
    if (!names_parcel(known, parcel.shipment.shipment_id)) unseen.push_back(parcel);
  const auto shown = shown_parcels(unseen, fresh);
  for (std::size_t i = 0; i < unseen.size(); ++i)
    if (shown[i] != nullptr) fresh[static_cast<std::size_t>(shown[i] - fresh.data())].shipment_id = unseen[i].shipment.shipment_id;

  Pieces shipped;
  for (const auto& event : known)
    if (event.kind == OrderEventKind::kShipped) add_shipped(shipped, event);
  const auto seen_before = shown_parcels(no_longer_named(saved, known, answered), fresh);
  std::vector<OrderEvent> news;
  for (const auto& candidate : fresh) {
    if (std::find(seen_before.begin(), seen_before.end(), &candidate) != seen_before.end()) continue;
    OrderEvent event = candidate;
    if (event.kind == OrderEventKind::kShipped) {
      if (is_ours(event, saved) && tells_again(event, saved, known, news)) continue;
      if (deduced && !cut_to_left(event, order, shipped)) continue;
      add_shipped(shipped, event);
    }
    news.push_back(std::move(event));
  }
  return news;
}

}  // namespace tillbridge::domain
