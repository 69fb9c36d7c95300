#include "connectors/magento/shipments.hpp"

#include <algorithm>
#include <optional>

#include "connectors/http/outcome.hpp"
#include "connectors/magento/order_children.hpp"
#include "connectors/magento/order_problem.hpp"
#include "connectors/magento/orders.hpp"
#include "connectors/magento/parcel_mark.hpp"

namespace tillbridge::connectors::magento {
namespace {

using http::decimal_member;
using http::list_member;
using http::text_member;

constexpr std::size_t kLongestTitle = 255;
constexpr const char* kAnyCarrier = "custom";

using Pieces = std::map<std::string, Decimal>;

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

/// Before anything is written, a lost answer means that nothing was done.
Outcome nothing_done(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

/// The order as it stood before the write.
struct Before {
  Json order;
  Json shipments = Json::array();
};

Outcome look(Api& api, const std::string& web_order_id, Before& before) {
  if (!is_order_id(web_order_id)) return {OutcomeKind::kGone, code::kNotFound, "the shop has no order " + web_order_id, {}};
  Reply read = api.get("/orders/" + web_order_id);
  if (!read.ok()) return nothing_done(read.outcome);
  before.order = std::move(read.body);
  if (auto listed = read_child_list(api, child_list(OrderStage::kShipments), {web_order_id}, before.shipments); !listed.ok()) return nothing_done(std::move(listed));
  OrderChildren children;
  children.shipments = before.shipments;
  std::string problem = order_problem(before.order);
  if (problem.empty()) problem = children_problem(children);
  return problem.empty() ? Outcome{} : rejected(kUnreadableOrder, "order " + web_order_id + ": " + problem);
}

Pieces pieces_of(const OrderLines& lines, const Json& shipment) {
  Pieces out;
  for (const auto& moved : lines.moved(list_member(shipment, "items"))) out[moved.line_id] += moved.quantity;
  return out;
}

Pieces pieces_of(const domain::Shipment& shipment) {
  Pieces out;
  for (const auto& line : shipment.lines) out[line.line_id] += line.quantity;
  return out;
}

bool has_tracking(const Json& shipment, const std::string& number) {
  const Json& tracks = list_member(shipment, "tracks");
  return std::any_of(tracks.begin(), tracks.end(), [&](const Json& track) { return text_member(track, "track_number") == number; });
}

bool is_marked(const Json& shipment, const std::string& id) {
  const auto ids = marked_ids(shipment);
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The parcel stands in the shop already, ours or by another hand.
bool stands(const OrderLines& lines, const Before& before, const domain::Shipment& parcel) {
  const Pieces pieces = pieces_of(parcel);
  return std::any_of(before.shipments.begin(), before.shipments.end(), [&](const Json& shipment) {
    if (is_marked(shipment, parcel.shipment_id)) return true;
    return marked_id(shipment).empty() && !parcel.tracking_number.empty() && has_tracking(shipment, parcel.tracking_number) && pieces_of(lines, shipment) == pieces;
  });
}

bool holds(const Pieces& all, const Pieces& some) {
  return std::all_of(some.begin(), some.end(), [&](const auto& line) {
    const auto found = all.find(line.first);
    return found != all.end() && line.second <= found->second;
  });
}

/// Whether the pieces went out by the merchant's own hand, in shipments that no parcel of ours accounts for.
bool shipped_by_shop(const OrderLines& lines, const Before& before, const domain::Shipment& parcel, const Pieces& pieces, const Pieces& left) {
  if (parcel.already_shipped) return true;
  if (!pieces.empty() && holds(left, pieces)) return false;
  Pieces by_shop;
  for (const Json& shipment : before.shipments)
    if (marked_ids(shipment).empty())
      for (const auto& [line_id, quantity] : pieces_of(lines, shipment)) by_shop[line_id] += quantity;
  return !by_shop.empty() && holds(by_shop, pieces);
}

std::optional<Outcome> objection(const Before& before, const OrderLines& lines, const Pieces& pieces, const Pieces& left) {
  const std::string id = text_member(before.order, "entity_id"), state = text_member(before.order, "state");
  switch (standing_of(before.order)) {
    case OrderStanding::kCancelled: return rejected("order_cancelled", "order " + id + " is cancelled in the shop: nothing of it can be shipped");
    case OrderStanding::kClosed: return rejected("order_refunded", "order " + id + " was given back in the shop: nothing of it can be shipped");
    case OrderStanding::kHeld:
    case OrderStanding::kPending: return rejected("order_status", "order " + id + " is " + state + " in the shop: release it there first");
    case OrderStanding::kOpen:
    case OrderStanding::kComplete: break;
  }
  for (const auto& [line_id, quantity] : pieces) {
    if (lines.find(line_id) == nullptr) return rejected("unknown_line", "order " + id + " has no line " + line_id);
    const auto found = left.find(line_id);
    const Decimal available = found == left.end() ? Decimal{} : found->second;
    if (quantity > available)
      return rejected("too_many_pieces", "order " + id + " was changed in the shop: of line " + line_id + " " + available.to_text() + " are left to ship, the parcel holds " + quantity.to_text());
  }
  return std::nullopt;
}

std::string title_of(const domain::Shipment& parcel) {
  std::string out = parcel.carrier;
  if (!parcel.service.empty()) out += (out.empty() ? "" : " ") + parcel.service;
  if (out.empty()) out = "Carrier";
  return http::scrub(out, {}, kLongestTitle);
}

Json track_of(const domain::Shipment& parcel) {
  return {{"track_number", parcel.tracking_number}, {"title", title_of(parcel)}, {"carrier_code", kAnyCarrier}};
}

/// The shop's shipment that this parcel most likely is: of the same pieces, else the last one; those without a number before those with one.
const Json* shipment_for(const OrderLines& lines, const Before& before, const domain::Shipment& parcel) {
  const Pieces pieces = pieces_of(parcel);
  const auto rank = [&](const Json& shipment) {
    return (list_member(shipment, "tracks").empty() ? 2 : 0) + (pieces_of(lines, shipment) == pieces ? 1 : 0);
  };
  const Json* best = nullptr;
  for (const Json& shipment : before.shipments)
    if (best == nullptr || rank(shipment) >= rank(*best)) best = &shipment;
  return best;
}

Outcome add_tracking(Api& api, const OrderLines& lines, const Before& before, const domain::Shipment& parcel) {
  const auto shown = [&](const Json& shipment) { return has_tracking(shipment, parcel.tracking_number); };
  if (parcel.tracking_number.empty() || std::any_of(before.shipments.begin(), before.shipments.end(), shown)) return {};
  const Json* shipment = shipment_for(lines, before, parcel);
  if (shipment == nullptr) return {};  // completed without any shipment: there is nothing that a number could be put on
  Decimal pieces;
  for (const auto& [line_id, quantity] : pieces_of(lines, *shipment)) pieces += quantity;
  Json track = track_of(parcel);
  track["order_id"] = http::member(before.order, "entity_id");
  track["parent_id"] = http::member(*shipment, "entity_id");
  track["weight"] = 0;
  track["qty"] = http::number_of(pieces);
  track["description"] = mark_of(parcel.shipment_id);
  return api.post("/shipment/track", {{"entity", track}}).outcome;
}

/// A bundle that ships together is shipped by its own id, one that ships in parts by theirs; the shop takes what fits and leaves the other out.
Json items_of(const Json& order, const OrderLines& lines, Pieces pieces) {
  for (const auto& [bundle, count] : lines.whole_bundles(pieces)) pieces[bundle] = count;
  Json out = Json::array();
  for (const Json& item : list_member(order, "items"))
    if (const auto wanted = pieces.find(text_member(item, "item_id")); wanted != pieces.end() && wanted->second > Decimal{})
      out.push_back({{"order_item_id", http::member(item, "item_id")}, {"qty", http::number_of(wanted->second)}});
  return out;
}

Outcome ship(Api& api, const Settings& settings, const Before& before, const OrderLines& lines, const domain::Shipment& parcel, const Pieces& pieces) {
  const Json items = items_of(before.order, lines, pieces);
  Json body{{"items", items}, {"notify", settings.notify_customer}, {"appendComment", false},
            {"comment", {{"comment", mark_of(parcel.shipment_id)}, {"is_visible_on_front", 0}}}, {"tracks", Json::array()}};
  if (!parcel.tracking_number.empty()) body["tracks"].push_back(track_of(parcel));
  body["arguments"] = {{"extension_attributes", {{"source_code", settings.source_code}}}};
  return api.post("/order/" + text_member(before.order, "entity_id") + "/ship", body).outcome;
}

}  // namespace

std::map<std::string, Decimal> pieces_left(const OrderLines& lines, const Json& shipments) {
  Pieces shipped;
  for (const Json& shipment : shipments)
    for (const auto& [line_id, quantity] : pieces_of(lines, shipment)) shipped[line_id] += quantity;
  Pieces out;
  for (const auto& line : lines.all()) {
    if (line.is_virtual) continue;
    const Decimal gone = std::max({shipped[line.line_id], decimal_member(*line.money, "qty_shipped"), decimal_member(*line.money, "qty_refunded")});
    const Decimal left = decimal_member(*line.money, "qty_ordered") - decimal_member(*line.money, "qty_canceled") - gone;
    if (left > Decimal{}) out[line.line_id] = left;
  }
  return out;
}

Outcome record_shipment(Api& api, const Settings& settings, const base::Clock&, const ShipmentWrite& write) {
  const domain::Shipment& parcel = write.shipment;
  Before before;
  if (const Outcome looked = look(api, parcel.web_order_id, before); !looked.ok()) return looked;
  const OrderLines lines(before.order);
  if (stands(lines, before, parcel)) return {};
  const Pieces left = pieces_left(lines, before.shipments);
  const Pieces pieces = parcel.lines.empty() ? left : pieces_of(parcel);
  if (shipped_by_shop(lines, before, parcel, pieces, left)) return add_tracking(api, lines, before, parcel);
  if (auto refused = objection(before, lines, pieces, left)) return *refused;
  return pieces.empty() ? Outcome{} : ship(api, settings, before, lines, parcel, pieces);
}

}  // namespace tillbridge::connectors::magento
