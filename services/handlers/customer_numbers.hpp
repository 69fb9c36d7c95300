#pragma once
#include <map>
#include <string>
#include <vector>

#include "persistence/database.hpp"

namespace tillbridge::services {

/// The POS's customer numbers of the documents of one answer, as they are known while it is handed out (domain/customer_rules.hpp).
/// Reads a few rows per hundred documents, however many customers there are; inside a writing transaction.
class CustomerNumbers {
 public:
  CustomerNumbers(persistence::UnitOfWork& work, const domain::Account& account, const std::vector<persistence::StoredDocument>& documents);

  /// "" = not known.
  std::string of(const domain::Document& document) const;

 private:
  std::map<domain::OrderId, std::string> numbers_;
};

}  // namespace tillbridge::services
