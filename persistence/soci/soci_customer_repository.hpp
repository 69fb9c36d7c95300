#pragma once
#include "persistence/customers.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociCustomerRepository final : public CustomerRepository {
 public:
  explicit SociCustomerRepository(Session& session) : session_(session) {}

  void bind(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id, const std::string& email_lower,
            const std::string& pos_customer_number) override;
  std::optional<std::string> find_pos_number(domain::AccountId account, domain::SiteId site, const std::string& web_customer_id,
                                             const std::string& email_lower) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
