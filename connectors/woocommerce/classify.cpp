#include <algorithm>
#include <array>
#include <string_view>

#include "connectors/http/outcome.hpp"
#include "connectors/woocommerce/api.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr std::array kGoneCodes = {std::string_view("woocommerce_rest_product_invalid_id"), std::string_view("woocommerce_rest_product_variation_invalid_id"),
                                   std::string_view("woocommerce_rest_shop_order_invalid_id")};

}  // namespace

Outcome classify_error(const Json& error, int status) {
  const std::string code = text_member(error, "code");
  const std::string words = plain_text(text_member(error, "message"));
  if (std::find(kGoneCodes.begin(), kGoneCodes.end(), code) != kGoneCodes.end()) return {OutcomeKind::kGone, code, words, {}};
  if (status == 401 || status == 403) return {OutcomeKind::kUnauthorized, code, words, {}};
  return {OutcomeKind::kRejected, code.empty() ? "http_" + std::to_string(status) : code, words, {}};
}

Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now) {
  Outcome outcome = http::classify(exchange, now);
  if (!exchange.answered()) return outcome;
  if (outcome.ok()) {
    if (body.is_null()) return http::unreadable(exchange, "JSON", {});
    return outcome;
  }
  if (outcome.kind == OutcomeKind::kThrottled || outcome.kind == OutcomeKind::kRetry) return outcome;
  if (!text_member(body, "code").empty()) return classify_error(body, exchange.status);
  if (exchange.status == 404) outcome.message = "no REST API answers here: check the address, and that the shop's permalinks are not 'plain'";
  return outcome;
}

}  // namespace tillbridge::connectors::woocommerce
