#pragma once
#include "persistence/customers.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociCustomerRepository final : public CustomerRepository {
 public:
  explicit SociCustomerRepository(Session& session) : session_(session) {}

  void record_sale(domain::AccountId account, const domain::CustomerSale& sale) override;
  std::vector<BuyerOfOrder> find_buyers(domain::AccountId account, const std::vector<domain::OrderId>& sorted_ids) override;
  std::vector<domain::NumberedContact> find_numbered(domain::AccountId account, ContactKind kind, const std::vector<std::string>& sorted_values) override;
  std::optional<EchoTarget> find_echo_target(domain::AccountId account, const domain::OrderId& order) override;
  void store_echo(domain::AccountId account, const domain::OrderId& order, const std::string& pos_customer_number) override;
  void store_pair(domain::AccountId account, domain::CustomerId customer, const std::string& pos_customer_number, const domain::SaleMoment& bound_by) override;
  std::optional<std::string> find_kept_number(domain::AccountId account, const std::string& pos_customer_number) override;
  bool is_erased(domain::AccountId account, const domain::OrderId& order) override;

 private:
  struct Known {
    domain::CustomerId customer{};
    bool erased = false;
    domain::CustomerSale sale;
  };
  std::optional<Known> find_sale(domain::AccountId account, const domain::OrderId& order);
  /// The customer of this identity, made where there is none; `is_new` says so.
  domain::CustomerId customer_of(domain::AccountId account, const domain::CustomerIdentity& who, bool& is_new);
  void write_sale(domain::AccountId account, domain::CustomerId customer, const domain::CustomerSale& sale);
  void add_contact(domain::AccountId account, domain::CustomerId customer, ContactKind kind, const std::string& value, const domain::SaleMoment& moment);
  void write_contact(domain::AccountId account, domain::CustomerId customer, ContactKind kind, const std::string& value, const domain::SaleMoment& moment);
  /// Finds the first sale with this contact again, where `changed` may have been it.
  void refresh_contact(domain::AccountId account, domain::CustomerId customer, ContactKind kind, const std::string& value, const domain::OrderId& changed);
  /// The echo of the earliest sale is the customer's number; one that stands without a sale stays.
  void refresh_pair(domain::AccountId account, domain::CustomerId customer);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
