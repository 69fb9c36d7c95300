#include "tests/support/fake_shopify_bulk.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/time_text.hpp"
#include "tests/support/fake_shopify_catalogue.hpp"

namespace tillbridge::tests {
namespace {

constexpr const char* kUploads = "/staged-uploads";
constexpr const char* kResults = "/bulk-results/";
constexpr std::size_t kMostAtOnce = 5;

Json payload(const char* name, Json value, Json errors) { return {{name, std::move(value)}, {"userErrors", std::move(errors)}}; }

/// The content of one part of a multipart form.
std::string part_of(const std::string& body, const std::string& name) {
  const auto head = body.find("name=\"" + name + "\"");
  if (head == std::string::npos) return "";
  const auto begin = body.find("\r\n\r\n", head) + 4;
  return body.substr(begin, body.find("\r\n--", begin) - begin);
}

bool over(const std::string& status) { return status == "COMPLETED" || status == "FAILED" || status == "CANCELED" || status == "EXPIRED"; }

}  // namespace

std::optional<Json> FakeShopifyBulk::answer(const GraphqlField& field, const std::string& base_url) {
  if (field.name == "stagedUploadsCreate") return stage(field, base_url);
  if (field.name == "bulkOperationRunMutation") return start(field, base_url);
  if (field.name == "bulkOperations") return newest(base_url);
  if (field.name == "bulkOperationCancel") return cancel(field, base_url);
  if (field.name != "bulkOperation") return std::nullopt;
  const auto found = operations_.find(shopify_id(field.arguments.at("id")));
  if (found == operations_.end()) return Json();
  auto& operation = found->second;
  if (!over(operation.status)) {
    if (operation.status == "CREATED") operation.status = "RUNNING";
    if (questions_ >= 0 && operation.questions++ >= questions_) run_to_its_end(operation);
  }
  return operation_json(operation, base_url);
}

Json FakeShopifyBulk::stage(const GraphqlField& field, const std::string& base_url) {
  Json targets = Json::array();
  for (const Json& wanted : field.arguments.at("input")) {
    if (wanted.at("resource") != "BULK_MUTATION_VARIABLES") throw std::invalid_argument("this pretended shop takes bulk variables only");
    const std::string key = "tmp/1/bulk/" + std::to_string(++next_) + "/" + wanted.at("filename").get<std::string>();
    targets.push_back({{"url", base_url + kUploads}, {"resourceUrl", Json()}, {"parameters", Json::array({{{"name", "Content-Type"}, {"value", "text/jsonl"}}, {{"name", "key"}, {"value", key}}})}});
  }
  return payload("stagedTargets", targets, Json::array());
}

Json FakeShopifyBulk::start(const GraphqlField& field, const std::string& base_url) {
  const auto refuse = [](const char* words, const char* code) { return payload("bulkOperation", Json(), Json::array({shopify_error({}, words, code)})); };
  const auto upload = uploads_.find(field.arguments.at("stagedUploadPath").get<std::string>());
  if (upload == uploads_.end()) return refuse("The JSONL file could not be found.", "NO_SUCH_FILE");
  const auto running = std::count_if(operations_.begin(), operations_.end(), [](const auto& one) { return !over(one.second.status); });
  if (static_cast<std::size_t>(running) >= kMostAtOnce) return refuse("Too many bulk operations are running.", "LIMIT_REACHED");
  Operation operation{.id = std::to_string(900 + ++next_), .mutation = field.arguments.at("mutation"), .input = upload->second, .result = {}, .ending = std::move(ending_), .created_at = clock_.now()};
  ending_.reset();
  return payload("bulkOperation", operation_json(operations_[operation.id] = operation, base_url), Json::array());
}

Json FakeShopifyBulk::newest(const std::string& base_url) const {
  std::vector<const Operation*> sorted;
  for (const auto& [id, operation] : operations_) sorted.push_back(&operation);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->created_at > b->created_at; });
  Json out = Json::array();
  for (const auto* operation : sorted) out.push_back(operation_json(*operation, base_url));
  return out;
}

Json FakeShopifyBulk::cancel(const GraphqlField& field, const std::string& base_url) {
  const auto found = operations_.find(shopify_id(field.arguments.at("id")));
  if (found == operations_.end()) return payload("bulkOperation", Json(), Json::array({shopify_error({"id"}, "Bulk operation does not exist", "")}));
  if (!over(found->second.status)) found->second.status = "CANCELING";
  return payload("bulkOperation", operation_json(found->second, base_url), Json::array());
}

void FakeShopifyBulk::occupy(int count) {
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(900 + ++next_);
    operations_[id] = Operation{.id = id, .mutation = "mutation Other { x }", .input = {}, .status = "RUNNING", .result = {}, .ending = {}, .created_at = clock_.now()};
  }
}

void FakeShopifyBulk::run_to_its_end(Operation& operation) {
  std::istringstream lines(operation.input);
  std::vector<std::string> results;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    if (line.empty()) continue;
    if (operation.ending && number >= operation.ending->second) break;
    results.push_back(Json{{"data", run_(parse_graphql(operation.mutation, Json::parse(line)))}, {"__lineNumber", number}}.dump());
  }
  // Lines come in any order.
  std::reverse(results.begin(), results.end());
  for (const auto& line : results) operation.result += line + "\n";
  operation.status = operation.ending ? operation.ending->first : "COMPLETED";
}

Json FakeShopifyBulk::operation_json(const Operation& operation, const std::string& base_url) const {
  const bool ended = over(operation.status), whole = operation.status == "COMPLETED";
  const Json file = ended && !operation.result.empty() ? Json(base_url + kResults + operation.id) : Json();
  const auto lines = std::count(operation.result.begin(), operation.result.end(), '\n');
  return {{"__typename", "BulkOperation"}, {"id", shopify_gid("BulkOperation", operation.id)}, {"status", operation.status}, {"errorCode", operation.status == "FAILED" ? Json("INTERNAL_SERVER_ERROR") : Json()},
          {"createdAt", base::format_utc(operation.created_at)}, {"completedAt", ended ? Json(base::format_utc(clock_.now())) : Json()}, {"url", whole ? file : Json()},
          {"partialDataUrl", whole ? Json() : file}, {"objectCount", std::to_string(lines)}, {"rootObjectCount", std::to_string(lines)}, {"fileSize", std::to_string(operation.result.size())},
          {"type", "MUTATION"}, {"query", operation.mutation}};
}

std::optional<sandbox::Response> FakeShopifyBulk::serve(const sandbox::Request& request) {
  if (request.method == "POST" && request.path == kUploads) {
    if (refuses_uploads_) return sandbox::Response{.status = 403, .body = "<Error><Code>AccessDenied</Code></Error>"};
    const std::string key = part_of(request.body, "key");
    if (key.empty()) return sandbox::Response{.status = 403, .body = "<Error><Code>AccessDenied</Code></Error>"};
    uploads_[key] = part_of(request.body, "file");
    return sandbox::Response{.status = 204};
  }
  if (!request.path.starts_with(kResults)) return std::nullopt;
  const auto found = operations_.find(request.path.substr(std::string(kResults).size()));
  if (found == operations_.end() || found->second.result.empty()) return sandbox::Response{.status = 404, .body = "<Error><Code>NoSuchKey</Code></Error>"};
  return sandbox::Response{.status = 200, .headers = {{"Content-Type", "application/jsonl"}}, .body = found->second.result};
}

}  // namespace tillbridge::tests
