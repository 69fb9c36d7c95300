#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr int kDisabled = 2;
constexpr int kNotByItself = 1;

/// A variant is never shown by itself, so only its status takes it off its parent's page.
Json hiding(const VisibilityWrite& write) {
  if (write.rule == domain::SellOnlineRule::kHide && write.remote.variant_id.empty()) return {{"sku", write.item_id}, {"visibility", kNotByItself}};
  return {{"sku", write.item_id}, {"status", kDisabled}};
}

Outcome check(const Json& sent, const Json& answer) {
  for (const char* field : {"status", "visibility"})
    if (sent.contains(field) && http::text_member(answer, field) != http::text_member(sent, field))
      return {OutcomeKind::kRejected, "visibility_not_kept",
              std::string("the shop holds ") + field + " '" + http::text_member(answer, field) + "' after '" + http::text_member(sent, field) + "' was sent", {}};
  return {};
}

}  // namespace

std::vector<Outcome> write_visibility(Api& api, ListSender& sender, std::span<const VisibilityWrite> writes) {
  std::vector<Outcome> out(writes.size());
  std::vector<std::string> skus;
  for (const auto& write : writes)
    if (write.rule != domain::SellOnlineRule::kLeave) skus.push_back(write.item_id);
  if (skus.empty()) return out;
  // Saving a SKU that is gone would make a new product of it.
  const auto listed = look_up_skus(api, skus);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].rule == domain::SellOnlineRule::kLeave) continue;
    if (!listed.outcome.ok()) out[i] = before_writing(listed.outcome);
    else if (listed.found(writes[i].item_id).empty())
      out[i] = {OutcomeKind::kGone, code::kNotFound, "the shop has no product with SKU '" + writes[i].item_id + "' any more", {}};
    else if (sender.stopped()) out[i] = *sender.stopped();
    else {
      const Json body = hiding(writes[i]);
      // By POST, which saves by the SKU in the body: web servers stumble over a slash in the path.
      const Reply reply = api.post("/products", Json{{"product", body}});
      sender.note(reply);
      out[i] = reply.ok() ? check(body, reply.body) : reply.outcome;
    }
  }
  return out;
}

}  // namespace tillbridge::connectors::magento
