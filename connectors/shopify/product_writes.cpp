#include <algorithm>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/product_json.hpp"
#include "connectors/shopify/product_refusals.hpp"
#include "connectors/shopify/products.hpp"

// The two mutations that make variants, and what their refusals mean.
namespace tillbridge::connectors::shopify {
namespace {

/// The longest list that a mutation takes.
constexpr std::size_t kMostVariants = 250;
/// Ten for the mutation, 0.2 for each variant.
int points_for(std::size_t variants) { return 11 + static_cast<int>(variants / 5); }

const std::string kMakeProduct = std::string(R"(mutation MakeProduct($identifier: ProductSetIdentifiers!, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product { id variants(first: 250) { nodes { id sku inventoryItem { id } } } )") + custom_id::kSelection + R"( }
    userErrors { code field message }
  }
})";
/// The name stands in the input as well as in the identifier, and the shop finds that they differ.
constexpr const char* kNamesDiffer = "METAFIELD_MISMATCH";
constexpr const char* kAddVariants = R"(mutation AddVariants($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkCreate(productId: $product, variants: $variants, strategy: PRESERVE_STANDALONE_VARIANT) {
    productVariants { id sku inventoryItem { id } }
    userErrors { code field message }
  }
})";

/// The items that the errors name, with their outcomes; empty where any of them names nobody.
std::map<std::size_t, Outcome> culprits(const std::vector<UserError>& errors, std::size_t count) {
  std::map<std::size_t, Outcome> out;
  for (const auto& error : errors) {
    const int index = error.index_in("variants");
    if (index < 0 || static_cast<std::size_t>(index) >= count) return {};
    out.emplace(static_cast<std::size_t>(index), rejected(error));
  }
  return out;
}

/// The location may be gone that the site's memory still names; no item is to blame for it.
bool is_about_the_location(const std::vector<UserError>& errors) {
  return std::ranges::any_of(errors, [](const UserError& error) { return std::ranges::find(error.field, "locationId") != error.field.end(); });
}

/// Of a product as a whole: a batch without a culprit, or a word about what everything hangs on.
BatchRefusal refusal_of(const UserError& error) {
  if (error.code == "PRODUCT_DOES_NOT_EXIST") return {{OutcomeKind::kGone, error.code, error.message, {}}, false};
  return {rejected(error), true};
}

}  // namespace

void ProductPublisher::make(Work& work, const std::vector<std::size_t>& items) {
  const std::vector<std::size_t> now(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), kMostVariants)));
  const auto refusal = try_to_make(work, now);
  // A part whose answer was lost may have made the product: productSet again would replace its variants.
  const auto may_be_made = [&] {
    return work.parent_id.empty() && std::ranges::any_of(now, [&](auto item) { return work.settled[item] && (*work.out)[item].outcome.kind == OutcomeKind::kUnknown; });
  };
  const Outcome later{OutcomeKind::kRetry, "unknown", "an earlier part of the product got no answer", {}};
  if (!refusal.outcome.ok()) {
    note(refusal.outcome);
    if (refusal.divisible && now.size() > 1) {
      const auto middle = now.begin() + static_cast<std::ptrdiff_t>(now.size() / 2);
      make(work, {now.begin(), middle});
      const std::vector<std::size_t> rest{middle, now.end()};
      if (stopped_) return work.settle_open(*stopped_);
      if (may_be_made()) return work.settle_open(later);
      if (work.parent_id.empty()) make(work, rest);
      else add(work, rest);
    } else {
      for (const auto item : now)
        if (!work.settled[item]) work.settle(item, refusal.outcome);
    }
  }
  if (now.size() == items.size()) return;
  const std::vector<std::size_t> rest{items.begin() + static_cast<std::ptrdiff_t>(now.size()), items.end()};
  if (stopped_ || refusal.outcome.kind == OutcomeKind::kUnknown) return work.settle_open(stopped_.value_or(Outcome{OutcomeKind::kRetry, refusal.outcome.code, refusal.outcome.message, {}}));
  if (may_be_made()) return work.settle_open(later);
  if (work.parent_id.empty()) make(work, rest);
  else add(work, rest);
}

