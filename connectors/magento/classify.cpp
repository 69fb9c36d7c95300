#include <cctype>

#include "connectors/http/outcome.hpp"
#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kNoRouteWords = "Request does not match any route.";

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

/// Whether named places are left: the price calls name them and give their values as a list, in another order.
bool has_named_places(const std::string& text) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1))
    if (at + 1 < text.size() && std::isalpha(static_cast<unsigned char>(text[at + 1])) != 0) return true;
  return false;
}

/// "No such entity with %fieldName = %fieldValue" with its values: parameters are a list (%1, %2) or an object.
std::string filled(const Json& error) {
  std::string text = http::text_member(error, "message");
  const Json& parameters = http::member(error, "parameters");
  if (parameters.is_object())
    for (const auto& [name, value] : parameters.items()) replace_all(text, "%" + name, http::text_of(value));
  // From behind, so that %1 does not eat the beginning of %10.
  if (parameters.is_array())
    for (std::size_t i = parameters.size(); i > 0; --i) replace_all(text, "%" + std::to_string(i), http::text_of(parameters[i - 1]));
  if (parameters.is_array() && has_named_places(text)) {
    std::string values;
    for (const Json& value : parameters) values += (values.empty() ? "" : ", ") + http::text_of(value);
    text += " [" + values + "]";
  }
  return text;
}

/// What PHP's last breath looks like: {"messages":{"error":[{"code":500,"message":"…"}]}}.
std::string last_words(const Json& body) {
  const Json& errors = http::list_member(http::member(body, "messages"), "error");
  return errors.empty() ? "" : http::text_member(errors.front(), "message");
}

}  // namespace

std::string words_of(const Json& error) {
  std::string text = filled(error);
  if (text.empty()) text = last_words(error);
  for (const Json& one : http::list_member(error, "errors"))
    if (const auto more = filled(one); !more.empty()) text += (text.empty() ? "" : "; ") + more;
  return text;
}

Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now) {
  Outcome outcome = http::classify(exchange, now);
  if (!exchange.answered() || outcome.ok()) return outcome;
  const std::string words = words_of(body);
  if (words.empty()) {
    if (exchange.status == 404) outcome.message = "no REST API answers here: check the site's address";
    return outcome;
  }
  if (outcome.kind == OutcomeKind::kThrottled) return outcome;
  outcome.message = words;
  if (outcome.kind == OutcomeKind::kUnauthorized && http::member(body, "parameters").is_object()) outcome.code = code::kNoPermission;
  if (exchange.status == 404) {
    const bool no_route = http::text_member(body, "message") == kNoRouteWords;
    outcome.kind = no_route ? OutcomeKind::kRejected : OutcomeKind::kGone;
    outcome.code = no_route ? code::kNoRoute : code::kNotFound;
  }
  return outcome;
}

}  // namespace tillbridge::connectors::magento
