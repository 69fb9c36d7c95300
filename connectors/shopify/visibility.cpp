#include "connectors/shopify/visibility.hpp"

#include <map>
#include <optional>
#include <set>

#include "connectors/shopify/lookup.hpp"
#include "connectors/shopify/remote.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr const char* kSetStatus = R"(mutation SetStatus($product: ProductUpdateInput!) {
  productUpdate(product: $product) { product { id status } userErrors { field message } }
})";

struct Wish {
  std::vector<std::size_t> places;
  std::set<std::string> variants;
  bool whole = false;                 ///< one of the writes is about the simple product
  domain::SellOnlineRule rule = domain::SellOnlineRule::kHide;
};

/// Whether the shop has a variant of the product that nobody wants hidden.
Outcome look_for_sisters(Api& api, const std::string& product, const Wish& wish) {
  const auto variants = list_variants(api, product);
  if (!variants) return api.as_outcome(variants.error());
  for (const auto& variant : *variants)
    if (!wish.variants.contains(variant.remote.variant))
      return {OutcomeKind::kRejected, "variant_visibility",
              "Shopify hides whole products, and product " + product + " has other variants that stay on sale (" + variant.sku + "); take this one off in the shop", {}};
  return {};
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
    const auto remote = Remote::from(writes[i].remote);
    if (!remote) {
      out[i] = {OutcomeKind::kGone, "bad_reference", "'" + writes[i].remote.product_id + "' is no product id of this shop", {}};
      continue;
    }
    auto& wish = wishes[remote->product];
    wish.places.push_back(i);
    wish.variants.insert(remote->variant);
    wish.whole = wish.whole || writes[i].remote.variant_id.empty();
    if (writes[i].rule == domain::SellOnlineRule::kDraft) wish.rule = domain::SellOnlineRule::kDraft;
  }
  std::optional<Outcome> stopped;
  for (const auto& [product, wish] : wishes) {
    Outcome outcome = stopped.value_or(Outcome{});
    if (!stopped && !wish.whole) outcome = look_for_sisters(api, product, wish);
    if (!stopped && outcome.ok()) outcome = set_status(api, product, wish);
    for (const auto place : wish.places) out[place] = outcome;
    if (stopped || !ends_the_sending(outcome)) continue;
    stopped = outcome;
    if (stopped->kind == OutcomeKind::kUnknown) stopped->kind = OutcomeKind::kRetry;
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
