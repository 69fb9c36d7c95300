#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"
#include "domain/customer_duplicates.hpp"

namespace tillbridge::admin {

/// Customers are known by "cus_12", our id of one web customer or guest of one site, or by the POS's customer number, which may stand for
/// several of them. Every act that changes something leaves its trace; `reason` goes there.

struct CustomerListRequest {
  std::string store_id;
  std::string site;                   ///< "" = all sites of the account
  std::string email, phone, name;     ///< "" = any; the phone with + or as the shop wrote it without a country
  std::string pos_customer_number;
  bool without_number = false;
  int limit = 50;
};
struct CustomerListEntry {
  persistence::StoredCustomer customer;
  std::string site_name;
};
/// By id.
base::Result<std::vector<CustomerListEntry>> list_customers(AdminServices& services, const CustomerListRequest& request);

struct CustomerView {
  CustomerListEntry entry;
  std::vector<persistence::StoredSale> sales;     ///< oldest first
  std::vector<std::string> unlinked;              ///< numbers that were taken from this customer
  std::vector<std::string> merged_numbers;        ///< numbers that mean this customer's number since a merge
};
/// One for "cus_12", all for a POS customer number. kNotFound.
base::Result<std::vector<CustomerView>> show_customers(AdminServices& services, const std::string& store_id, const std::string& key);

struct MergeRequest {
  std::string store_id;
  std::string away, kept;             ///< POS customer numbers
  std::string reason;
};
/// Returns how many customers changed their number. kInvalidRequest for equal or missing numbers, kConflict where one was merged away before.
base::Result<std::int64_t> merge_customers(AdminServices& services, const MergeRequest& request);

struct CustomerActRequest {
  std::string store_id;
  std::string customer;               ///< "cus_12"
  std::string pos_customer_number;    ///< link only
  std::string reason;
};
/// Forgets the pair; this number is never given to the customer again, by no e-mail, phone or echo, until link_customer says so. The next
/// order starts from the e-mail. kConflict where the customer has no number.
base::Result<CustomerListEntry> unlink_customer(AdminServices& services, const CustomerActRequest& request);
/// Ties a customer to a number by hand, before every sale.
base::Result<CustomerListEntry> link_customer(AdminServices& services, const CustomerActRequest& request);

struct EraseRequest {
  std::string store_id;
  std::string customer;               ///< "cus_12", or a POS customer number: all customers that have it
  std::string reason;
  bool even_open = false;             ///< also where the POS has not confirmed everything: it will get documents without a name
};
struct EraseReport {
  std::vector<domain::CustomerId> customers;
  std::int64_t orders = 0, documents = 0;
};
/// Takes everything personal out of the customer, its orders, their events and documents; ids, quantities, money and evidence stay, and no
/// later poll brings anything back. kConflict names a document that the POS has not confirmed.
base::Result<EraseReport> erase_customer(AdminServices& services, const EraseRequest& request);

struct DuplicatesRequest {
  std::string store_id;
  int min_score = domain::kLikelyScore;
  int limit = 100;
};
struct DuplicateEntry {
  CustomerListEntry first, second;
  domain::Likeness likeness;
};
struct DuplicatesReport {
  std::vector<DuplicateEntry> pairs;  ///< the likeliest first, at most `limit`
  std::int64_t customers = 0, found = 0, compared = 0, crowded = 0;
};
base::Result<DuplicatesReport> report_duplicates(AdminServices& services, const DuplicatesRequest& request);

}  // namespace tillbridge::admin
