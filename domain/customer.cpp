#include "domain/customer.hpp"

#include <charconv>

#include "base/text.hpp"
#include "domain/customer_key.hpp"

namespace tillbridge::domain {
namespace {

constexpr std::string_view kIdPrefix = "cus_";

const std::string& first_of(const std::string& wanted, const std::string& otherwise) { return wanted.empty() ? otherwise : wanted; }

CustomerProfile profile_of(const WebCustomer& customer, const Address& billing, const Address& shipping) {
  const Address& home = billing.line1.empty() && billing.postcode.empty() ? shipping : billing;
  CustomerProfile profile;
  profile.email = first_of(customer.email, billing.email);
  profile.phone = first_of(customer.phone, first_of(billing.phone, shipping.phone));
  profile.first_name = first_of(customer.first_name, billing.first_name);
  profile.last_name = first_of(customer.last_name, billing.last_name);
  profile.company = first_of(customer.company, billing.company);
  profile.street = home.line1;
  profile.postcode = home.postcode;
  profile.city = home.city;
  profile.country = first_of(billing.country, shipping.country);
  return profile;
}

}  // namespace

std::string to_text(CustomerId id) { return std::string(kIdPrefix) + std::to_string(raw(id)); }

std::optional<CustomerId> customer_id_from(const std::string& text) {
  if (!text.starts_with(kIdPrefix)) return std::nullopt;
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + kIdPrefix.size(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 1) return std::nullopt;
  return CustomerId{number};
}

std::optional<CustomerSale> sale_of(SiteId site, const SaleMoment& moment, const WebCustomer& customer, const Address& billing, const Address& shipping) {
  CustomerSale sale;
  sale.moment = moment;
  sale.profile = profile_of(customer, billing, shipping);
  sale.email = email_key(sale.profile.email);
  sale.phone = phone_key(sale.profile.phone, sale.profile.country);
  sale.who.site_id = site;
  sale.who.web_customer_id = std::string(base::trim_blanks(customer.web_customer_id));
  if (sale.who.is_guest()) sale.who.guest_key = sale.email.empty() ? sale.phone : sale.email;
  if (sale.who.is_guest() && sale.who.guest_key.empty()) return std::nullopt;
  return sale;
}

}  // namespace tillbridge::domain
