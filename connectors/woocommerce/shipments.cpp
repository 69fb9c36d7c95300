#include "connectors/woocommerce/shipments.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"
#include "connectors/woocommerce/order_problem.hpp"
#include "connectors/woocommerce/tracking.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

/// Before anything is written, a lost answer means that nothing was done.
Outcome nothing_done(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Whether the text holds the tracking number by itself, not as the beginning of a longer one.
bool names_tracking(const std::string& text, const std::string& tracking) {
  for (std::size_t at = text.find(tracking); at != std::string::npos; at = text.find(tracking, at + 1)) {
    const std::size_t end = at + tracking.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

std::string note_text(const domain::Shipment& shipment) {
  std::string out = shipment.carrier;
  for (const auto& part : {shipment.service, shipment.tracking_number, shipment.tracking_url})
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  return out;
}

}  // namespace

Outcome ShipmentRecorder::look(const std::string& web_order_id, Before& before) {
  Reply read = api_.get("/orders/" + http::encode_component(web_order_id));
  if (!read.ok()) return nothing_done(read.outcome);
  before.order = std::move(read.body);
  auto parcels = read_parcels(before.order);
  if (!parcels)
    return rejected("parcel_mark_unreadable", "the order's meta entry " + std::string(kParcelMeta) + " was changed by somebody and cannot be read; remove it in the shop");
  before.parcels = std::move(*parcels);
  if (const std::string problem = order_problem(before.order); !problem.empty()) return rejected(kUnreadableOrder, "order " + web_order_id + ": " + problem);
  const std::string status = text_member(before.order, "status"), id = text_member(before.order, "id");
  const auto& shippable = settings_.shippable_statuses;
  before.shippable = std::find(shippable.begin(), shippable.end(), status) != shippable.end();
  before.shipped = !before.shippable && is_shipped_status(status, settings_);
  if (!list_member(before.order, "refunds").empty()) {
    Reply reply = api_.get("/orders/" + id + "/refunds", {{"per_page", "100"}});
    if (!reply.ok()) return nothing_done(reply.outcome);
    for (const Json& refund : reply.body)
      if (const std::string problem = refund_problem(refund); !problem.empty()) return rejected(kUnreadableOrder, "order " + id + ": " + problem);
    before.children.refunds = std::move(reply.body);
  }
  if (has_fulfillments(before.order)) {
    Reply reply = api_.get("/orders/" + id + "/fulfillments");
    const bool switched_off = reply.outcome.kind == OutcomeKind::kGone || reply.error_code() == code::kNoRoute;
    if (!reply.ok() && !switched_off) return nothing_done(reply.outcome);
    if (reply.ok()) before.children.fulfillments = reply.body.is_object() ? list_member(reply.body, "fulfillments") : reply.body;
  }
  return {};
}

std::optional<Outcome> ShipmentRecorder::objection(const ShipmentWrite& write, const Before& before) const {
  const std::string status = text_member(before.order, "status"), id = text_member(before.order, "id");
  if (!before.shippable && !before.shipped)
    return rejected("order_status", "order " + id + " is " + status + " in the shop: only " +
                                        (settings_.shippable_statuses.empty() ? std::string("completed") : settings_.shippable_statuses.front()) + " and the like can be shipped");
  if (before.shipped || write.shipment.already_shipped) return std::nullopt;
  const auto left = unshipped_pieces(before.order, before.children, clock_.now());
  std::map<std::string, Decimal> wanted;
  for (const auto& line : write.shipment.lines) wanted[line.line_id] += line.quantity;
  for (const auto& [line_id, quantity] : wanted) {
    const auto found = left.find(line_id);
    const Decimal available = found == left.end() ? Decimal{} : found->second;
    if (quantity > available)
      return rejected("too_many_pieces", "order " + id + " was changed in the shop: of line " + line_id + " " + available.to_text() + " are left to ship, the parcel holds " + quantity.to_text());
  }
  return std::nullopt;
}

Outcome ShipmentRecorder::record(const ShipmentWrite& write) {
  const domain::Shipment& shipment = write.shipment;
  Before before;
  if (const Outcome looked = look(shipment.web_order_id, before); !looked.ok()) return looked;
  const bool known = std::any_of(before.parcels.begin(), before.parcels.end(), [&](const Parcel& one) { return one.shipment_id == shipment.shipment_id; });
  if (known) {
    // Written before, and the answer was lost or the run ended: only what follows it may be missing.
    if (write.closes_order && before.shippable && !shipment.already_shipped)
      if (const Outcome completed = put(before, {{"status", "completed"}}); !completed.ok()) return completed;
    return before.shippable || before.shipped ? write_note(shipment, before) : Outcome{};
  }
  if (told_parcel(before.order, before.children, shipment.tracking_number, shipment.lines)) return {};
  if (auto refused = objection(write, before)) return *refused;
  if (before.shipped || shipment.already_shipped) {
    if (shipment.tracking_number.empty() || shows_tracking(before.order, before.children, shipment.tracking_number)) return {};
  }
  if (const Outcome written = add_parcel(write, before); !written.ok()) return written;
  return write_note(shipment, before);
}

Outcome ShipmentRecorder::add_parcel(const ShipmentWrite& write, Before& before) {
  const domain::Shipment& shipment = write.shipment;
  auto lines = shipment.lines;
  if (lines.empty())
    for (const auto& [line_id, quantity] : unshipped_pieces(before.order, before.children, clock_.now())) lines.push_back({line_id, "", quantity});
  const bool moves = !before.shipped && !shipment.already_shipped;
  before.parcels.push_back({shipment.shipment_id, shipment.carrier, shipment.service, shipment.tracking_number, shipment.tracking_url,
                            std::chrono::floor<std::chrono::seconds>(shipment.shipped_at.value_or(clock_.now())), lines, !moves});
  Json body = Json::object();
  body["meta_data"] = Json::array({{{"key", kParcelMeta}, {"value", write_parcels(before.parcels)}}});
  if (write.closes_order && moves) body["status"] = "completed";
  return put(before, body);
}

Outcome ShipmentRecorder::put(const Before& before, const Json& body) {
  const Reply reply = api_.put("/orders/" + text_member(before.order, "id"), body);
  if (!reply.ok()) return reply.outcome;
  if (body.contains("status") && text_member(reply.body, "status") != "completed")
    return rejected("status_not_kept", "the shop shows the order as " + text_member(reply.body, "status") + " after it was completed");
  return {};
}

Outcome ShipmentRecorder::write_note(const domain::Shipment& shipment, const Before& before) {
  if (shipment.tracking_number.empty()) return {};
  const auto told = read_told_parcels(before.order, before.children.fulfillments);
  if (std::any_of(told.begin(), told.end(), [&](const auto& parcel) { return parcel.number == shipment.tracking_number; })) return {};
  const std::string path = "/orders/" + text_member(before.order, "id") + "/notes";
  const Reply read = api_.get(path);
  // The parcel stands in the order already; the repeat that follows finds it and writes only the note.
  if (!read.ok()) return read.outcome;
  for (const Json& note : read.body)
    if (names_tracking(plain_text(text_member(note, "note")), shipment.tracking_number)) return {};
  const Reply written = api_.post(path, {{"note", note_text(shipment)}, {"customer_note", settings_.customer_notes}});
  return written.ok() ? Outcome{} : written.outcome;
}

}  // namespace tillbridge::connectors::woocommerce
