#include "connectors/bigcommerce/updates.hpp"

#include <algorithm>

#include "connectors/bigcommerce/references.hpp"
#include "connectors/bisector.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr std::size_t kProductsPerCall = 10;
constexpr std::size_t kVariantsPerCall = 50;

using Place = const Update*;

class UpdateSender {
 public:
  UpdateSender(Api& api, const AnswerCheck& check, std::string path) : api_(api), check_(check), path_(std::move(path)) {}

  std::vector<Outcome> send(std::span<const Place> part) {
    return send_halving<Outcome, Place>(
        part, [&](std::span<const Place> some) { return send_part(some); }, [&](Place, const Outcome& outcome) { return outcome; });
  }

 private:
  static std::int64_t id_of(Place update) { return *to_number(update->remote.variant_id.empty() ? update->remote.product_id : update->remote.variant_id); }

  BatchResult<Outcome> send_part(std::span<const Place> part) {
    Json body = Json::array();
    for (const auto update : part) {
      Json row = update->body;
      row["id"] = id_of(update);
      body.push_back(std::move(row));
    }
    const Reply reply = api_.put(path_, body);
    if (reply.ok()) return read(part, reply);
    const bool refused = reply.content_refused() || reply.outcome.kind == OutcomeKind::kGone;
    if (!refused || part.size() > 1) return BatchRefusal{reply.outcome, refused};
    return std::vector<Outcome>{refine(*part.front(), reply.outcome)};
  }

  /// 207 too: what stands in the answer was saved.
  std::vector<Outcome> read(std::span<const Place> part, const Reply& reply) const {
    std::vector<Outcome> out;
    for (const auto update : part) {
      const auto& rows = reply.rows();
      const auto found = std::find_if(rows.begin(), rows.end(), [&](const Json& row) { return http::text_member(row, "id") == std::to_string(id_of(update)); });
      if (found != rows.end()) out.push_back(check_(update->body, *found));
      else out.push_back({OutcomeKind::kUnknown, "answer_mismatch", "the store's answer does not name product " + update->remote.product_id, {}});
    }
    return out;
  }

  Outcome refine(const Update& update, const Outcome& refusal) {
    std::string path = "/v3/catalog/products/" + update.remote.product_id;
    if (!update.remote.variant_id.empty()) path += "/variants/" + update.remote.variant_id;
    const Reply reply = api_.get(path);
    if (reply.outcome.kind == OutcomeKind::kGone || stops_everything(reply.outcome)) return not_sent(reply.outcome);
    return {OutcomeKind::kRejected, refusal.code, refusal.message, {}};
  }

  Api& api_;
  const AnswerCheck& check_;
  const std::string path_;
};

}  // namespace

std::vector<Outcome> send_updates(Api& api, const std::vector<Update>& updates, const AnswerCheck& check) {
  std::vector<Outcome> out(updates.size());
  std::vector<Place> products, variants;
  for (std::size_t i = 0; i < updates.size(); ++i) {
    const auto& remote = updates[i].remote;
    if (!to_number(remote.product_id) || (!remote.variant_id.empty() && !to_number(remote.variant_id))) out[i] = bad_reference(remote);
    else (remote.variant_id.empty() ? products : variants).push_back(&updates[i]);
  }
  std::optional<Outcome> stopped;
  const auto send_all = [&](std::span<const Place> all, const std::string& path, std::size_t per_call) {
    UpdateSender sender(api, check, path);
    for (std::size_t from = 0; from < all.size(); from += per_call) {
      const auto part = all.subspan(from, std::min(per_call, all.size() - from));
      const auto answers = stopped ? std::vector<Outcome>(part.size(), not_sent(*stopped)) : sender.send(part);
      for (std::size_t k = 0; k < part.size(); ++k) {
        out[static_cast<std::size_t>(part[k] - updates.data())] = answers[k];
        if (stops_everything(answers[k]) && answers[k].code != "answer_mismatch") stopped = answers[k];
      }
    }
  };
  send_all(variants, "/v3/catalog/variants", kVariantsPerCall);
  send_all(products, "/v3/catalog/products", kProductsPerCall);
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
