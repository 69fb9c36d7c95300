#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/account.hpp"
#include "persistence/database.hpp"
#include "services/front/front_parser.hpp"
#include "services/front/value_lines.hpp"
#include "services/fingerprints/fingerprints.hpp"
#include "services/handlers/caller.hpp"
#include "services/handlers/update_answer.hpp"
#include "services/soap/soap_context.hpp"

namespace tillbridge::services {

/// What a binding needs to carry out one call: an authenticated caller and an envelope that the front parser has accepted as a
/// whole, so that nothing is written for a document that turns out to be broken at its end.
struct OperationCall {
  persistence::Database& database;
  const base::Clock& clock;
  SoapContext& soap;                  ///< not read yet
  const domain::Account& account;
  const Caller& caller;
  const UpdateLimits& limits;
  Fingerprints& fingerprints;
  bool return_all_rows = false;
  std::vector<front::FrontWarning> warnings;
  front::ValueLines& lines;           ///< where the values of the request stood
};

/// The same error with the line on which its field stands in that row of the request. Rows are asked for in their order.
base::Error with_line(const OperationCall& call, base::Error error, std::int64_t row);

/// Serialises the element Result; run after the commit.
using ResultWriter = std::function<int(struct soap*)>;

/// What a binding hands back after the commit.
struct BoundAnswer {
  ResultWriter write;
  bool complete = true;               ///< false: the database was lost in the middle, a repeat has work to do
  std::optional<domain::RowCounts> counts = std::nullopt;  ///< of updates, for the metrics
  std::map<std::string, std::int64_t> results = {};        ///< of confirms: entries by result, for the metrics
};

/// One per operation, in services/soap/<operation>_binding.cpp. An Error means that nothing was done.
using Binding = base::Result<BoundAnswer> (*)(OperationCall&);

/// nullptr for unknown names.
Binding find_binding(const std::string& operation);

base::Result<BoundAnswer> bind_update_pos_products(OperationCall& call);
base::Result<BoundAnswer> bind_update_inventory(OperationCall& call);
base::Result<BoundAnswer> bind_update_pricing(OperationCall& call);
base::Result<BoundAnswer> bind_get_new_orders(OperationCall& call);
base::Result<BoundAnswer> bind_confirm_orders(OperationCall& call);
base::Result<BoundAnswer> bind_get_new_captures(OperationCall& call);
base::Result<BoundAnswer> bind_confirm_captures(OperationCall& call);
base::Result<BoundAnswer> bind_get_new_transactions(OperationCall& call);
base::Result<BoundAnswer> bind_confirm_transactions(OperationCall& call);
base::Result<BoundAnswer> bind_save_shipments(OperationCall& call);

}  // namespace tillbridge::services
