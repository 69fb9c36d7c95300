#include "connectors/bigcommerce/shipments.hpp"

#include <algorithm>

#include "connectors/bigcommerce/order_events.hpp"
#include "connectors/bigcommerce/order_problem.hpp"
#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using http::text_member;
using Pieces = std::map<std::string, Decimal>;

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

/// Before anything is written, a lost answer means that nothing was done.
Outcome nothing_done(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

Pieces pieces_of(const domain::Shipment& shipment) {
  Pieces out;
  for (const auto& line : shipment.lines) out[line.line_id] += line.quantity;
  return out;
}

void take_off(Pieces& from, const Pieces& lines) {
  for (const auto& [line_id, quantity] : lines)
    if (const auto found = from.find(line_id); found != from.end()) found->second -= quantity;
  std::erase_if(from, [](const auto& entry) { return entry.second <= Decimal{}; });
}

/// The first line of which `available` holds less; null when it holds all.
const Pieces::value_type* missing_line(const Pieces& wanted, const Pieces& available) {
  for (const auto& line : wanted) {
    const auto found = available.find(line.first);
    if (line.second > (found == available.end() ? Decimal{} : found->second)) return &line;
  }
  return nullptr;
}

/// What shipments of other hands hold.
Pieces shipped_by_others(const std::vector<Parcel>& parcels) {
  Pieces out;
  for (const auto& parcel : parcels)
    if (parcel.shipment_id.empty())
      for (const auto& [line_id, quantity] : parcel.lines) out[line_id] += quantity;
  return out;
}

/// Takes off what shipments with our mark hold; false where there is none.
bool take_off_written(Pieces& wanted, const std::vector<Parcel>& parcels, const std::string& shipment_id) {
  bool begun = false;
  for (const auto& parcel : parcels) {
    if (parcel.shipment_id != shipment_id) continue;
    begun = true;
    take_off(wanted, parcel.lines);
  }
  return begun;
}

/// Whether another hand has written a shipment of this number and exactly these pieces.
bool is_told(const std::vector<Parcel>& parcels, const std::string& tracking_number, const Pieces& pieces) {
  return !tracking_number.empty() && std::any_of(parcels.begin(), parcels.end(), [&](const Parcel& parcel) {
    return parcel.shipment_id.empty() && parcel.tracking_number == tracking_number && parcel.lines == pieces;
  });
}

std::optional<Outcome> objection(const Json& order, const domain::Shipment& shipment) {
  const std::string id = text_member(order, "id"), length = std::to_string(shipment.tracking_number.size());
  switch (standing_of(order)) {
    case OrderStanding::kCancelled: return rejected("order_cancelled", "order " + id + " is " + status_words(order) + " in the shop");
    case OrderStanding::kRefunded: return rejected("order_refunded", "order " + id + " is " + status_words(order) + " in the shop");
    case OrderStanding::kNoOrder: return rejected("order_status", "order " + id + " is " + status_words(order) + " in the shop: it was never placed");
    default: break;
  }
  if (is_archived(order)) return rejected("order_status", "order " + id + " is archived in the shop; restore it there first");
  if (shipment.tracking_number.size() > kLongestTracking)
    return rejected("tracking_too_long", "the shop keeps " + std::to_string(kLongestTracking) + " characters of a tracking number; this one has " + length);
  return std::nullopt;
}

std::string address_of(const Json& lines, const std::string& line_id) {
  for (const Json& line : lines)
    if (text_member(line, "id") == line_id) return text_member(line, "order_address_id");
  return {};
}

bool has_address(const std::string& address_id) { return !address_id.empty() && address_id != "0"; }

/// Pieces that are collected or downloaded travel in no shipment: they are left out where others of the parcel do travel.
void leave_out_unsent(Pieces& wanted, const Json& lines) {
  const auto travels = [&](const auto& entry) { return has_address(address_of(lines, entry.first)); };
  const auto is_known = [&](const auto& entry) {
    return std::any_of(lines.begin(), lines.end(), [&](const Json& line) { return text_member(line, "id") == entry.first; });
  };
  if (std::any_of(wanted.begin(), wanted.end(), travels)) std::erase_if(wanted, [&](const auto& entry) { return is_known(entry) && !travels(entry); });
}

}  // namespace

