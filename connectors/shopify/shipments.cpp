#include "connectors/shopify/shipments.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/denied_fields.hpp"
#include "connectors/shopify/fulfillment_plan.hpp"
#include "connectors/shopify/order_children.hpp"
#include "connectors/shopify/order_documents.hpp"
#include "connectors/shopify/order_json.hpp"
#include "connectors/shopify/order_problem.hpp"
#include "connectors/shopify/parcel_ledger.hpp"
#include "connectors/shopify/shipment_documents.hpp"
#include "connectors/shopify/shown_fulfillments.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Decimal;
using domain::Shipment;

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

/// Before anything is written, a lost answer means that nothing was done.
Outcome nothing_done(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

bool is_whole(Decimal pieces) { return pieces.floored(0) == pieces; }

Outcome look(Api& api, const std::string& web_order_id, Json& order) {
  const Outcome gone{OutcomeKind::kGone, "order_missing", "the shop has no order " + web_order_id, {}};
  if (!is_id(web_order_id)) return gone;
  const Reply reply = api.call(order_document(), {{"id", gid("Order", web_order_id)}});
  if (const auto denied = denied_fields(reply); !denied) return http::to_outcome(denied.error());
  order = member(reply.data, "order");
  if (!order.is_object()) return gone;
  std::string problem = order_problem(order);
  if (problem.empty())
    if (auto whole = complete_order(api, order); !whole) return http::to_outcome(whole.error());
  if (problem.empty()) problem = order_problem(order);
  return problem.empty() ? Outcome{} : rejected(kUnreadableOrder, "order " + text_member(order, "name") + ": " + problem);
}

Outcome read_fulfillment_orders(Api& api, const Json& order, Json& out) {
  out = Json::array();
  Json after;
  for (bool more = true; more;) {
    const Reply reply = api.call(fulfillment_orders_document(), {{"id", order["id"]}, {"after", after}});
    if (!reply.ok()) return reply.outcome;
    const Json& page = member(member(reply.data, "order"), "fulfillmentOrders");
    for (const Json& one : list_member(page, "nodes")) out.push_back(one);
    more = flag_member(member(page, "pageInfo"), "hasNextPage");
    if (more && !move_on(after, page)) return {OutcomeKind::kUnknown, "unreadable", "the shop's list of fulfillment orders has no end", {}};
  }
  for (Json& one : out)
    while (flag_member(one["lineItems"]["pageInfo"], "hasNextPage")) {
      const Reply reply = api.call(fulfillment_order_lines_document(), {{"id", one["id"]}, {"after", one["lineItems"]["pageInfo"]["endCursor"]}});
      if (!reply.ok()) return reply.outcome;
      const Json& page = member(member(reply.data, "fulfillmentOrder"), "lineItems");
      for (const Json& row : list_member(page, "nodes")) one["lineItems"]["nodes"].push_back(row);
      one["lineItems"]["pageInfo"] = member(page, "pageInfo");
    }
  return {};
}

/// One parcel on its way into one order.
class Recording {
 public:
  Recording(Api& api, const Settings& settings, SiteMemory& memory, const ShipmentWrite& write)
      : api_(api), settings_(settings), ledger_(memory, write.shipment.web_order_id), shipment_(write.shipment), closes_order_(write.closes_order) {}

  Outcome record() {
    for (const auto& line : shipment_.lines) {
      if (!is_whole(line.quantity)) return rejected("fractional_quantity", "the shop ships whole pieces; the parcel holds " + line.quantity.to_text() + " of line " + line.line_id);
      wanted_[line.line_id] += line.quantity;
    }
    if (const Outcome looked = look(api_, shipment_.web_order_id, order_); !looked.ok()) return nothing_done(looked);
    shown_ = shown_fulfillments(order_);
    if (is_written()) return finish();
    if (auto refused = objection()) return *refused;
    Json fulfillment_orders;
    if (const Outcome read = read_fulfillment_orders(api_, order_, fulfillment_orders); !read.ok()) return nothing_done(read);
    const Pieces left = left_to_fulfill(fulfillment_orders);
    if (shipment_.lines.empty()) wanted_ = left;
    if (shipment_.already_shipped || shipped_by_shop(left)) return add_tracking();
    const auto plan = plan_fulfillments(fulfillment_orders, wanted_);
    if (auto refused = shortage(plan, left)) return *refused;
    return create(plan, wanted_ == left);
  }

 private:
  /// Takes off what stands in the shop for this parcel; whether that is all of it.
  bool is_written() {
    note_ = ledger_.find(shipment_.shipment_id);
    const auto others = ledger_.taken_by_others(shipment_.shipment_id);
    bool any = false;
    for (auto& fulfillment : shown_) {
      if (others.contains(fulfillment.id)) {
        fulfillment.of_another = true;
        continue;
      }
      const auto holds = [&](const std::vector<std::string>& ids) { return std::find(ids.begin(), ids.end(), fulfillment.id) != ids.end(); };
      const bool known = note_ && holds(note_->written), before = note_ && holds(note_->before);
      const bool same_number = fulfillment.has_number(shipment_.tracking_number);
      const bool alike = note_ ? !before && (same_number || (shipment_.tracking_number.empty() && fulfillment.numbers.empty()))
                               : !shipment_.tracking_number.empty() && same_number;
      if (!known && (!alike || !fulfillment.fits_into(wanted_))) continue;
      for (const auto& [line_id, pieces] : fulfillment.pieces) wanted_[line_id] -= pieces;
      std::erase_if(wanted_, [](const auto& line) { return line.second <= Decimal{}; });
      written_.push_back(fulfillment.id);
      any = true;
    }
    return any && wanted_.empty();
  }

  Outcome finish() {
    const bool several = written_.size() > 1;
    if ((several || !closes_order_) && (!note_ || note_->written != written_)) note_written();
    if (closes_order_) ledger_.forget_order();
    return {};
  }

  void note_written() {
    if (!note_) note_.emplace().shipment_id = shipment_.shipment_id;
    note_->written = written_;
    ledger_.store(*note_);
  }

  std::optional<Outcome> objection() const {
    const std::string status = to_domain_order(order_).status, name = text_member(order_, "name");
    if (status == "cancelled") return rejected("order_cancelled", "order " + name + " is cancelled in the shop; nothing can be shipped");
    if (status == "refunded") return rejected("order_refunded", "order " + name + " is refunded in the shop; nothing can be shipped");
    return std::nullopt;
  }

  /// Of none of the wanted lines a piece is left, and fulfillments of the shop's own hold them.
  bool shipped_by_shop(const Pieces& left) const {
    if (wanted_.empty()) return true;
    Pieces held;
    for (const auto& fulfillment : shown_)
      if (!fulfillment.of_another)
        for (const auto& [line_id, pieces] : fulfillment.pieces) held[line_id] += pieces;
    return std::all_of(wanted_.begin(), wanted_.end(), [&](const auto& line) { return !left.contains(line.first) && held[line.first] >= line.second; });
  }

  std::optional<Outcome> shortage(const FulfillmentPlan& plan, const Pieces& left) const {
    if (plan.missing.empty()) return std::nullopt;
    const auto& [line_id, pieces] = *plan.missing.begin();
    const auto found = left.find(line_id);
    const Decimal available = found == left.end() ? Decimal{} : found->second;
    const std::string name = text_member(order_, "name");
    if (wanted_.at(line_id) <= available && !plan.held.empty())
      return rejected("fulfillment_held", "order " + name + ": the shop does not give out line " + line_id + " now (its fulfillment order is " + plan.held + "); release it there, or ship it there");
    return rejected("too_many_pieces", "order " + name + ": of line " + line_id + " " + available.to_text() + " are left to ship in the shop, the parcel needs " + wanted_.at(line_id).to_text());
  }

  Json tracking() const {
    Json out = Json::object();
    if (!shipment_.carrier.empty()) out["company"] = shipment_.carrier;
    if (!shipment_.tracking_number.empty()) out["number"] = shipment_.tracking_number;
    if (!shipment_.tracking_url.empty()) out["url"] = shipment_.tracking_url;
    return out;
  }

  Outcome create(const FulfillmentPlan& plan, bool takes_all) {
    // Where one write takes everything left, a repeat finds nothing left and needs no note.
    if (!note_ && (!takes_all || plan.by_location.size() > 1)) {
      note_.emplace().shipment_id = shipment_.shipment_id;
      for (const auto& fulfillment : shown_) note_->before.push_back(fulfillment.id);
      ledger_.store(*note_);
    }
    for (const Json& lines : plan.by_location) {
      Json input{{"lineItemsByFulfillmentOrder", lines}, {"notifyCustomer", settings_.notify_customers}};
      if (Json known = tracking(); !known.empty()) input["trackingInfo"] = std::move(known);
      const Reply reply = api_.call(create_document(), {{"fulfillment", input}});
      if (!reply.ok()) return reply.outcome;
      const Json& payload = member(reply.data, "fulfillmentCreate");
      if (const auto errors = user_errors(payload); !errors.empty()) return shopify::rejected(errors.front(), "fulfillment_refused");
      const std::string id = id_of(member(member(payload, "fulfillment"), "id"));
      if (id.empty()) return {OutcomeKind::kUnknown, "unreadable", "the shop did not say which fulfillment it made", {}};
      written_.push_back(id);
      if (plan.by_location.size() > 1) note_written();
    }
    closes_order_ |= takes_all;
    return finish();
  }

  Outcome add_tracking() {
    if (shipment_.tracking_number.empty()) return {};
    for (const auto& fulfillment : shown_)
      if (fulfillment.has_number(shipment_.tracking_number)) return {};
    const ShownFulfillment* target = fulfillment_for_tracking(shown_, wanted_);
    if (target == nullptr)
      return rejected("tracking_not_kept", "order " + text_member(order_, "name") + " has no parcel in the shop that could be given the tracking number " + shipment_.tracking_number);
    Json known = tracking();
    if (!target->numbers.empty()) {
      // The shop's own numbers stay.
      known.erase("number");
      known.erase("url");
      known["numbers"] = target->numbers;
      known["numbers"].push_back(shipment_.tracking_number);
      if (!target->company.empty()) known["company"] = target->company;
    }
    const Reply reply = api_.call(tracking_document(), {{"id", gid("Fulfillment", target->id)}, {"tracking", known}, {"notify", settings_.notify_customers}});
    if (!reply.ok()) return reply.outcome;
    const auto errors = user_errors(member(reply.data, "fulfillmentTrackingInfoUpdate"));
    return errors.empty() ? Outcome{} : shopify::rejected(errors.front(), "tracking_refused");
  }

  Api& api_;
  const Settings& settings_;
  ParcelLedger ledger_;
  const Shipment& shipment_;
  bool closes_order_;
  Json order_;
  std::vector<ShownFulfillment> shown_;
  Pieces wanted_;                     ///< what is not yet written
  std::vector<std::string> written_;
  std::optional<ParcelLedger::Note> note_;
};

}  // namespace

Outcome record_shipment(Api& api, const Settings& settings, SiteMemory& memory, const ShipmentWrite& write) { return Recording(api, settings, memory, write).record(); }

}  // namespace tillbridge::connectors::shopify
