#pragma once
#include "persistence/customers.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociCustomerBookRepository final : public CustomerBookRepository {
 public:
  explicit SociCustomerBookRepository(Session& session) : session_(session) {}

  std::vector<StoredCustomer> list(domain::AccountId account, const Filter& filter) override;
  std::optional<StoredCustomer> find(domain::AccountId account, domain::CustomerId customer) override;
  std::vector<StoredSale> list_sales(domain::AccountId account, domain::CustomerId customer) override;
  std::vector<std::string> list_unlinked(domain::AccountId account, domain::CustomerId customer) override;
  std::vector<NumberMerge> list_merges(domain::AccountId account) override;

  std::int64_t merge(domain::AccountId account, const std::string& away, const std::string& kept, base::Timestamp now) override;
  void unlink(domain::AccountId account, domain::CustomerId customer) override;
  void link(domain::AccountId account, domain::CustomerId customer, const std::string& pos_customer_number) override;
  void erase(domain::AccountId account, domain::CustomerId customer) override;

 private:
  void store_number(domain::AccountId account, domain::CustomerId customer, const std::string& pos_customer_number);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
