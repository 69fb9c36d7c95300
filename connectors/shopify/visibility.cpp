#include "connectors/shopify/visibility.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "connectors/shopify/lookup.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr const char* kSetStatus = R"(mutation SetStatus($product: ProductUpdateInput!) {
  productUpdate(product: $product) { product { id status } userErrors { field message } }
})";

/// What is wanted of a product.
struct Wish {
  std::map<std::string, std::vector<std::size_t>> places;  ///< in the writes, by variant
  bool whole = false;                 ///< one of the writes is about the simple product
  domain::SellOnlineRule rule = domain::SellOnlineRule::kHide;
};

/// Whether all that the shop has of the product is to be hidden.
base::Result<bool> is_all_of_it(Api& api, const std::string& product, const Wish& wish) {
  if (wish.whole) return true;
  const auto variants = list_variants(api, product);
  if (!variants) return variants.error();
  return std::ranges::all_of(*variants, [&](const FoundVariant& variant) { return wish.places.contains(variant.remote.variant); });
}

Outcome set_status(Api& api, const std::string& product, const Wish& wish) {
  const std::string status = wish.rule == domain::SellOnlineRule::kHide ? "UNLISTED" : "DRAFT";
  const Reply reply = api.call({.name = "SetStatus", .text = kSetStatus}, {{"product", {{"id", gid("Product", product)}, {"status", status}}}});
  if (!reply.ok()) return reply.outcome;
  const Json& payload = member(reply.data, "productUpdate");
  if (const auto errors = user_errors(payload); !errors.empty()) {
    Outcome outcome = rejected(errors.front(), "visibility_refused");
    if (errors.front().message.find("does not exist") != std::string::npos) outcome.kind = OutcomeKind::kGone;
    return outcome;
  }
  const std::string kept = text_member(member(payload, "product"), "status");
  if (kept == status) return {};
  return {OutcomeKind::kRejected, "visibility_not_kept", "the shop holds status '" + kept + "' after '" + status + "' was sent", {}};
}

bool ends_the_sending(const Outcome& outcome) { return outcome.kind != OutcomeKind::kOk && outcome.kind != OutcomeKind::kRejected && outcome.kind != OutcomeKind::kGone; }

}  // namespace

std::vector<Outcome> write_visibility(Api& api, std::span<const VisibilityWrite> writes) {
  std::vector<Outcome> out(writes.size());
  std::map<std::string, Wish> wishes;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].rule == domain::SellOnlineRule::kLeave) continue;
    const auto remote = remote_of(api, writes[i].remote);
    if (!remote) {
      out[i] = api.as_outcome(remote.error());
      continue;
    }
    auto& wish = wishes[remote->product];
    wish.places[remote->variant].push_back(i);
    wish.whole = wish.whole || writes[i].remote.variant_id.empty();
    if (writes[i].rule == domain::SellOnlineRule::kDraft) wish.rule = domain::SellOnlineRule::kDraft;
  }
  std::optional<Outcome> stopped;
  const auto settle = [&](const std::vector<std::size_t>& places, const Outcome& outcome) {
    for (const auto place : places) out[place] = outcome;
    if (stopped || !ends_the_sending(outcome)) return;
    stopped = outcome;
    if (stopped->kind == OutcomeKind::kUnknown) stopped->kind = OutcomeKind::kRetry;
  };
  for (const auto& [product, wish] : wishes) {
    std::optional<Outcome> whole = stopped;
    if (!whole) {
      const auto all = is_all_of_it(api, product, wish);
      if (!all) whole = api.as_outcome(all.error());
      else if (*all) whole = set_status(api, product, wish);
    }
    for (const auto& [variant, places] : wish.places) settle(places, whole ? *whole : stopped ? *stopped : unpublish_variant(api, variant));
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
