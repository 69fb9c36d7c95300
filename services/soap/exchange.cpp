#include "services/soap/exchange.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.hpp"
#include "services/fault.hpp"
#include "services/front/soap_action.hpp"
#include "services/soap/field_reader.hpp"
#include "services/soap/kept_answer.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using Claim = CallerReferenceGuard::Claim;

constexpr std::size_t kMaxReferenceBytes = 128;
constexpr std::size_t kMaxAnswerInMemory = 1024 * 1024;
/// Text of the rows of one piece, where a call is taken in pieces anyway: about 700 products. While a piece is compared and stored each row stands several times.
constexpr std::size_t kMaxPiece = 1024 * 1024;

Error unavailable() {
  return {.code = ErrorCode::kUnavailable, .message = "the database cannot be reached; nothing was stored, send the call again in a minute"};
}

Error internal(const std::string& details) {
  return {.code = ErrorCode::kInternal,
          .message = "something went wrong on our side; tell the operator the request id",
          .details = details};
}

std::string open_root(const std::string& operation, const AnswerForm& form) { return "<tb:" + operation + "Response" + namespace_of_root(form) + ">"; }
std::string close_root(const std::string& operation) { return "</tb:" + operation + "Response>"; }

}  // namespace

Exchange::Exchange(const ExchangeParts& parts, const http::Request& request, std::string expected_operation)
    : parts_(parts),
      request_(request),
      expected_operation_(std::move(expected_operation)),
      content_type_(request.header("content-type").value_or("")),
      clean_(parts.contract, parts.front_limits, request.body->bytes(), content_type_, http::let_go_behind(*request.body)),
      lines_(parts.contract, request.body->bytes(), content_type_) {
  form_.public_base = request.public_base;
}

http::Response Exchange::run() {
  try {
    auto answered = answer();
    return answered ? std::move(*answered) : refuse(answered.error());
  } catch (const persistence::DatabaseUnavailable& lost) {
    Error error = unavailable();
    error.details = lost.what();
    return refuse(error);
  } catch (const std::exception& bug) {
    return refuse(internal(bug.what()));
  }
}

base::Result<http::Response> Exchange::answer() {
  const auto head = clean_.read_head();
  form_.version = clean_.version();
  form_.bare = clean_.is_bare() || (!head && !expected_operation_.empty());
  if (!head) return head.error();
  const std::string& operation = clean_.operation();
  if (!expected_operation_.empty() && operation != expected_operation_)
    return Error{.code = ErrorCode::kInvalidRequest,
                 .message = fmt::format("the address names {} and the body holds {}; send one of them to its own address", expected_operation_, operation),
                 .word = "wrong_operation"};

  const auto* named = front::find_named_operation(parts_.contract, request_.header("soapaction").value_or(""), request_.header("content-type").value_or(""));
  if (named != nullptr && named->name != operation)
    return Error{.code = ErrorCode::kInvalidRequest,
                 .message = fmt::format("SOAPAction names {} and the body holds {}; send the action of the operation, or none", named->name, operation),
                 .word = "wrong_operation"};

  const auto login = log_in();
  if (!login) return login.error();
  if (const auto rest = clean_.read_rest(); !rest) return rest.error();
  if (parts_.metrics) parts_.metrics->count_document(operation, clean_.is_plain());
  auto claim = claim_reference(*login);
  if (!claim) return claim.error();
  if (*claim && (*claim)->first_answer) return repeat(*(*claim)->first_answer);
  return carry_out(*login, std::move(*claim));
}

base::Result<Login> Exchange::log_in() {
  return parts_.authentication.verify(clean_.credentials(), request_.header("authorization"), request_.peer_address);
}

base::Result<std::optional<Claim>> Exchange::claim_reference(const Login& login) {
  FieldReader read(login.account.time_zone);
  const std::string reference = read.text({.field = "CallerReference", .max = kMaxReferenceBytes, .in_bytes = true}, clean_.caller_reference());
  if (read.failed()) return with_line(read.error());
  if (reference.empty()) return std::optional<Claim>{};
  auto claim = parts_.references.claim(login.account.id, reference, clean_.operation(), clean_.content_hash());
  if (!claim) return claim.error();
  return std::optional<Claim>(std::move(*claim));
}

