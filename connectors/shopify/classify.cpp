#include <array>
#include <string_view>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {
namespace {

struct Meaning {
  std::string_view code;
  OutcomeKind kind;
};

constexpr std::array kMeanings = {
    Meaning{"THROTTLED", OutcomeKind::kThrottled},           Meaning{"ACCESS_DENIED", OutcomeKind::kUnauthorized}, Meaning{"SHOP_INACTIVE", OutcomeKind::kUnauthorized},
    Meaning{"UNAUTHORIZED", OutcomeKind::kUnauthorized},     Meaning{"INTERNAL_SERVER_ERROR", OutcomeKind::kUnknown}, Meaning{"TIMEOUT", OutcomeKind::kUnknown},
    Meaning{"SERVICE_UNAVAILABLE", OutcomeKind::kUnknown},
};

OutcomeKind meaning_of(const std::string& code) {
  for (const auto& known : kMeanings)
    if (known.code == code) return known.kind;
  return OutcomeKind::kRejected;
}

/// Beside the usual list, `errors` may be one text, or texts by field.
std::string words_of_errors(const Json& errors) {
  if (errors.is_array()) return errors.empty() ? "" : text_member(errors.front(), "message");
  return errors.is_string() ? errors.get<std::string>() : http::dump(errors);
}

/// What concerns the shop as a whole, not the thing that was asked: closed (402, 423), gone or misspelt (404).
bool closes_the_shop(int status) { return status == 402 || status == 404 || status == 423; }

}  // namespace

Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now) {
  Outcome outcome = http::classify(exchange, now);
  if (!exchange.answered()) return outcome;
  const Json& errors = member(body, "errors");
  if (!outcome.ok()) {
    if (closes_the_shop(exchange.status)) {
      outcome.kind = OutcomeKind::kUnauthorized;
      outcome.message = "no shop answers at this address (status " + std::to_string(exchange.status) + "): it is closed, or base_url is not https://<shop>.myshopify.com";
    }
    if (outcome.kind != OutcomeKind::kThrottled && !errors.is_null()) outcome.message += ": " + words_of_errors(errors);
    return outcome;
  }
  if (!errors.is_null() && !errors.empty()) {
    const Json& first = errors.is_array() ? errors.front() : errors;
    const std::string code = text_member(member(first, "extensions"), "code");
    return {meaning_of(code), code.empty() ? "graphql" : code, words_of_errors(errors), {}};
  }
  return member(body, "data").is_object() ? outcome : http::unreadable(exchange, "an answer of the Admin API", {});
}

}  // namespace tillbridge::connectors::shopify
