#include "services/handlers/update_pricing_handler.hpp"

#include "services/soap/update_binding.hpp"

namespace tillbridge::services {
namespace {

domain::PriceRow to_domain(FieldReader& read, const tb__PriceRowType& row) {
  domain::PriceRow out;
  out.item_id = read.id("ItemIntegrationId", row.ItemIntegrationId);
  out.price = read.number_change("Price", row.Price);
  out.sale_price = read.number_change("SalePrice", row.SalePrice);
  out.sale_start = read.moment_change("SaleStart", row.SaleStart);
  out.sale_end = read.moment_change("SaleEnd", row.SaleEnd);
  out.as_of = read.moment("AsOf", row.AsOf);
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_update_pricing(OperationCall& call) {
  const UpdatePricingHandler handler(call.database, call.clock, call.fingerprints, call.limits);
  return run_update<tb__PriceRowType>(call, handler.begin(call.caller, call.return_all_rows), to_domain, [](struct soap* soap) {
    _tb__UpdatePricing request;
    request.soap_default(soap);
    return soap_get__tb__UpdatePricing(soap, &request, "tb:UpdatePricing", nullptr) != nullptr;
  });
}

}  // namespace tillbridge::services
