#include "persistence/soci/soci_customer_repository.hpp"

namespace tillbridge::persistence::soci {

void SociCustomerRepository::bind(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id, const std::string& email_lower,
                                  const std::string& pos_customer_number) {
  if (web_customer_id.empty() && email_lower.empty()) return;
  const auto sequence = session_.query_integer("SELECT COALESCE(MAX(sequence), 0) + 1 FROM customer_identity WHERE account_id = ?", {account});
  session_.insert_new("customer_identity", {"account_id", "site_id", "web_customer_id", "guest_email", "email", "pos_customer_number", "sequence"},
                      {account, site, web_customer_id, web_customer_id.empty() ? email_lower : std::string{}, email_lower, pos_customer_number, sequence});
}

std::optional<std::string> SociCustomerRepository::find_pos_number(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id,
                                                                   const std::string& email_lower) {
  if (!web_customer_id.empty()) {
    auto pair = session_.query("SELECT pos_customer_number FROM customer_identity WHERE account_id = ? AND site_id = ? AND web_customer_id = ? AND guest_email = ''",
                               {account, site, web_customer_id});
    if (pair.next()) return pair.text();
  }
  if (email_lower.empty()) return std::nullopt;
  auto by_email = session_.query("SELECT pos_customer_number FROM customer_identity WHERE account_id = ? AND email = ? ORDER BY sequence LIMIT 1", {account, email_lower});
  return by_email.next() ? std::optional(by_email.text()) : std::nullopt;
}

}  // namespace tillbridge::persistence::soci
