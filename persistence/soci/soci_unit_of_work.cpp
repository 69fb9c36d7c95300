#include "persistence/soci/soci_unit_of_work.hpp"

#include <stdexcept>

#include "persistence/soci/soci_account_repository.hpp"
#include "persistence/soci/soci_allocation_repository.hpp"
#include "persistence/soci/soci_customer_repository.hpp"
#include "persistence/soci/soci_document_repository.hpp"
#include "persistence/soci/soci_order_repository.hpp"
#include "persistence/soci/soci_shipment_repository.hpp"

namespace tillbridge::persistence::soci {
namespace {

[[noreturn]] void not_built_yet(const char* what) { throw std::logic_error(std::string("this build does not store ") + what); }

}  // namespace

AccountRepository& SociUnitOfWork::accounts() { return made<SociAccountRepository>(accounts_); }
SiteRepository& SociUnitOfWork::sites() { not_built_yet("sites"); }
ItemRepository& SociUnitOfWork::items() { not_built_yet("items"); }
PriceRepository& SociUnitOfWork::prices() { not_built_yet("prices"); }
StockRepository& SociUnitOfWork::stock() { not_built_yet("stock"); }
ListingRepository& SociUnitOfWork::listings() { not_built_yet("listings"); }
DeliveryRepository& SociUnitOfWork::deliveries() { not_built_yet("deliveries"); }
JobRepository& SociUnitOfWork::jobs() { not_built_yet("jobs"); }
OrderRepository& SociUnitOfWork::orders() { return made<SociOrderRepository>(orders_); }
AllocationRepository& SociUnitOfWork::allocations() { return made<SociAllocationRepository>(allocations_); }
DocumentRepository& SociUnitOfWork::documents() { return made<SociDocumentRepository>(documents_); }
ShipmentRepository& SociUnitOfWork::shipments() { return made<SociShipmentRepository>(shipments_); }
CustomerRepository& SociUnitOfWork::customers() { return made<SociCustomerRepository>(customers_); }
CallerReferenceRepository& SociUnitOfWork::caller_references() { not_built_yet("caller references"); }
AuditRepository& SociUnitOfWork::audit() { not_built_yet("audit"); }

}  // namespace tillbridge::persistence::soci
