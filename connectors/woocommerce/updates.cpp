#include "connectors/woocommerce/updates.hpp"

#include <charconv>
#include <map>
#include <string>

namespace tillbridge::connectors::woocommerce {
namespace {

/// The id as the number that the shop wants; nothing for a text that is none (a listing of another platform).
std::optional<std::int64_t> to_number(const std::string& id) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
  if (error != std::errc{} || end != id.data() + id.size() || value <= 0) return std::nullopt;
  return value;
}

}  // namespace

std::vector<Outcome> send_updates(BatchSender& batches, const std::vector<Update>& updates, const AnswerCheck& check) {
  batches.begin();
  std::vector<Outcome> out(updates.size());
  std::map<std::string, std::vector<std::size_t>> by_parent;  // "" = simple products
  for (std::size_t i = 0; i < updates.size(); ++i) {
    const auto& ref = updates[i].remote;
    if (!to_number(ref.product_id) || (!ref.variant_id.empty() && !to_number(ref.variant_id)))
      out[i] = {OutcomeKind::kGone, "bad_reference", "'" + ref.product_id + "' is no product id of this shop", {}};
    else by_parent[ref.variant_id.empty() ? "" : ref.product_id].push_back(i);
  }
  for (const auto& [parent, places] : by_parent) {
    std::vector<Json> bodies;
    for (const auto i : places) {
      Json body = updates[i].body;
      body["id"] = *to_number(parent.empty() ? updates[i].remote.product_id : updates[i].remote.variant_id);
      bodies.push_back(std::move(body));
    }
    const std::string path = parent.empty() ? "/products/batch" : "/products/" + parent + "/variations/batch";
    const auto answers = batches.send(path, "update", bodies);
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (!answers[k].outcome.ok()) out[places[k]] = answers[k].outcome;
      else if (text_member(answers[k].object, "status") == "trash")
        out[places[k]] = {OutcomeKind::kGone, "in_trash", "the product lies in the shop's bin", {}};
      else out[places[k]] = check(bodies[k], answers[k].object);
    }
  }
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
