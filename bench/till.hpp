#pragma once
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "domain/document.hpp"
#include "persistence/database.hpp"
#include "services/soap_service.hpp"

namespace tillbridge::bench {

/// What a GetNewTransactions call gave.
struct Pulled {
  std::size_t documents = 0, bytes = 0;
};

/// An account with one web site in a new store, and its till, which calls the whole SOAP service as the HTTP server does: front pass,
/// login, handler with its hand-out row and commit, answer serialised and read to its end.
class Till {
 public:
  explicit Till(persistence::Database& database);

  Pulled get_new_transactions(int max_count);
  /// The handler alone, without SOAP.
  Pulled get_new_transactions_without_soap(int max_count);
  /// Stores transactions first … first + count - 1 of sample_documents.hpp as new ones, created a microsecond apart, with their buyers.
  void append_transactions(int first, int count, base::Timestamp created_at);

  domain::AccountId account() const { return account_; }

 private:
  persistence::Database& database_;
  base::SystemClock clock_;
  domain::AccountId account_{};
  std::string password_;
  std::unique_ptr<services::SoapService> service_;
};

}  // namespace tillbridge::bench
