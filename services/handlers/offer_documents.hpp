#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/document.hpp"
#include "persistence/database.hpp"
#include "services/handlers/caller.hpp"

namespace tillbridge::services {

/// GetNewOrders, GetNewCaptures and GetNewTransactions ask the same question.
struct GetNewRequest {
  std::optional<std::int64_t> max_count;  ///< MaxCount: 1–1,000; absent = 100
  std::string site;                       ///< Site: name of one web site; "" = all
  std::string pos_store;                  ///< PosStore: "" = all
};

/// One document of an answer. The content never changes; the customer's number is read when the document is handed out.
struct OfferedDocument {
  domain::Document document;
  std::string pos_customer_number;        ///< "" = not known yet
  int generation = 1;
  bool resent = false;                    ///< Resent: an operator asked for it to be offered again
};

struct GetNewAnswer {
  std::vector<OfferedDocument> documents; ///< in stable order (created, id), the same again until confirmed
  bool more_available = false;            ///< MoreAvailable: confirm these before the next Get
  std::int64_t waiting_count = 0;         ///< WaitingCount: all that the filter lets through, these included
  std::int64_t parked_count = 0;          ///< ParkedCount: refused ones that wait for an operator
  std::vector<std::string> warnings;
};

inline constexpr std::int64_t kDefaultMaxCount = 100;
inline constexpr std::int64_t kMaxMaxCount = 1'000;
inline constexpr std::int64_t kMaxAnswerBytes = 8 * 1024 * 1024;

/// The core of the three GetNew… handlers: everything unconfirmed and not parked is offered on every call until it is confirmed.
/// One short writing transaction: clock step, read, one hand-out row, first-offered marks, commit; the answer leaves after it, so a
/// lost answer counts as offered. Where the account keeps offering refused documents, those whose pause is over come along. A kind that the account does not pull gives an empty list and a warning.
/// Errors: kInvalidRequest "too_many" (MaxCount above 1,000), "bad_max_count" (below 1), "unknown_site" (names it), each with `field`.
/// Throws persistence::DatabaseUnavailable. Source: OrderTasks, GetNewOrders, GetNewCaptures, GetNewTransactions.
base::Result<GetNewAnswer> offer_documents(persistence::Database& database, const base::Clock& clock, const Caller& caller,
                                           domain::DocumentKind kind, const GetNewRequest& request);

}  // namespace tillbridge::services
