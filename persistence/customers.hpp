#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/customer_rules.hpp"

namespace tillbridge::persistence {

enum class ContactKind { kEmail, kPhone };

/// The buyer of one order, as the customer's number is looked up.
struct BuyerOfOrder {
  domain::OrderId order_id;
  domain::Buyer buyer;
};

/// What the echo of an order's confirm meets.
struct EchoTarget {
  domain::EchoedCustomer customer;
  domain::SaleMoment sale;
};

/// Who buys: recorded with every collected order, tied to the POS's customers by the echo of a confirm. What is stored depends on the
/// sales and echoes alone, not on their order. Writing calls run behind the account's clock step.
class CustomerRepository {
 public:
  virtual ~CustomerRepository() = default;

  /// Records who bought; the same again changes nothing, other news about the order (a guest who became a web customer, another e-mail)
  /// moves the sale with its echo. An order of an erased customer stays as it is.
  virtual void record_sale(domain::AccountId account, const domain::CustomerSale& sale) = 0;
  /// Buyers of these orders, in their order; orders without a sale are missing.
  virtual std::vector<BuyerOfOrder> find_buyers(domain::AccountId account, const std::vector<domain::OrderId>& sorted_ids) = 0;
  /// Customers with a number who once used one of these keys, over all sites of the account.
  virtual std::vector<domain::NumberedContact> find_numbered(domain::AccountId account, ContactKind kind, const std::vector<std::string>& sorted_values) = 0;
  /// Nothing where the order has no sale or its customer was erased.
  virtual std::optional<EchoTarget> find_echo_target(domain::AccountId account, const domain::OrderId& order) = 0;
  virtual void store_echo(domain::AccountId account, const domain::OrderId& order, const std::string& pos_customer_number) = 0;
  virtual void store_pair(domain::AccountId account, domain::CustomerId customer, const std::string& pos_customer_number, const domain::SaleMoment& bound_by) = 0;
  /// The number that is kept in its place, where it was merged away.
  virtual std::optional<std::string> find_kept_number(domain::AccountId account, const std::string& pos_customer_number) = 0;
  virtual bool is_erased(domain::AccountId account, const domain::OrderId& order) = 0;
};

/// A customer as an operator looks at it.
struct StoredCustomer {
  domain::CustomerId id{};
  domain::CustomerIdentity who;
  std::string pos_customer_number;    ///< "" = not known
  domain::SaleMoment bound_by;        ///< the sale that the number stands for; no order id = an operator's act
  bool erased = false;
  std::int64_t orders = 0;
  std::optional<domain::SaleMoment> first_sale, last_sale;
  domain::CustomerProfile profile;    ///< of the last sale
  std::string email, phone;           ///< its keys
};

struct StoredSale {
  domain::CustomerSale sale;
  std::string echoed_number;          ///< "" = none yet
};

struct NumberMerge {
  std::string away_number, kept_number;
  base::Timestamp at;
};

/// Customers for operators: looking and setting right. An unknown customer throws NoSuchRow in the writing calls.
class CustomerBookRepository {
 public:
  virtual ~CustomerBookRepository() = default;

  struct Filter {
    std::optional<domain::SiteId> site;
    std::string email, phone;           ///< keys
    std::string pos_customer_number;
    std::string name;                   ///< part of a folded name
    bool without_number = false;
    bool erased_too = false;
    domain::CustomerId after{};         ///< only later ids
    int limit = 50;
  };
  /// By id.
  virtual std::vector<StoredCustomer> list(domain::AccountId account, const Filter& filter) = 0;
  virtual std::optional<StoredCustomer> find(domain::AccountId account, domain::CustomerId customer) = 0;
  /// Oldest first.
  virtual std::vector<StoredSale> list_sales(domain::AccountId account, domain::CustomerId customer) = 0;
  /// Sorted.
  virtual std::vector<std::string> list_unlinked(domain::AccountId account, domain::CustomerId customer) = 0;
  virtual std::vector<NumberMerge> list_merges(domain::AccountId account) = 0;

  /// From now on `away` means `kept`, for customers, echoes and later echoes; numbers merged into `away` before follow. `kept` is a number
  /// of its own again where it had been merged away. Returns how many customers changed their number.
  virtual std::int64_t merge(domain::AccountId account, const std::string& away, const std::string& kept, base::Timestamp now) = 0;
  /// The customer has no number, and the one it had never comes back by a contact or an echo.
  virtual void unlink(domain::AccountId account, domain::CustomerId customer) = 0;
  /// The number stands before every sale; it is not unlinked any more.
  virtual void link(domain::AccountId account, domain::CustomerId customer, const std::string& pos_customer_number) = 0;
  /// Nothing personal stays of the customer and its sales; ids, moments and the count of orders do.
  virtual void erase(domain::AccountId account, domain::CustomerId customer) = 0;
};

}  // namespace tillbridge::persistence