BatchRefusal ProductPublisher::try_to_make(Work& work, std::vector<std::size_t> items) {
  const std::string name = work.product->is_matrix ? custom_id::of_group(work.product->sku) : custom_id::of_item(work.sku(0));
  while (!items.empty()) {
    Json input = product_input(*work.product, items, location_id_, settings_);
    if (name_in_input_) input["metafields"] = custom_id::metafields(name);
    const Reply reply = api_.call({.name = "MakeProduct", .text = kMakeProduct, .points = points_for(items.size())}, {{"identifier", custom_id::identifier(name)}, {"input", input}});
    if (!reply.ok()) return {reply.outcome, false};
    const Json& payload = member(reply.data, "productSet");
    const auto errors = user_errors(payload);
    if (errors.empty()) {
      const Json& product = member(payload, "product");
      work.parent_id = id_of(member(product, "id"));
      take_over(work, list_member(member(product, "variants"), "nodes"), items);
      // Without its name the product is made all the same; only the safety of a repeat would suffer.
      if (text_member(member(product, "metafield"), "value") != name) custom_id::give(api_, work.parent_id, name);
      return {};
    }
    if (name_in_input_ && errors.front().code == kNamesDiffer) {
      name_in_input_ = false;
      continue;
    }
    if (!errors.front().field.empty() && errors.front().field.front() == "identifier") {
      custom_id::forget_definition(memory_);
      return {{OutcomeKind::kRetry, errors.front().code, errors.front().message, {}}, false};
    }
    if (is_about_the_location(errors)) {
      location_.forget();
      return BatchRefusal{{OutcomeKind::kRetry, "location_gone", errors.front().message, {}}, false};
    }
    const auto named = culprits(errors, items.size());
    if (named.empty()) return refusal_of(errors.front());
    for (auto at = named.rbegin(); at != named.rend(); ++at) {
      work.settle(items[at->first], at->second);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(at->first));
    }
  }
  return {};
}

void ProductPublisher::add(Work& work, const std::vector<std::size_t>& items) {
  for (std::size_t from = 0; from < items.size(); from += kMostVariants) {
    const std::span<const std::size_t> part = std::span(items).subspan(from, std::min(kMostVariants, items.size() - from));
    if (stopped_) return work.settle_open(*stopped_);
    const auto outcomes = send_halving<Outcome>(part, [&](std::span<const std::size_t> some) { return try_to_add(work, some); },
                                                [](std::size_t, const Outcome& outcome) { return outcome; });
    for (std::size_t i = 0; i < part.size(); ++i)
      if (!work.settled[part[i]]) work.settle(part[i], outcomes[i]);
  }
}

BatchResult<Outcome> ProductPublisher::try_to_add(Work& work, std::span<const std::size_t> some) {
  std::vector<std::size_t> items(some.begin(), some.end());
  std::map<std::size_t, Outcome> refused;
  while (!items.empty()) {
    Json inputs = Json::array();
    for (const auto item : items) inputs.push_back(added_variant(*work.product, work.product->items[item], location_id_, settings_));
    const Reply reply = api_.call({.name = "AddVariants", .text = kAddVariants, .points = points_for(items.size())}, {{"product", gid("Product", work.parent_id)}, {"variants", inputs}});
    if (!reply.ok()) {
      note(reply.outcome);
      return BatchRefusal{reply.outcome, false};
    }
    const Json& payload = member(reply.data, "productVariantsBulkCreate");
    const auto errors = user_errors(payload);
    if (errors.empty()) {
      take_over(work, list_member(payload, "productVariants"), items);
      break;
    }
    if (is_about_the_location(errors)) {
      location_.forget();
      return BatchRefusal{{OutcomeKind::kRetry, "location_gone", errors.front().message, {}}, false};
    }
    const auto named = culprits(errors, items.size());
    if (named.empty()) return refusal_of(errors.front());
    for (auto at = named.rbegin(); at != named.rend(); ++at) {
      refused[items[at->first]] = at->second;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(at->first));
    }
  }
  std::vector<Outcome> out;
  for (const auto item : some) out.push_back(refused.contains(item) ? refused[item] : (*work.out)[item].outcome);
  return out;
}

void ProductPublisher::take_over(Work& work, const Json& variants, const std::vector<std::size_t>& items) {
  std::map<std::string, Remote> made;
  for (const Json& row : variants) made.emplace(text_member(row, "sku"), to_found(row, work.parent_id, false).remote);
  for (const auto item : items) {
    const auto found = made.find(work.sku(item));
    if (found != made.end() && !found->second.variant.empty() && !found->second.inventory_item.empty()) work.created(item, found->second);
    else work.settle(item, {OutcomeKind::kUnknown, "answer_mismatch", "the shop's answer does not name SKU '" + work.sku(item) + "'", {}});
  }
}

}  // namespace tillbridge::connectors::shopify
