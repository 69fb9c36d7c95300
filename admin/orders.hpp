#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"
#include "jobs/collect/forget_and_pull.hpp"

namespace tillbridge::admin {

struct OrderListRequest {
  std::string store_id;
  std::string site;                   ///< "" = all sites of the account
  std::string status;                 ///< "" = all
  int limit = 50;
};
struct OrderListEntry {
  domain::Order order;
  std::string site_name;
};
/// Newest first.
base::Result<std::vector<OrderListEntry>> list_orders(AdminServices& services, const OrderListRequest& request);

/// An order with all that happened to it and all that was made of it.
struct OrderView {
  domain::Order order;
  std::string site_name;
  std::vector<domain::OrderEvent> events;
  std::vector<persistence::StoredDocument> documents;
  std::vector<domain::AllocationEntry> allocations;
  std::vector<persistence::ShipmentDelivery> shipments;
};
/// `key` is our order id, the shop's id or its number; `site` narrows it down. kConflict when two sites have it.
base::Result<OrderView> show_order(AdminServices& services, const std::string& store_id, const std::string& site, const std::string& key);

/// Fetches one order from the shop now.
base::Result<domain::Order> pull_order(AdminServices& services, const std::string& store_id, const std::string& site, const std::string& web_order_id);

struct ForgetOrderRequest {
  std::string store_id, site;
  std::string order;                  ///< our order id, the shop's id or its number
  std::string reason;                 ///< required
};
/// Forgets what is stored of an order and reads it from the shop anew (jobs/collect/forget_and_pull.hpp). kForbidden for a viewer,
/// kInvalidRequest without a reason.
base::Result<jobs::ForgottenOrder> forget_and_pull_order(AdminServices& services, const ForgetOrderRequest& request);

struct ResendRequest {
  std::string store_id;
  std::string document_id;
  std::string reason;                 ///< required for a confirmed one
  bool confirmed_too = false;         ///< the operator knows that the POS has booked it already
};
/// Offers a document to the POS again under its id. Parked ones freely; a confirmed one only with a reason and on purpose: the POS may book
/// it twice (the only exception to "never again"). kForbidden without these or for a viewer, kConflict when it waits anyway, was
/// replaced or has lost its content to the purge.
base::Result<domain::DocumentStatus> resend_document(AdminServices& services, const ResendRequest& request);

}  // namespace tillbridge::admin
