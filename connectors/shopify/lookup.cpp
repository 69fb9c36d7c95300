#include "connectors/shopify/lookup.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Result;

constexpr std::size_t kSkusPerCall = 50;
constexpr std::size_t kLongestSku = 255;
constexpr std::size_t kHitsPerPage = 100;
constexpr std::size_t kVariantsPerPage = 250;
constexpr const char* kBySku = "VariantsBySku";
constexpr const char* kOfProduct = "VariantsOfProduct";
constexpr const char* kVariantsBySku = R"(query VariantsBySku($query: String!, $first: Int!, $after: String) {
  productVariants(first: $first, after: $after, query: $query) {
    nodes { id sku inventoryItem { id } product { id hasOnlyDefaultVariant } }
    pageInfo { hasNextPage endCursor }
  }
})";
constexpr const char* kVariantsOfProduct = R"(query VariantsOfProduct($id: ID!, $first: Int!, $after: String) {
  product(id: $id) {
    id
    hasOnlyDefaultVariant
    variants(first: $first, after: $after) { nodes { id sku inventoryItem { id } } pageInfo { hasNextPage endCursor } }
  }
})";

/// A phrase of the shop's search language.
std::string term(const std::string& sku) {
  std::string out = "sku:\"";
  for (const char c : sku) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// An answer without its list must never pass for "none": what the shop has would be made again.
base::Error no_variants() { return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's answer holds no list of variants, or none that ends", {}}); }

Result<void> find_chunk(Api& api, const std::set<std::string>& wanted, FoundSkus& out) {
  std::string query;
  for (const auto& sku : wanted) query += (query.empty() ? "" : " OR ") + term(sku);
  for (Json after;;) {
    const auto first = api.portion(kBySku, kHitsPerPage);
    const Reply reply = api.call({.name = kBySku, .text = kVariantsBySku, .points = 2 + 3 * static_cast<int>(first)}, {{"query", query}, {"first", first}, {"after", after}});
    if (api.try_smaller(reply, kBySku, first)) continue;
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& page = member(reply.data, "productVariants");
    if (!member(page, "nodes").is_array()) return no_variants();
    for (const Json& row : list_member(page, "nodes")) {
      const Json& product = member(row, "product");
      auto found = to_found(row, id_of(member(product, "id")), flag_member(product, "hasOnlyDefaultVariant"));
      if (wanted.contains(found.sku)) out[found.sku].push_back(std::move(found));
    }
    if (!flag_member(member(page, "pageInfo"), "hasNextPage")) return {};
    if (!move_on(after, page)) return no_variants();
  }
}

}  // namespace

FoundVariant to_found(const Json& variant, const std::string& product_id, bool only_one) {
  return {text_member(variant, "sku"), {product_id, id_of(member(variant, "id")), id_of(member(member(variant, "inventoryItem"), "id"))}, only_one};
}

std::string why_not_portable(const std::string& sku) {
  if (sku.empty()) return "it is empty";
  if (sku.size() > kLongestSku) return "it is longer than 255 bytes";
  if (sku.front() == ' ' || sku.back() == ' ') return "it begins or ends with a blank";
  const bool control = std::any_of(sku.begin(), sku.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return control ? "it holds a control character" : "";
}

Result<Remote> remote_of(Api& api, const domain::RemoteRef& ref) {
  if (const auto known = Remote::from(ref)) return *known;
  const auto strange = http::to_error({OutcomeKind::kGone, "bad_reference", "'" + ref.product_id + "' is no product id of this shop", {}});
  if (!is_id(ref.product_id) || !ref.variant_id.empty()) return strange;
  const auto variants = list_variants(api, ref.product_id);
  if (!variants) return variants.error();
  return variants->size() == 1 ? Result<Remote>(variants->front().remote) : Result<Remote>(strange);
}

Result<FoundSkus> look_up_skus(Api& api, std::span<const std::string> skus) {
  FoundSkus out;
  std::set<std::string> done, wanted;
  for (const auto& sku : skus) {
    if (!why_not_portable(sku).empty() || !done.insert(sku).second) continue;
    wanted.insert(sku);
    if (wanted.size() < kSkusPerCall) continue;
    if (auto found = find_chunk(api, wanted, out); !found) return found.error();
    wanted.clear();
  }
  if (!wanted.empty())
    if (auto found = find_chunk(api, wanted, out); !found) return found.error();
  return out;
}

Result<std::vector<FoundVariant>> list_variants(Api& api, const std::string& product_id) {
  std::vector<FoundVariant> out;
  for (Json after;;) {
    const auto first = api.portion(kOfProduct, kVariantsPerPage);
    const Reply reply = api.call({.name = kOfProduct, .text = kVariantsOfProduct, .points = 3 + 2 * static_cast<int>(first)},
                                 {{"id", gid("Product", product_id)}, {"first", first}, {"after", after}});
    if (api.try_smaller(reply, kOfProduct, first)) continue;
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& product = member(reply.data, "product");
    if (!product.is_object()) return http::to_error({OutcomeKind::kGone, "parent_gone", "the shop no longer has product " + product_id, {}});
    const Json& page = member(product, "variants");
    for (const Json& row : list_member(page, "nodes")) out.push_back(to_found(row, product_id, flag_member(product, "hasOnlyDefaultVariant")));
    if (!flag_member(member(page, "pageInfo"), "hasNextPage")) return out;
    if (!move_on(after, page)) return no_variants();
  }
}

}  // namespace tillbridge::connectors::shopify
