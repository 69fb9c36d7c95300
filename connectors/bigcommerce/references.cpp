#include "connectors/bigcommerce/references.hpp"

#include <charconv>

namespace tillbridge::connectors::bigcommerce {

std::optional<std::int64_t> to_number(const std::string& id) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
  if (error != std::errc{} || end != id.data() + id.size() || value <= 0) return std::nullopt;
  return value;
}

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

Outcome bad_reference(const domain::RemoteRef& remote) {
  return {OutcomeKind::kGone, "bad_reference", "'" + remote.product_id + (remote.variant_id.empty() ? "" : "/" + remote.variant_id) + "' is no product of this store", {}};
}

Outcome not_sent(Outcome stopped) {
  if (stopped.kind == OutcomeKind::kUnknown) stopped.kind = OutcomeKind::kRetry;
  return stopped;
}

bool stops_everything(const Outcome& outcome) {
  return outcome.kind == OutcomeKind::kRetry || outcome.kind == OutcomeKind::kThrottled || outcome.kind == OutcomeKind::kUnknown || outcome.kind == OutcomeKind::kUnauthorized;
}

}  // namespace tillbridge::connectors::bigcommerce