Outcome ShipmentRecorder::look(const std::string& web_order_id, Before& before) {
  Reply read = api_.get("/v2/orders/" + http::encode_component(web_order_id), with_included_parts());
  if (!read.ok()) return nothing_done(read.outcome);
  before.order = std::move(read.body);
  const std::string id = text_member(before.order, "id");
  if (const std::string problem = order_problem(before.order); !problem.empty()) return rejected(kUnreadableOrder, "order " + id + ": " + problem);
  before.parts = included_parts(before.order);
  const auto put = [](Json& to, Result<Json> asked) {
    if (!asked) return http::to_outcome(asked.error());
    to = std::move(*asked);
    return Outcome{};
  };
  if (!includes_lines(before.order))
    if (const Outcome asked = put(before.parts.lines, parts_.lines_of(id)); !asked.ok()) return asked;
  if (const Outcome asked = put(before.parts.shipments, parts_.shipments_of(id)); !asked.ok()) return asked;
  if (PartReader::may_have_refunds(before.order))
    if (const Outcome asked = put(before.parts.refunds, parts_.refunds_of(id)); !asked.ok()) return asked;
  if (const std::string problem = parts_problem(before.parts); !problem.empty()) return rejected(kUnreadableOrder, "order " + id + ": " + problem);
  before.parcels = read_parcels(before.parts.shipments);
  before.left = unshipped_pieces(before.parts);
  return {};
}

Outcome ShipmentRecorder::record(const ShipmentWrite& write) {
  const domain::Shipment& shipment = write.shipment;
  Before before;
  if (const Outcome looked = look(shipment.web_order_id, before); !looked.ok()) return looked;
  Pieces wanted = pieces_of(shipment);
  leave_out_unsent(wanted, before.parts.lines);
  const bool begun = take_off_written(wanted, before.parcels, shipment.shipment_id);
  // Written before, and the answer was lost: of a parcel to several addresses a part may be missing.
  if (begun && wanted.empty() && (!shipment.lines.empty() || before.left.empty())) return {};
  if (is_told(before.parcels, shipment.tracking_number, wanted)) return {};
  if (auto refused = objection(before.order, shipment)) return *refused;
  const Pieces others = shipped_by_others(before.parcels);
  if (shipment.lines.empty()) wanted = before.left.empty() ? others : before.left;
  if (wanted.empty())
    return begun || shipment.already_shipped ? Outcome{} : rejected("too_many_pieces", "nothing of order " + text_member(before.order, "id") + " is left to ship");

  const auto* missing = missing_line(wanted, before.left);
  const bool by_shop = !begun && (shipment.already_shipped || (missing != nullptr && missing_line(wanted, others) == nullptr));
  const bool by_status = !begun && missing == nullptr && standing_of(before.order) == OrderStanding::kShipped;
  if ((by_shop || by_status) && shipment.tracking_number.empty()) return {};
  if (by_shop && missing != nullptr) return add_tracking(shipment, before, wanted);
  // A status that was set by hand left no shipment to write the number into: it comes with a new one.
  if (missing == nullptr) return add_parcels(shipment, before, wanted);
  const auto found = before.left.find(missing->first);
  return rejected("too_many_pieces", "order " + text_member(before.order, "id") + " was changed in the shop: of line " + missing->first + " " +
                                         (found == before.left.end() ? "0" : found->second.to_text()) + " are left to ship, the parcel holds " +
                                         missing->second.to_text());
}

Outcome ShipmentRecorder::add_parcels(const domain::Shipment& shipment, const Before& before, const Pieces& wanted) {
  std::map<std::string, Pieces> by_address;
  for (const auto& [line_id, quantity] : wanted) by_address[address_of(before.parts.lines, line_id)][line_id] = quantity;
  for (const auto& [address_id, lines] : by_address)
    if (!has_address(address_id) && !shipment.lines.empty())
      return rejected("no_address", "line " + lines.begin()->first + " goes to no address: the shop takes no shipment for what is collected or downloaded");
  const std::string path = "/v2/orders/" + text_member(before.order, "id") + "/shipments";
  for (const auto& [address_id, lines] : by_address) {
    if (!has_address(address_id)) continue;
    if (const Reply written = api_.post(path, to_shipment_json(shipment, address_id, lines)); !written.ok()) return written.outcome;
  }
  return {};
}

Outcome ShipmentRecorder::add_tracking(const domain::Shipment& shipment, const Before& before, Pieces wanted) {
  std::vector<const Parcel*> silent;
  for (const auto& parcel : before.parcels) {
    if (parcel.tracking_number == shipment.tracking_number) take_off(wanted, parcel.lines);
    else if (parcel.shipment_id.empty() && parcel.tracking_number.empty()) silent.push_back(&parcel);
  }
  std::stable_partition(silent.begin(), silent.end(), [&](const Parcel* parcel) { return parcel->lines == wanted; });
  for (const Parcel* parcel : silent) {
    const bool holds = std::any_of(wanted.begin(), wanted.end(), [&](const auto& line) { return parcel->lines.contains(line.first); });
    if (!holds) continue;
    const std::string path = "/v2/orders/" + text_member(before.order, "id") + "/shipments/" + parcel->id;
    if (const Reply written = api_.put(path, to_tracking_json(shipment, *parcel)); !written.ok()) return written.outcome;
    take_off(wanted, parcel->lines);
  }
  return {};
}

Outcome record_shipment(Api& api, const Settings&, const base::Clock&, const ShipmentWrite& write) { return ShipmentRecorder(api).record(write); }

}  // namespace tillbridge::connectors::bigcommerce
