#include "connectors/shopify/bulk.hpp"

#include <charconv>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kStage = R"(mutation StageUpload($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) { stagedTargets { url parameters { name value } } userErrors { field message } }
})";
constexpr const char* kStart = R"(mutation StartBulk($mutation: String!, $path: String!) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id status } userErrors { code field message } }
})";
constexpr const char* kLook = "query LookAtBulk($id: ID!) { bulkOperation(id: $id) { id status url partialDataUrl } }";
constexpr const char* kNewest = "query NewestBulks { bulkOperations(first: 20) { nodes { id status url partialDataUrl query } } }";
constexpr const char* kCancel = "mutation CancelBulk($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status url partialDataUrl } userErrors { field message } } }";
/// No line of ours holds it: JSON has no raw line break.
constexpr const char* kBoundary = "tillbridge-bulk-7d1f3a";

BulkState state_of(const Json& operation) {
  if (!operation.is_object()) return {BulkState::Phase::kUnknown, {}, {}, {}};
  BulkState out{BulkState::Phase::kRunning, id_of(member(operation, "id")), text_member(operation, "status"), text_member(operation, "url")};
  if (out.file.empty()) out.file = text_member(operation, "partialDataUrl");
  if (out.status == "COMPLETED" || out.status == "FAILED" || out.status == "CANCELED" || out.status == "EXPIRED") out.phase = BulkState::Phase::kEnded;
  return out;
}

std::string multipart(const Json& parameters, const std::string& file) {
  std::string out;
  const auto part = [&](const std::string& head, const std::string& content) { out += std::string("--") + kBoundary + "\r\n" + head + "\r\n\r\n" + content + "\r\n"; };
  for (const Json& parameter : parameters) part("Content-Disposition: form-data; name=\"" + text_member(parameter, "name") + "\"", text_member(parameter, "value"));
  // The store wants the file last.
  part("Content-Disposition: form-data; name=\"file\"; filename=\"lines.jsonl\"\r\nContent-Type: text/jsonl", file);
  return out + "--" + kBoundary + "--\r\n";
}

Error refused(const UserError& error) { return {.code = ErrorCode::kRejectedByPlatform, .message = error.message, .word = error.code.empty() ? "bulk_refused" : error.code}; }

}  // namespace

Result<std::string> Bulk::upload(const std::string& lines) {
  const Json wanted{{"resource", "BULK_MUTATION_VARIABLES"}, {"filename", "lines.jsonl"}, {"mimeType", "text/jsonl"}, {"httpMethod", "POST"}};
  const Reply reply = api_.call({.name = "StageUpload", .text = kStage}, {{"input", Json::array({wanted})}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  const Json& payload = member(reply.data, "stagedUploadsCreate");
  if (const auto errors = user_errors(payload); !errors.empty()) return refused(errors.front());
  const Json& targets = list_member(payload, "stagedTargets");
  const Json target = targets.empty() ? Json() : targets.front();
  const Json& parameters = list_member(target, "parameters");
  std::string path;
  for (const Json& parameter : parameters)
    if (text_member(parameter, "name") == "key") path = text_member(parameter, "value");
  const auto stored = client_.send({.method = "POST", .url = text_member(target, "url"), .headers = {{"Content-Type", std::string("multipart/form-data; boundary=") + kBoundary}},
                                    .body = multipart(parameters, lines)});
  if (const auto outcome = http::classify(stored, clock_.now()); !outcome.ok())
    return Error{.code = outcome.kind == OutcomeKind::kRejected || outcome.kind == OutcomeKind::kUnauthorized ? ErrorCode::kRejectedByPlatform : ErrorCode::kUnavailable,
                 .message = "the file of a bulk operation was not stored: " + outcome.message, .word = outcome.code};
  if (path.empty()) return Error{.code = ErrorCode::kRejectedByPlatform, .message = "the shop names no path for the file of a bulk operation", .word = "unreadable"};
  return path;
}

Result<std::string> Bulk::start(const std::string& mutation, const std::string& uploaded_path) {
  const Reply reply = api_.call({.name = "StartBulk", .text = kStart}, {{"mutation", mutation}, {"path", uploaded_path}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  const Json& payload = member(reply.data, "bulkOperationRunMutation");
  if (const auto errors = user_errors(payload); !errors.empty()) {
    Error error = refused(errors.front());
    if (error.word == "OPERATION_IN_PROGRESS" || error.word == "LIMIT_REACHED") error.code = ErrorCode::kConflict;
    return error;
  }
  std::string id = id_of(member(member(payload, "bulkOperation"), "id"));
  if (id.empty()) return Error{.code = ErrorCode::kUnavailable, .message = "the shop does not name the bulk operation that it started", .word = "unreadable"};
  return id;
}

Result<BulkState> Bulk::look(const std::string& id) {
  const Reply reply = api_.call({.name = "LookAtBulk", .text = kLook, .points = 1}, {{"id", gid("BulkOperation", id)}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  return state_of(member(reply.data, "bulkOperation"));
}

Result<BulkState> Bulk::find(const std::string& words_of_mutation) {
  const Reply reply = api_.call({.name = "NewestBulks", .text = kNewest, .points = 22});
  if (!reply.ok()) return http::to_error(reply.outcome);
  for (const Json& row : list_member(member(reply.data, "bulkOperations"), "nodes"))
    if (text_member(row, "query").find(words_of_mutation) != std::string::npos) return state_of(row);
  return state_of(Json());
}

Result<BulkState> Bulk::cancel(const std::string& id) {
  const Reply reply = api_.call({.name = "CancelBulk", .text = kCancel}, {{"id", gid("BulkOperation", id)}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  return state_of(member(member(reply.data, "bulkOperationCancel"), "bulkOperation"));
}

Result<std::map<std::size_t, Json>> Bulk::results(const std::string& file) {
  std::map<std::size_t, Json> out;
  if (file.empty()) return out;
  const auto stored = client_.send({.method = "GET", .url = file});
  const auto outcome = http::classify(stored, clock_.now());
  if (outcome.kind == OutcomeKind::kRejected || outcome.kind == OutcomeKind::kUnauthorized)
    return Error{.code = ErrorCode::kNotFound, .message = "the results of the bulk operation are gone: " + outcome.message, .word = outcome.code};
  if (!outcome.ok()) return http::to_error(outcome);
  for (std::size_t from = 0; from < stored.body.size();) {
    const auto to = std::min(stored.body.find('\n', from), stored.body.size());
    const auto line = http::parse_json(std::string_view(stored.body).substr(from, to - from));
    from = to + 1;
    if (!line) continue;  // what cannot be read is sent again by itself
    const std::string text = text_member(*line, "__lineNumber");
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) out[number] = member(*line, "data");
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
