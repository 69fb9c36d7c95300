#include "connectors/bigcommerce/lookup.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "connectors/http/url.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::member;
using http::text_member;

constexpr std::size_t kSkusPerCall = 100;
/// Of the query, percent-encoded: web servers refuse longer request lines (8 KB is usual).
constexpr std::size_t kLongestFilter = 6'000;
constexpr std::size_t kLongestSku = 255;
constexpr const char* kPageSize = "250";
constexpr int kMostPages = 20;
const std::vector<FoundItem> kNone;

/// A stand-in for the store's case-insensitive comparison: enough to say which asked SKU a foreign hit belongs to.
std::string fold(std::string sku) {
  std::transform(sku.begin(), sku.end(), sku.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return sku;
}

FoundItem from_product(const Json& row) {
  // A product with variants has no base variant.
  return {text_member(row, "sku"), {text_member(row, "id"), ""}, member(row, "base_variant_id").is_null()};
}

FoundItem from_stock(const Json& row) {
  const Json& identity = member(row, "identity");
  // sku_id is null for a base variant, the sellable side of a simple product.
  const bool base = text_member(identity, "sku_id").empty();
  return {text_member(identity, "sku"), {text_member(identity, "product_id"), base ? "" : text_member(identity, "variant_id")}, false};
}

FoundItem from_variant(const Json& row) {
  const bool base = http::list_member(row, "option_values").empty();
  return {text_member(row, "sku"), {text_member(row, "product_id"), base ? "" : text_member(row, "id")}, false};
}

using RowReader = FoundItem (*)(const Json&);

class LookUp {
 public:
  explicit LookUp(Api& api) : api_(api) {}

  void run(std::span<const std::string> skus, Depth depth) {
    std::vector<std::string> lists, alone;
    std::set<std::string> seen;
    for (const auto& sku : skus)
      if (why_not_portable(sku).empty() && seen.insert(sku).second) (sku.find(',') == std::string::npos ? lists : alone).push_back(sku);
    ask_lists("/v3/catalog/products", {{"include_fields", "sku,base_variant_id"}}, lists, from_product);
    ask_lists("/v3/inventory/items", {}, missing(lists), from_stock);
    for (const auto& sku : alone) ask("/v3/catalog/products", {{"sku", sku}, {"include_fields", "sku,base_variant_id"}}, {sku}, from_product);
    if (depth == Depth::kByTheHundred) return;
    for (const auto* some : {&lists, &alone})
      for (const auto& sku : missing(*some)) ask("/v3/catalog/variants", {{"sku", sku}}, {sku}, from_variant);
  }
  SkuLookUp take() { return std::move(out_); }

 private:
  std::vector<std::string> missing(const std::vector<std::string>& skus) const {
    std::vector<std::string> out;
    for (const auto& sku : skus)
      if (!out_.exact.contains(sku)) out.push_back(sku);
    return out;
  }

  void ask_lists(const std::string& path, const Parameters& more, const std::vector<std::string>& skus, RowReader reader) {
    std::vector<std::string> part;
    std::string filter;
    std::size_t encoded = 0;
    const auto flush = [&] {
      if (part.empty()) return;
      Parameters parameters{{"sku:in", filter}};
      parameters.insert(parameters.end(), more.begin(), more.end());
      ask(path, parameters, part, reader);
      part.clear();
      filter.clear();
      encoded = 0;
    };
    for (const auto& sku : skus) {
      const std::size_t size = http::encode_component(sku).size() + 3;
      if (part.size() >= kSkusPerCall || encoded + size > kLongestFilter) flush();
      filter += (filter.empty() ? "" : ",") + sku;
      encoded += size;
      part.push_back(sku);
    }
    flush();
  }

  /// All pages of one question.
  void ask(const std::string& path, Parameters parameters, const std::vector<std::string>& asked, RowReader reader) {
    parameters.emplace_back("limit", kPageSize);
    parameters.emplace_back("page", "1");
    for (int page = 1; out_.outcome.ok() && page <= kMostPages; ++page) {
      parameters.back().second = std::to_string(page);
      const Reply reply = api_.get(path, parameters);
      out_.outcome = reply.outcome;
      for (const Json& row : reply.rows()) sort_in(reader(row), asked);
      if (page >= reply.total_pages()) return;
    }
  }

  void sort_in(const FoundItem& row, const std::vector<std::string>& asked) {
    const auto add = [&](std::vector<FoundItem>& known) {
      const bool twice = std::any_of(known.begin(), known.end(), [&](const FoundItem& other) { return other.ref == row.ref; });
      if (!twice) known.push_back(row);
    };
    if (std::find(asked.begin(), asked.end(), row.sku) != asked.end()) return add(out_.exact[row.sku]);
    for (const auto& sku : asked)
      if (fold(sku) == fold(row.sku)) add(out_.colliding[sku]);
  }

  Api& api_;
  SkuLookUp out_;
};

}  // namespace

const std::vector<FoundItem>& SkuLookUp::found(const std::string& sku) const {
  const auto at = exact.find(sku);
  return at == exact.end() ? kNone : at->second;
}

const std::vector<FoundItem>& SkuLookUp::collisions(const std::string& sku) const {
  const auto at = colliding.find(sku);
  return at == colliding.end() ? kNone : at->second;
}

std::string why_not_portable(const std::string& sku) {
  if (sku.empty()) return "it is empty";
  if (sku.size() > kLongestSku) return "it is longer than 255 bytes";
  if (sku.front() == ' ' || sku.back() == ' ') return "BigCommerce trims its blanks";
  for (const char c : sku)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return "it holds a control character";
  return {};
}

SkuLookUp look_up_skus(Api& api, std::span<const std::string> skus, Depth depth) {
  LookUp look_up(api);
  look_up.run(skus, depth);
  return look_up.take();
}

}  // namespace tillbridge::connectors::bigcommerce
