#include "connectors/woocommerce/shipments.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"
#include "connectors/woocommerce/order_events.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

/// Before anything is written, a lost answer means that nothing was done.
Outcome nothing_done(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

std::map<std::string, Decimal> by_line(const std::vector<domain::ShipmentLine>& lines) {
  std::map<std::string, Decimal> out;
  for (const auto& line : lines) out[line.line_id] += line.quantity;
  return out;
}

bool same_parcel(const Parcel& parcel, const domain::Shipment& shipment, const std::vector<domain::ShipmentLine>& lines) {
  if (parcel.shipment_id == shipment.shipment_id) return true;
  return !shipment.tracking_number.empty() && parcel.tracking_number == shipment.tracking_number && by_line(parcel.lines) == by_line(lines);
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

bool ShipmentRecorder::can_ship(const std::string& status) const {
  const auto& allowed = settings_.shippable_statuses;
  return std::find(allowed.begin(), allowed.end(), status) != allowed.end();
}

Outcome ShipmentRecorder::record(const ShipmentWrite& write) {
  const domain::Shipment& shipment = write.shipment;
  const Reply read = api_.get("/orders/" + http::encode_component(shipment.web_order_id));
  if (!read.ok()) return nothing_done(read.outcome);
  const Json& order = read.body;
  auto parcels = read_parcels(order);
  if (!parcels)
    return rejected("parcel_mark_unreadable", "the order's meta entry " + std::string(kParcelMeta) + " was changed by somebody and cannot be read; remove it in the shop");

  const std::string status = text_member(order, "status");
  if (!can_ship(status) && status != "completed")
    return rejected("order_status", "order " + shipment.web_order_id + " is " + status + " in the shop: only " +
                                        (settings_.shippable_statuses.empty() ? std::string("completed") : settings_.shippable_statuses.front()) +
                                        " and the like can be shipped");
  const auto lines = lines_of(write, order);
  if (!lines) return http::to_outcome(lines.error());
  const bool is_new = std::none_of(parcels->begin(), parcels->end(), [&](const Parcel& one) { return same_parcel(one, shipment, *lines); });
  if (is_new)
    parcels->push_back({shipment.shipment_id, shipment.carrier, shipment.service, shipment.tracking_number, shipment.tracking_url,
                        std::chrono::floor<std::chrono::seconds>(shipment.shipped_at.value_or(clock_.now())), *lines});
  if (const Outcome written = write_order(write, order, *parcels, is_new); !written.ok()) return written;
  return write_note(shipment, text_member(order, "id"));
}

/// The lines that the parcel holds; all that is left of the order where it names none.
Result<std::vector<domain::ShipmentLine>> ShipmentRecorder::lines_of(const ShipmentWrite& write, const Json& order) {
  if (!write.shipment.lines.empty()) return write.shipment.lines;
  Json refunds = Json::array();
  if (!list_member(order, "refunds").empty()) {
    const Reply reply = api_.get("/orders/" + text_member(order, "id") + "/refunds", {{"per_page", "100"}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    refunds = reply.body;
  }
  std::vector<domain::ShipmentLine> out;
  for (const auto& [line_id, quantity] : unshipped_pieces(order, refunds, clock_.now())) out.push_back({line_id, "", quantity});
  return out;
}

Outcome ShipmentRecorder::write_order(const ShipmentWrite& write, const Json& order, const std::vector<Parcel>& parcels, bool is_new) {
  const bool completes = write.closes_order && can_ship(text_member(order, "status"));
  if (!is_new && !completes) return {};
  Json body = Json::object();
  if (is_new) body["meta_data"] = Json::array({{{"key", kParcelMeta}, {"value", write_parcels(parcels)}}});
  if (completes) body["status"] = "completed";
  const Reply reply = api_.put("/orders/" + text_member(order, "id"), body);
  if (!reply.ok()) return reply.outcome;
  if (completes && text_member(reply.body, "status") != "completed")
    return rejected("status_not_kept", "the shop shows the order as " + text_member(reply.body, "status") + " after it was completed");
  return {};
}

Outcome ShipmentRecorder::write_note(const domain::Shipment& shipment, const std::string& order_id) {
  if (shipment.tracking_number.empty()) return {};
  const std::string path = "/orders/" + order_id + "/notes";
  const Reply read = api_.get(path);
  // The parcel stands in the order already; the repeat that follows finds it and writes only the note.
  if (!read.ok()) return read.outcome;
  for (const Json& note : read.body)
    if (names_tracking(plain_text(text_member(note, "note")), shipment.tracking_number)) return {};
  const Reply written = api_.post(path, {{"note", note_text(shipment)}, {"customer_note", settings_.customer_notes}});
  return written.ok() ? Outcome{} : written.outcome;
}

}  // namespace tillbridge::connectors::woocommerce
