#include "guide/sample_choices.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace tillbridge::guide {
namespace {

struct Place {
  std::string_view owner, element;
};

bool holds(const auto& places, std::string_view owner, std::string_view element) {
  return std::any_of(places.begin(), places.end(), [&](const Place& place) { return place.owner == owner && place.element == element; });
}

constexpr std::array kLeftOut{Place{"GetNewOrders", "Site"},   Place{"GetNewOrders", "PosStore"},       Place{"GetNewCaptures", "Site"},
                              Place{"GetNewCaptures", "PosStore"}, Place{"GetNewTransactions", "Site"}, Place{"GetNewTransactions", "PosStore"}};

constexpr std::array kKeptInLeast{Place{"UpdatePOSProducts", "Products"}, Place{"UpdateInventory", "InventoryRows"}, Place{"UpdatePricing", "PriceRows"},
                                  Place{"ProductType", "Name"},           Place{"PriceRowType", "Price"},            Place{"ShipmentType", "OrderId"}};

using Alternatives = std::vector<std::vector<std::string_view>>;
const std::map<std::string_view, Alternatives> kAlternatives{{"ShipmentType", {{"OrderId"}, {"Site", "WebOrderNumber"}}},
                                                             {"ShipmentLineType", {{"ItemIntegrationId"}, {"LineId"}}}};

const std::vector<EntryKind> kBookedAndRefused{{"Accepted", "true", {"ErrorCode", "ErrorMessage"}},
                                               {"Accepted", "false", {"BookedAt", "PosDocumentNumbers", "PosCustomerNumber"}}};
const std::map<std::string_view, std::vector<EntryKind>> kEntryKinds{{"OrderConfirmationType", kBookedAndRefused},
                                                                     {"CaptureConfirmationType", kBookedAndRefused},
                                                                     {"TransactionConfirmationType", kBookedAndRefused}};

template <class Value>
const Value& value_or_empty(const std::map<std::string_view, Value>& map, std::string_view key) {
  static const Value kEmpty;
  const auto found = map.find(key);
  return found == map.end() ? kEmpty : found->second;
}

}  // namespace

bool is_left_out(std::string_view owner, std::string_view element) { return holds(kLeftOut, owner, element); }
bool is_kept_in_least(std::string_view owner, std::string_view element) { return holds(kKeptInLeast, owner, element); }
const std::vector<std::vector<std::string_view>>& alternatives_of(std::string_view owner) { return value_or_empty(kAlternatives, owner); }
const std::vector<EntryKind>& entry_kinds_of(std::string_view type) { return value_or_empty(kEntryKinds, type); }

}  // namespace tillbridge::guide
