#pragma once
#include <map>
#include <optional>
#include <string>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// How far an operation is.
struct BulkState {
  enum class Phase { kRunning, kEnded, kUnknown };
  Phase phase = Phase::kRunning;      ///< kUnknown = the shop has no such operation
  std::string id;
  std::string status;                 ///< the platform's word
  std::string file;                   ///< address of the results, whole or in part; "" = there are none
};

/// Bulk operations of the Admin API: one mutation run for each line of a file. Effects are the shop's; what is open is kept by the caller. Not for
/// several threads.
class Bulk {
 public:
  Bulk(Api& api, http::HttpClient& client, const base::Clock& clock) : api_(api), client_(client), clock_(clock) {}

  /// Puts the file where the shop reads it and gives its path there.
  base::Result<std::string> upload(const std::string& lines);
  /// Starts the mutation; its id. kConflict where the shop takes no more operations now, kUnavailable where it may have started all the same.
  base::Result<std::string> start(const std::string& mutation, const std::string& uploaded_path);
  /// By id; or, where the answer to start() was lost, by the text of its mutation among the newest ones.
  base::Result<BulkState> look(const std::string& id);
  base::Result<BulkState> find(const std::string& words_of_mutation);
  base::Result<BulkState> cancel(const std::string& id);
  /// The answer under "data" by line number. kNotFound where the file is gone.
  base::Result<std::map<std::size_t, Json>> results(const std::string& file);

 private:
  Api& api_;
  http::HttpClient& client_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::connectors::shopify
