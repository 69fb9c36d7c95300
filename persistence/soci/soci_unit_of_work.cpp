#include "persistence/soci/soci_unit_of_work.hpp"

#include "persistence/soci/soci_account_repository.hpp"
#include "persistence/soci/soci_allocation_repository.hpp"
#include "persistence/soci/soci_attribute_mapping_repository.hpp"
#include "persistence/soci/soci_audit_repository.hpp"
#include "persistence/soci/soci_caller_reference_repository.hpp"
#include "persistence/soci/soci_customer_book_repository.hpp"
#include "persistence/soci/soci_customer_repository.hpp"
#include "persistence/soci/soci_delivery_repository.hpp"
#include "persistence/soci/soci_document_repository.hpp"
#include "persistence/soci/soci_evidence_repository.hpp"
#include "persistence/soci/soci_item_repository.hpp"
#include "persistence/soci/soci_job_repository.hpp"
#include "persistence/soci/soci_listing_repository.hpp"
#include "persistence/soci/soci_order_repository.hpp"
#include "persistence/soci/soci_price_repository.hpp"
#include "persistence/soci/soci_retention_repository.hpp"
#include "persistence/soci/soci_safety_stock_repository.hpp"
#include "persistence/soci/soci_shipment_repository.hpp"
#include "persistence/soci/soci_shop_hold_repository.hpp"
#include "persistence/soci/soci_site_memory_repository.hpp"
#include "persistence/soci/soci_site_repository.hpp"
#include "persistence/soci/soci_stock_repository.hpp"

namespace tillbridge::persistence::soci {

AccountRepository& SociUnitOfWork::accounts() { return made<SociAccountRepository>(accounts_); }
SiteRepository& SociUnitOfWork::sites() { return made<SociSiteRepository>(sites_); }
ItemRepository& SociUnitOfWork::items() { return made<SociItemRepository>(items_); }
PriceRepository& SociUnitOfWork::prices() { return made<SociPriceRepository>(prices_); }
StockRepository& SociUnitOfWork::stock() { return made<SociStockRepository>(stock_); }
ListingRepository& SociUnitOfWork::listings() { return made<SociListingRepository>(listings_); }
DeliveryRepository& SociUnitOfWork::deliveries() { return made<SociDeliveryRepository>(deliveries_); }
JobRepository& SociUnitOfWork::jobs() { return made<SociJobRepository>(jobs_); }
OrderRepository& SociUnitOfWork::orders() { return made<SociOrderRepository>(orders_); }
AllocationRepository& SociUnitOfWork::allocations() { return made<SociAllocationRepository>(allocations_); }
DocumentRepository& SociUnitOfWork::documents() { return made<SociDocumentRepository>(documents_); }
ShipmentRepository& SociUnitOfWork::shipments() { return made<SociShipmentRepository>(shipments_); }
CustomerRepository& SociUnitOfWork::customers() { return made<SociCustomerRepository>(customers_); }
CustomerBookRepository& SociUnitOfWork::customer_book() { return made<SociCustomerBookRepository>(customer_book_); }
CallerReferenceRepository& SociUnitOfWork::caller_references() { return made<SociCallerReferenceRepository>(caller_references_); }
AuditRepository& SociUnitOfWork::audit() { return made<SociAuditRepository>(audit_); }
AttributeMappingRepository& SociUnitOfWork::attribute_mappings() { return made<SociAttributeMappingRepository>(attribute_mappings_); }
SiteMemoryRepository& SociUnitOfWork::site_memories() { return made<SociSiteMemoryRepository>(site_memories_); }
SafetyStockRepository& SociUnitOfWork::safety_stocks() { return made<SociSafetyStockRepository>(safety_stocks_); }
EvidenceRepository& SociUnitOfWork::evidence() { return made<SociEvidenceRepository>(evidence_); }
RetentionRepository& SociUnitOfWork::retention() { return made<SociRetentionRepository>(retention_); }
ShopHoldRepository& SociUnitOfWork::shop_holds() { return made<SociShopHoldRepository>(shop_holds_); }

}  // namespace tillbridge::persistence::soci
