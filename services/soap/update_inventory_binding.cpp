#include "services/handlers/update_inventory_handler.hpp"

#include "services/soap/update_binding.hpp"

namespace tillbridge::services {
namespace {

constexpr TextRule kLocation{.field = "Location", .max = 64};

domain::InventoryRow to_domain(FieldReader& read, const tb__InventoryRowType& row) {
  domain::InventoryRow out;
  out.item_id = read.id("ItemIntegrationId", row.ItemIntegrationId);
  out.quantity = read.quantity("Quantity", row.Quantity);
  out.location = read.text(kLocation, row.Location);
  out.as_of = read.moment("AsOf", row.AsOf);
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_update_inventory(OperationCall& call) {
  const UpdateInventoryHandler handler(call.database, call.clock, call.fingerprints, call.limits);
  return run_update<tb__InventoryRowType>(call, handler.begin(call.caller, call.return_all_rows), to_domain, [](struct soap* soap) {
    _tb__UpdateInventory request;
    request.soap_default(soap);
    return soap_get__tb__UpdateInventory(soap, &request, "tb:UpdateInventory", nullptr) != nullptr;
  });
}

}  // namespace tillbridge::services
