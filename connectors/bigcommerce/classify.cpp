#include "connectors/bigcommerce/api.hpp"
#include "connectors/bigcommerce/scopes.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::member;
using http::text_member;

void add_words(std::string& out, const std::string& words) {
  if (words.empty() || out.find(words) != std::string::npos) return;
  out += (out.empty() ? "" : "; ") + words;
}

/// "field: what", for texts, lists and objects of complaints alike.
void add_complaints(std::string& out, const Json& errors, const std::string& field) {
  if (errors.is_object()) {
    for (const auto& [name, complaint] : errors.items()) add_complaints(out, complaint, name);
  } else if (errors.is_array()) {
    for (const Json& complaint : errors) add_complaints(out, complaint, field);
  } else if (const auto words = http::text_of(errors); !words.empty()) {
    add_words(out, out.find(words) != std::string::npos || field.empty() ? words : field + ": " + words);
  }
}

void add_error(std::string& out, const Json& error) {
  for (const char* name : {"title", "message", "detail"}) add_words(out, text_member(error, name));
  add_complaints(out, member(error, "errors"), "");
}

std::string with_missing_right(std::string words, const std::string& call) {
  const auto blank = call.find(' ');
  const auto right = scope_for(call.substr(0, blank), call.substr(blank + 1));
  if (!right.empty()) words += (words.empty() ? "" : "; ") + ("the store's API account needs the right " + right + ": set it in Settings > Store-level API accounts");
  return words;
}

}  // namespace

std::string error_words(const Json& body) {
  std::string out;
  if (body.is_array())
    for (const Json& error : body) add_error(out, error);
  add_error(out, body);
  // Batches of variants have an error object each.
  for (const Json& error : http::list_member(body, "batch_errors")) add_error(out, error);
  return out;
}

Outcome classify(const http::HttpExchange& exchange, const Json& body, const std::string& call, const RateWindow& window, base::Timestamp now) {
  Outcome outcome = http::classify(exchange, now);
  if (!exchange.answered()) return outcome;
  if (outcome.ok()) {
    if (body.is_null() && exchange.status != 204) return http::unreadable(exchange, "JSON", {});
    return outcome;
  }
  // An overloaded store answers 500 or 503 as well as 429; what was written meanwhile is looked up or sent again after the wait all the same.
  const bool busy = exchange.status == 429 || exchange.status >= 500;
  if (busy && window.used_up(now)) {
    outcome.kind = OutcomeKind::kThrottled;
    outcome.retry_after = window.wait(now);
    return outcome;
  }
  if (outcome.kind == OutcomeKind::kThrottled || outcome.kind == OutcomeKind::kRetry) return outcome;
  if (const auto words = error_words(body); !words.empty()) outcome.message = words;
  if (exchange.status == 403) outcome.message = with_missing_right(outcome.message, call);
  if (exchange.status == 404 && !body.is_null()) outcome.kind = OutcomeKind::kGone;
  return outcome;
}

}  // namespace tillbridge::connectors::bigcommerce
