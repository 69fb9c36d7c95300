#pragma once
#include <string>
#include <vector>

#include "domain/shipment.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// A parcel that the POS told of, and whether the shop has taken it.
struct SavedParcel {
  Shipment shipment;
  bool written = false;               ///< the shop said so: it must be among what the shop shows
};

/// The event by which the shop shows each saved parcel, null where it shows none; in the order of `saved`. One event stands for one parcel.
/// An event with a ShipmentId is that parcel and no other. One without is a parcel of the same tracking number and pieces; failing that,
/// where tracking numbers do not differ, a written parcel of the same pieces: a shop that forgets our id shows it so.
std::vector<const OrderEvent*> shown_parcels(const std::vector<SavedParcel>& saved, const std::vector<OrderEvent>& events);

/// What of a shop's answer is news about parcels; pure. `known` are the stored events of the order, `fresh` those of the answer that are
/// not known by their id, `answered` the whole answer. Events of other kinds pass.
///
/// A parcel of ours that came back without its ShipmentId gets it. One that is stored already under another event id, and that the answer
/// shows only once, is no news; several events of one ShipmentId are as long as together they hold no more than the parcel. Where the shop keeps no parcels (`deduced`), pieces that known events have shipped are cut out: what is left
/// over is news. So the pieces and the ShipmentIds are the same whichever reading came first.
std::vector<OrderEvent> news_about_parcels(const WebOrder& order, const std::vector<OrderEvent>& known, std::vector<OrderEvent> fresh,
                                           const std::vector<OrderEvent>& answered, const std::vector<SavedParcel>& saved, bool deduced);

}  // namespace tillbridge::domain
