#pragma once
#include <cstdint>
#include <string>

#include "domain/order.hpp"

namespace tillbridge::domain {

/// Ours, unique inside the account, from 1; shown as "cus_12".
enum class CustomerId : std::int64_t {};
constexpr std::int64_t raw(CustomerId id) { return static_cast<std::int64_t>(id); }
std::string to_text(CustomerId id);                              ///< "cus_12"
std::optional<CustomerId> customer_id_from(const std::string& text);

/// By what a customer of one site is known for ever: the shop's customer id, or for a guest the e-mail (email_key; without one the
/// phone_key). Exactly one of the two is given.
struct CustomerIdentity {
  SiteId site_id{};
  std::string web_customer_id;
  std::string guest_key;
  bool is_guest() const { return web_customer_id.empty(); }
  auto operator<=>(const CustomerIdentity&) const = default;
};

/// When a sale was made: the order of all sales of an account, whatever the order in which they are collected or confirmed.
struct SaleMoment {
  Timestamp placed_at{};
  OrderId order_id;
  auto operator<=>(const SaleMoment&) const = default;
};

/// What an order tells about who bought; texts as the shop wrote them.
struct CustomerProfile {
  std::string email, phone, first_name, last_name, company;
  std::string street, postcode, city, country;
  bool operator==(const CustomerProfile&) const = default;
};

/// One order from the customer's side: what a customer is recognised by later.
struct CustomerSale {
  SaleMoment moment;
  CustomerIdentity who;
  std::string email;                  ///< email_key, "" = none
  std::string phone;                  ///< phone_key, "" = none
  CustomerProfile profile;
  bool operator==(const CustomerSale&) const = default;
};

/// Who bought; nothing where the order names neither a web customer nor an e-mail nor a telephone number. The phone of the customer
/// counts before the one of the billing address. Pure.
std::optional<CustomerSale> sale_of(SiteId site, const SaleMoment& moment, const WebCustomer& customer, const Address& billing, const Address& shipping);

}  // namespace tillbridge::domain
