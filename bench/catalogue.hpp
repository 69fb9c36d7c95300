#pragma once
#include <string>
#include <vector>

#include "base/secret_bytes.hpp"
#include "bench/stores.hpp"
#include "domain/delivery.hpp"

namespace tillbridge::bench {

/// How much a catalogue holds.
struct CatalogueSize {
  int accounts = 1;
  int sites = 1;                      ///< of each account
  int items = 0;                      ///< of each account
};

/// Accounts whose items have a price and a quantity, stand in every shop of their account and are there as the till posted them: every job
/// has seen everything and is due in a year. Filled by SQL from one item that the repositories wrote, in the order of the keys.
class Catalogue {
 public:
  Catalogue(Store& store, const CatalogueSize& size);

  domain::AccountId account(int number = 0) const { return accounts_.at(static_cast<std::size_t>(number)); }
  /// The name by which tills call that account; its user is "till1".
  static std::string store_id(int account = 0);
  const std::string& password() const { return password_; }
  static const base::SecretBytes& pepper();
  static std::string item_id(int number);
  /// This job of all sites of an account is due now.
  void make_due(domain::JobKind job, int account = 0);

 private:
  void insert_accounts();
  void insert_seed();
  void multiply();
  struct Table {
    std::string name;
    std::vector<std::string> columns;      ///< copied as they are; site_id first where there is a row for each site
    std::string named_after_item = {};     ///< a column that holds the item's id, too
  };
  void copy(const Table& table);

  Store& store_;
  CatalogueSize size_;
  std::string password_;
  std::vector<domain::AccountId> accounts_;
};

}  // namespace tillbridge::bench
