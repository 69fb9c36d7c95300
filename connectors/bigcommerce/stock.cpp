#include <algorithm>
#include <utility>

#include "connectors/bigcommerce/counted_items.hpp"
#include "connectors/bigcommerce/references.hpp"
#include "connectors/bigcommerce/writes.hpp"
#include "connectors/bisector.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr std::size_t kItemsPerCall = 2'000;
constexpr const char* kReason = "Stock level of the till";
/// Pieces at one location.
constexpr std::int64_t kMostPieces = 2'147'483'647;

using Entry = const StockWrite*;

std::int64_t pieces_of(const StockWrite& write) { return write.quantity.units() / Decimal::kScale; }

Outcome why_not(const StockWrite& write) {
  if (!to_number(write.remote.product_id) || (!write.remote.variant_id.empty() && !to_number(write.remote.variant_id))) return bad_reference(write.remote);
  if (write.quantity.floored(0) != write.quantity) return rejected("fractional_quantity", "BigCommerce counts whole pieces, " + write.quantity.to_text() + " is none");
  if (pieces_of(write) > kMostPieces) return rejected("bad_quantity", "BigCommerce counts up to 2,147,483,647 pieces");
  return {};
}

class StockSender {
 public:
  StockSender(Api& api, const Settings& settings) : api_(api), settings_(settings) {}

  std::vector<Outcome> send(std::span<const Entry> batch) {
    const Reply reply = put(batch);
    if (reply.ok()) return std::vector<Outcome>(batch.size());
    if (reply.content_refused()) return sort_out(batch, reply.outcome);
    Outcome outcome = reply.outcome;
    // What this address does not find is not each of the items.
    if (outcome.kind == OutcomeKind::kGone) outcome.kind = OutcomeKind::kRejected;
    return std::vector<Outcome>(batch.size(), outcome);
  }

 private:
  Reply put(std::span<const Entry> part) {
    Json items = Json::array();
    for (const auto write : part) {
      Json item{{"location_id", settings_.location_id}, {"quantity", pieces_of(*write)}};
      if (write->remote.variant_id.empty()) item["product_id"] = *to_number(write->remote.product_id);
      else item["variant_id"] = *to_number(write->remote.variant_id);
      items.push_back(std::move(item));
    }
    return api_.put("/v3/inventory/adjustments/absolute", {{"reason", kReason}, {"items", items}});
  }

  /// What the store does not count is told without trying; the others are sent again without it.
  std::vector<Outcome> sort_out(std::span<const Entry> batch, const Outcome& refusal) {
    std::vector<domain::RemoteRef> references;
    for (const auto write : batch) references.push_back(write->remote);
    const CountedItems counted = read_counted(api_, references, settings_.location_id);
    if (!counted.outcome.ok()) return std::vector<Outcome>(batch.size(), not_sent(counted.outcome));
    if (counted.location_is_closed) return std::vector<Outcome>(batch.size(), location_closed(refusal));
    std::vector<Outcome> out(batch.size());
    std::vector<Entry> rest;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!counted.counted.contains(CountedItems::key_of(references[i]))) {
        out[i] = not_counted(references[i], counted);
        continue;
      }
      rest.push_back(batch[i]);
      places.push_back(i);
    }
    // Nothing was sorted out: the whole must not be sent once more.
    const auto answers = rest.size() == 1 && batch.size() == 1 ? std::vector<Outcome>{refusal} : halve(rest, rest.size() == batch.size());
    for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
    return out;
  }

  Outcome location_closed(const Outcome& refusal) const {
    return rejected("location_closed", "the store has no enabled location " + std::to_string(settings_.location_id) + " (" + refusal.message + "): set the site's option location_id");
  }

  static Outcome not_counted(const domain::RemoteRef& remote, const CountedItems& counted) {
    const auto found = counted.tracking.find(remote.product_id);
    if (found == counted.tracking.end()) return {OutcomeKind::kGone, "http_404", "the store no longer has product " + remote.product_id, {}};
    if (!remote.variant_id.empty() && found->second == "variant")
      return {OutcomeKind::kGone, "http_404", "the store no longer has variant " + remote.variant_id + " of product " + remote.product_id, {}};
    return rejected("stock_not_tracked", "the store does not count the stock of product " + remote.product_id +
                                             (remote.variant_id.empty() ? ": set Track inventory 'On the product level' there" : ": set Track inventory 'On the variant level' there"));
  }

  std::vector<Outcome> halve(std::span<const Entry> rest, bool known_to_fail) {
    const auto send_part = [&](std::span<const Entry> part) -> BatchResult<Outcome> {
      if (std::exchange(known_to_fail, false)) return BatchRefusal{{}, true};
      const Reply reply = put(part);
      if (reply.ok()) return std::vector<Outcome>(part.size());
      return BatchRefusal{reply.outcome, reply.content_refused()};
    };
    return send_halving<Outcome, Entry>(rest, send_part, [](Entry, const Outcome& outcome) { return outcome; });
  }

  Api& api_;
  const Settings& settings_;
};

}  // namespace

std::vector<Outcome> write_stock(Api& api, std::span<const StockWrite> writes, const Settings& settings) {
  std::vector<Outcome> out(writes.size());
  std::vector<Entry> sendable;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    out[i] = why_not(writes[i]);
    if (out[i].ok()) sendable.push_back(&writes[i]);
  }
  StockSender sender(api, settings);
  std::optional<Outcome> stopped;
  for (std::size_t from = 0; from < sendable.size(); from += kItemsPerCall) {
    const auto part = std::span<const Entry>(sendable).subspan(from, std::min(kItemsPerCall, sendable.size() - from));
    const auto answers = stopped ? std::vector<Outcome>(part.size(), not_sent(*stopped)) : sender.send(part);
    for (std::size_t k = 0; k < part.size(); ++k) {
      out[static_cast<std::size_t>(part[k] - writes.data())] = answers[k];
      if (stops_everything(answers[k])) stopped = answers[k];
    }
  }
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
