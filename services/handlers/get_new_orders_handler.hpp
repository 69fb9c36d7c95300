#pragma once
#include "services/handlers/offer_documents.hpp"

namespace tillbridge::services {

/// GetNewOrders: offers orders as placed until they are confirmed. Rules and errors: offer_documents. Safe for any thread.
class GetNewOrdersHandler {
 public:
  GetNewOrdersHandler(persistence::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}
  base::Result<GetNewAnswer> handle(const Caller& caller, const GetNewRequest& request) const;

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::services
