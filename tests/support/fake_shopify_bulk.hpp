#pragma once
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "sandbox/http_server.hpp"
#include "tests/support/graphql_document.hpp"

namespace tillbridge::tests {

using Json = nlohmann::json;

/// Bulk operations of a pretended Shopify: places to upload to, operations that run when the test says so, and files of results.
class FakeShopifyBulk {
 public:
  /// `run` does one mutation and gives what a call of it would answer under "data".
  FakeShopifyBulk(const base::Clock& clock, std::function<Json(const GraphqlOperation&)> run) : clock_(clock), run_(std::move(run)) {}

  std::optional<Json> answer(const GraphqlField& field, const std::string& base_url);
  /// The upload, and the download of a result; nothing for another path.
  std::optional<sandbox::Response> serve(const sandbox::Request& request);

  /// Operations run at the first question about them (0) or after so many questions; −1 = never.
  void answer_after(int questions) { questions_ = questions; }
  /// The next operation ends so: FAILED, CANCELED, EXPIRED. `lines` were done before.
  void end_next(std::string status, std::size_t lines) { ending_ = {std::move(status), lines}; }
  /// Other people's operations that never end.
  void occupy(int count);
  void refuse_uploads() { refuses_uploads_ = true; }
  std::size_t operation_count() const { return operations_.size(); }

 private:
  struct Operation {
    std::string id, mutation, input, status = "CREATED";
    std::string result;
    int questions = 0;
    std::optional<std::pair<std::string, std::size_t>> ending;
    base::Timestamp created_at;
  };
  Json stage(const GraphqlField& field, const std::string& base_url);
  Json start(const GraphqlField& field, const std::string& base_url);
  Json newest(const std::string& base_url) const;
  Json cancel(const GraphqlField& field, const std::string& base_url);
  void run_to_its_end(Operation& operation);
  Json operation_json(const Operation& operation, const std::string& base_url) const;

  const base::Clock& clock_;
  std::function<Json(const GraphqlOperation&)> run_;
  std::map<std::string, std::string> uploads_;  ///< by key
  std::map<std::string, Operation> operations_;
  std::optional<std::pair<std::string, std::size_t>> ending_;
  int questions_ = 1;
  bool refuses_uploads_ = false;
  int next_ = 0;
};

}  // namespace tillbridge::tests
