#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace tillbridge::persistence {

/// The pair (web customer, POS customer number), learnt from the echo of a confirm. Guests are known by e-mail only.
class CustomerRepository {
 public:
  virtual ~CustomerRepository() = default;
  /// Stores the pair; the first number of a web customer stays (the earliest sale wins).
  virtual void bind(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id, const std::string& email_lower,
                    const std::string& pos_customer_number) = 0;
  /// By the stored pair, else by e-mail (lower case) over all sites of the account.
  virtual std::optional<std::string> find_pos_number(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id,
                                                     const std::string& email_lower) = 0;
};

}  // namespace tillbridge::persistence
