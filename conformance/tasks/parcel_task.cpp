#include <algorithm>

#include <fmt/format.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class ParcelTask final : public Task {
 public:
  std::string name() const override { return "parcel"; }
  std::string title() const override { return "Ship a parcel from the till"; }
  std::string page() const override { return "SaveShipments.md"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, {{stage.style.medium(), 1}}); }

  Orders begin(Stage& stage) override {
    order_ = stage.shop.place_order({{stage.style.medium(), 1}});
    return {{fmt::format("A shopper has bought 1 × {} (web order {} of the site {}); the shop does not ship it.", stage.style.medium(), order_.number, stage.site),
             "Ship it from the till with SaveShipments: a ShipmentId of yours, Carrier and TrackingNumber. A rejection with not_found some seconds after the order only means: again a little later.",
             "The shipment comes back as a transaction with your ShipmentId: confirm it."},
            {{"order", order_.number}, {"site", stage.site}, {"item", stage.style.medium()}}};
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    const auto sent = newest(seen);
    if (!sent) return waiting("", "SaveShipments for the web order " + order_.number);
    const auto id = sent->shipment.value("ShipmentId"), tracking = sent->shipment.value("TrackingNumber"), carrier = sent->shipment.value("Carrier");
    if (sent->status != "saved" && sent->status != "already_saved") return waiting(fmt::format("the shipment {} was not saved: {} {}", id, sent->status, sent->message), "the service answers saved");
    if (tracking.empty() || carrier.empty()) return failed(fmt::format("the shipment {} has no {}", id, carrier.empty() ? "Carrier" : "TrackingNumber"), "Carrier and TrackingNumber, which the shopper is told");
    const auto parcels = stage.shop.parcels(order_);
    const bool shown = std::any_of(parcels.begin(), parcels.end(), [&](const ShopParcel& parcel) { return parcel.tracking_number == tracking; });
    if (!shown) return waiting(fmt::format("the shipment {} was saved", id), fmt::format("the shop shows the parcel {}; do `tillbridge jobs` run?", tracking));
    if (parcels.size() > 1) return failed(fmt::format("the shop shows {} parcels of the order", parcels.size()), "one parcel: a repeat keeps its ShipmentId");
    const auto documents = handed_out_of(seen.calls, order_.number);
    if (documents.empty()) return waiting("the shop shows the parcel", "GetNewTransactions hands out its Shipment");
    auto out = judge_booking(documents.front(), seen);
    if (out.state == Verdict::State::kPassed) out.seen = fmt::format("the shop shows the parcel {} of {}, and its transaction was confirmed", tracking, carrier);
    return out;
  }

 private:
  /// The first one that was saved, else the newest. The till knows our OrderId only from documents; here it names the order by its number.
  std::optional<SentShipment> newest(const Seen& seen) const {
    std::optional<SentShipment> out;
    for (auto& one : sent_shipments(seen.calls, seen.from)) {
      if (out && out->status == "saved") break;
      const auto number = one.shipment.value("WebOrderNumber");
      if (number == order_.number || (number.empty() && one.shipment.has("OrderId"))) out = std::move(one);
    }
    return out;
  }

  ShopOrder order_;
};

}  // namespace

std::unique_ptr<Task> make_parcel_task() { return std::make_unique<ParcelTask>(); }

}  // namespace tillbridge::conformance
