#pragma once
#include <memory>

#include "persistence/database.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// The repositories of one transaction, made when first asked for.
class SociUnitOfWork final : public UnitOfWork {
 public:
  explicit SociUnitOfWork(Session& session) : session_(session) {}

  AccountRepository& accounts() override;
  SiteRepository& sites() override;
  ItemRepository& items() override;
  PriceRepository& prices() override;
  StockRepository& stock() override;
  ListingRepository& listings() override;
  DeliveryRepository& deliveries() override;
  JobRepository& jobs() override;
  OrderRepository& orders() override;
  AllocationRepository& allocations() override;
  DocumentRepository& documents() override;
  ShipmentRepository& shipments() override;
  CustomerRepository& customers() override;
  CustomerBookRepository& customer_book() override;
  CallerReferenceRepository& caller_references() override;
  AuditRepository& audit() override;
  AttributeMappingRepository& attribute_mappings() override;
  SafetyStockRepository& safety_stocks() override;
  SiteMemoryRepository& site_memories() override;
  EvidenceRepository& evidence() override;
  RetentionRepository& retention() override;
  ShopHoldRepository& shop_holds() override;

 private:
  template <class Implementation, class Interface>
  Interface& made(std::unique_ptr<Interface>& repository) {
    if (!repository) repository = std::make_unique<Implementation>(session_);
    return *repository;
  }

  Session& session_;
  std::unique_ptr<AccountRepository> accounts_;
  std::unique_ptr<SiteRepository> sites_;
  std::unique_ptr<ItemRepository> items_;
  std::unique_ptr<PriceRepository> prices_;
  std::unique_ptr<StockRepository> stock_;
  std::unique_ptr<ListingRepository> listings_;
  std::unique_ptr<DeliveryRepository> deliveries_;
  std::unique_ptr<JobRepository> jobs_;
  std::unique_ptr<OrderRepository> orders_;
  std::unique_ptr<AllocationRepository> allocations_;
  std::unique_ptr<DocumentRepository> documents_;
  std::unique_ptr<ShipmentRepository> shipments_;
  std::unique_ptr<CustomerRepository> customers_;
  std::unique_ptr<CustomerBookRepository> customer_book_;
  std::unique_ptr<CallerReferenceRepository> caller_references_;
  std::unique_ptr<AuditRepository> audit_;
  std::unique_ptr<AttributeMappingRepository> attribute_mappings_;
  std::unique_ptr<SafetyStockRepository> safety_stocks_;
  std::unique_ptr<SiteMemoryRepository> site_memories_;
  std::unique_ptr<EvidenceRepository> evidence_;
  std::unique_ptr<RetentionRepository> retention_;
  std::unique_ptr<ShopHoldRepository> shop_holds_;
};

}  // namespace tillbridge::persistence::soci
