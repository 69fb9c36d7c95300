#include "services/soap/operation_call.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tillbridge::services {
namespace {

constexpr std::array<std::pair<std::string_view, Binding>, 10> kBindings = {{
    {"UpdatePOSProducts", bind_update_pos_products},
    {"UpdateInventory", bind_update_inventory},
    {"UpdatePricing", bind_update_pricing},
    {"GetNewOrders", bind_get_new_orders},
    {"ConfirmOrders", bind_confirm_orders},
    {"GetNewCaptures", bind_get_new_captures},
    {"ConfirmCaptures", bind_confirm_captures},
    {"GetNewTransactions", bind_get_new_transactions},
    {"ConfirmTransactions", bind_confirm_transactions},
    {"SaveShipments", bind_save_shipments},
}};

}  // namespace

base::Error with_line(const OperationCall& call, base::Error error, std::int64_t row) {
  error.message = front::with_line(error.message, call.lines.find_in_row(row, error.field));
  return error;
}

Binding find_binding(const std::string& operation) {
  const auto found = std::find_if(kBindings.begin(), kBindings.end(), [&](const auto& entry) { return entry.first == operation; });
  return found == kBindings.end() ? nullptr : found->second;
}

}  // namespace tillbridge::services
