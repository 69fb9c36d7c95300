#include "connectors/shopify/shown_fulfillments.hpp"

#include <algorithm>

#include "connectors/shopify/order_events.hpp"
#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {

bool ShownFulfillment::has_number(const std::string& number) const {
  return !number.empty() && std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

bool ShownFulfillment::fits_into(const Pieces& wanted) const {
  return !pieces.empty() && std::all_of(pieces.begin(), pieces.end(), [&](const auto& line) {
    const auto found = wanted.find(line.first);
    return found != wanted.end() && line.second <= found->second;
  });
}

std::vector<ShownFulfillment> shown_fulfillments(const Json& order) {
  std::vector<ShownFulfillment> out;
  for (const Json& fulfillment : list_member(order, "fulfillments")) {
    if (!has_left(fulfillment)) continue;
    ShownFulfillment shown{.id = id_of(member(fulfillment, "id")), .company = {}, .numbers = {}, .pieces = {}};
    for (const Json& tracking : list_member(fulfillment, "trackingInfo")) {
      if (const std::string number = text_member(tracking, "number"); !number.empty()) shown.numbers.push_back(number);
      if (shown.company.empty()) shown.company = text_member(tracking, "company");
    }
    for (const Json& moved : nodes(fulfillment, "fulfillmentLineItems")) shown.pieces[id_of(member(member(moved, "lineItem"), "id"))] += http::decimal_member(moved, "quantity");
    std::erase_if(shown.pieces, [](const auto& line) { return line.second <= base::Decimal{}; });
    out.push_back(std::move(shown));
  }
  return out;
}

const ShownFulfillment* fulfillment_for_tracking(const std::vector<ShownFulfillment>& shown, const Pieces& pieces) {
  const ShownFulfillment* best = nullptr;
  int best_rank = 0;
  for (const auto& one : shown) {
    const bool holds_any = pieces.empty() || std::any_of(one.pieces.begin(), one.pieces.end(), [&](const auto& line) { return pieces.contains(line.first); });
    if (one.of_another || !holds_any) continue;
    const int rank = 1 + (one.pieces == pieces ? 1 : 0) + (one.numbers.empty() ? 2 : 0);
    if (rank > best_rank) best = &one;
    best_rank = std::max(best_rank, rank);
  }
  return best;
}

}  // namespace tillbridge::connectors::shopify