base::Result<http::Response> Exchange::carry_out(const Login& login, std::optional<Claim> claim) {
  const Binding binding = find_binding(clean_.operation());
  if (binding == nullptr) return internal("no binding for " + clean_.operation());
  FieldReader read(login.account.time_zone);
  const auto all = read.flag_change("ReturnAllRows", clean_.return_all_rows());
  const Caller caller{login.account.id, login.user_name, request_.request_id, login.clock};
  // What is too long for one transaction is taken in pieces from its first row on, instead of being held until that shows.
  UpdateLimits limits = parts_.update_limits;
  if (clean_.rows() > static_cast<std::int64_t>(limits.whole_request_rows)) {
    limits.whole_request_rows = 0;
    limits.transaction_bytes = std::min(limits.transaction_bytes, kMaxPiece);
  }
  SoapContext soap(clean_.source());
  OperationCall call{parts_.database, parts_.clock, soap, login.account, caller, limits, parts_.fingerprints, all.is_set() && all.value(), clean_.warnings(), lines_};
  try {
    auto bound = read.failed() ? base::Result<BoundAnswer>(read.error()) : binding(call);
    if (bound) return write(soap, *bound, login, claim);
    if (claim) settle(login, *claim, nullptr);
    return with_line(bound.error());
  } catch (...) {
    if (claim) settle(login, *claim, nullptr);
    throw;
  }
}

http::Response Exchange::write(SoapContext& soap, const BoundAnswer& bound, const Login& login, const std::optional<Claim>& claim) {
  const std::string& operation = clean_.operation();
  auto out = http::make_body_writer(kMaxAnswerInMemory, parts_.spool_directory);
  out->append(open_answer(form_) + open_root(operation, form_));
  if (claim) {
    KeptAnswer kept(*out);
    soap.write(kept, bound.write);
    const std::string copy = kept.copy();
    settle(login, *claim, bound.complete ? &copy : nullptr);
  } else {
    soap.write(*out, bound.write);
  }
  out->append(close_root(operation) + close_answer(form_));
  count(bound, login.account);
  http::Response response = begin_response();
  if (!bound.complete) response.outcome = "partial";
  response.body = out->finish();
  return response;
}

void Exchange::count(const BoundAnswer& bound, const domain::Account& account) {
  const auto unknown = bound.results.find(domain::to_word(domain::ConfirmResult::kNotFound));
  if (unknown != bound.results.end()) parts_.unknown_ids.record(account.id, account.store_id, unknown->second);
  if (!parts_.metrics) return;
  const std::string& operation = clean_.operation();
  for (const auto& [result, number] : bound.results) parts_.metrics->count_rows(operation, result, static_cast<std::uint64_t>(number));
  if (unknown != bound.results.end()) parts_.metrics->count_unknown_documents(account.store_id, static_cast<std::uint64_t>(unknown->second));
  if (!bound.counts) return;
  const auto& rows = *bound.counts;
  const std::pair<domain::RowStatus, std::int64_t> table[] = {
      {domain::RowStatus::kCreated, rows.created}, {domain::RowStatus::kUpdated, rows.updated},       {domain::RowStatus::kUnchanged, rows.unchanged},
      {domain::RowStatus::kStale, rows.stale},     {domain::RowStatus::kSuperseded, rows.superseded}, {domain::RowStatus::kRejected, rows.rejected},
      {domain::RowStatus::kNotProcessed, rows.not_processed}};
  for (const auto& [status, number] : table)
    if (number > 0) parts_.metrics->count_rows(operation, domain::to_word(status), static_cast<std::uint64_t>(number));
}

base::Error Exchange::with_line(Error error) {
  const bool is_located = error.message.find("(line ") != std::string::npos;
  if (!is_located && !error.field.empty()) error.message = front::with_line(error.message, lines_.find(error.field));
  return error;
}

http::Response Exchange::repeat(const std::string& first_answer) {
  const std::string& operation = clean_.operation();
  http::Response response = begin_response();
  response.text = open_answer(form_) + open_root(operation, form_) + first_answer + close_root(operation) + close_answer(form_);
  return response;
}

/// Keeps the answer, or frees the reference where there is none to keep. What was committed stays committed: a store that is lost
/// here costs the caller no more than the fifteen minutes after which a repeat is carried out again.
void Exchange::settle(const Login& login, const Claim& claim, const std::string* answer) {
  try {
    if (answer) parts_.references.finish(login.account.id, claim, *answer);
    else parts_.references.give_back(login.account.id, claim);
  } catch (const persistence::DatabaseUnavailable& lost) {
    base::log_warn("soap", "caller_reference_not_settled", {{"request", request_.request_id}, {"cause", lost.what()}});
  }
}

http::Response Exchange::begin_response() const {
  http::Response response;
  response.content_type = content_type_of(form_);
  response.operation = clean_.operation();
  response.outcome = "ok";
  return response;
}

http::Response Exchange::refuse(const Error& error) {
  const bool ours = error.code == ErrorCode::kInternal || error.code == ErrorCode::kUnavailable;
  base::log(ours ? base::LogLevel::kError : base::LogLevel::kInfo, "soap", "request_refused",
            {{"request", request_.request_id}, {"operation", clean_.operation()}, {"code", error.catalogue_word()}, {"cause", error.details}});
  auto response = make_fault(error, request_.request_id, form_);
  response.operation = clean_.operation().empty() ? "unknown" : clean_.operation();
  response.outcome = error.catalogue_word();
  return response;
}

}  // namespace tillbridge::services
