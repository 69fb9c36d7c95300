#include "connectors/woocommerce/updates.hpp"
#include "connectors/woocommerce/writes.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

Json hiding(const VisibilityWrite& write) {
  // A variation has no catalogue visibility of its own; private is the shop's word for a variation switched off.
  if (!write.remote.variant_id.empty()) return {{"status", "private"}};
  if (write.rule == domain::SellOnlineRule::kHide) return {{"catalog_visibility", "hidden"}};
  return {{"status", "draft"}};
}

Outcome check_hidden(const Json& sent, const Json& answer) {
  for (const char* field : {"status", "catalog_visibility"})
    if (sent.contains(field) && text_member(sent, field) != text_member(answer, field))
      return {OutcomeKind::kRejected, "visibility_not_kept",
              std::string("the shop holds ") + field + " '" + text_member(answer, field) + "' after '" + text_member(sent, field) + "' was sent", {}};
  return {};
}

}  // namespace

std::vector<Outcome> write_visibility(BatchSender& batches, std::span<const VisibilityWrite> writes) {
  std::vector<Update> updates;
  std::vector<std::size_t> places;
  std::vector<Outcome> out(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].rule == domain::SellOnlineRule::kLeave) continue;
    updates.push_back({writes[i].remote, hiding(writes[i])});
    places.push_back(i);
  }
  const auto answers = send_updates(batches, updates, check_hidden);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
