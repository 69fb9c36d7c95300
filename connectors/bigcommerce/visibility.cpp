#include "connectors/bigcommerce/references.hpp"
#include "connectors/bigcommerce/updates.hpp"
#include "connectors/bigcommerce/writes.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

Outcome check_hidden(const Json& sent, const Json& answer) {
  for (const auto& [field, value] : sent.items())
    if (http::member(answer, field) != value) return rejected("visibility_not_kept", "the store keeps its own " + field);
  return {};
}

}  // namespace

std::vector<Outcome> write_visibility(Api& api, std::span<const VisibilityWrite> writes) {
  std::vector<Update> updates;
  std::vector<std::size_t> places;
  std::vector<Outcome> out(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].rule == domain::SellOnlineRule::kLeave) continue;
    // A variant has no page of its own; the platform's word for one that is not for sale is purchasing_disabled.
    updates.push_back({writes[i].remote, writes[i].remote.variant_id.empty() ? Json{{"is_visible", false}} : Json{{"purchasing_disabled", true}}});
    places.push_back(i);
  }
  const auto answers = send_updates(api, updates, check_hidden);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
