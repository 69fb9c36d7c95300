#include "connectors/woocommerce/lookup.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr std::size_t kSkusPerCall = 100;
constexpr int kPageSize = 100;
/// Web servers refuse longer request lines (8 KB is usual); credentials need their share.
constexpr std::size_t kLongestFilter = 6'000;
constexpr std::size_t kLongestSku = 100;
const std::vector<FoundProduct> kNone;

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// A rough stand-in for the shop's case and accent insensitive collation: enough to say which asked SKU a foreign hit belongs to.
std::string fold(const std::string& sku) {
  static constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
  std::string out;
  for (std::size_t i = 0; i < sku.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sku[i]);
    const auto next = i + 1 < sku.size() ? static_cast<unsigned char>(sku[i + 1]) : 0U;
    if (byte == 0xC3 && next >= 0x80 && next <= 0xBF) {
      out += kLatin1[next - 0x80];
      ++i;
    } else {
      out += static_cast<char>(std::tolower(byte));
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

FoundProduct to_found(const Json& row) {
  FoundProduct out{text_member(row, "sku"), text_member(row, "type"), {}};
  const std::string id = text_member(row, "id"), parent = text_member(row, "parent_id");
  if (out.type == "variation") out.ref = {parent, id};
  else out.ref = {id, ""};
  return out;
}

/// One chunk of SKUs, all pages.
base::Result<std::vector<FoundProduct>> fetch(Api& api, const std::string& filter, Shelf shelf) {
  std::vector<FoundProduct> out;
  for (int page = 1;; ++page) {
    Parameters parameters{{"sku", filter}, {"per_page", std::to_string(kPageSize)}, {"page", std::to_string(page)}, {"_fields", "id,sku,type,parent_id"}};
    if (shelf == Shelf::kTrash) parameters.emplace_back("status", "trash");
    const Reply reply = api.get("/products", parameters);
    if (!reply.ok()) return http::to_error(reply.outcome);
    if (!reply.body.is_array()) return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's product list is no list", {}});
    for (const Json& row : reply.body) out.push_back(to_found(row));
    if (reply.body.size() < static_cast<std::size_t>(kPageSize)) return out;
  }
}

void sort_in(const std::vector<FoundProduct>& rows, const std::set<std::string>& asked, SkuLookUp& out) {
  for (const auto& row : rows) {
    if (asked.contains(row.sku)) {
      auto& known = out.exact[row.sku];
      const bool twice = std::any_of(known.begin(), known.end(), [&](const FoundProduct& other) { return other.ref == row.ref; });
      if (!twice) known.push_back(row);
      continue;
    }
    for (const auto& sku : asked)
      if (fold(sku) == fold(row.sku)) out.colliding[sku].push_back(row);
  }
}

}  // namespace

const std::vector<FoundProduct>& SkuLookUp::found(const std::string& sku) const {
  const auto at = exact.find(sku);
  return at == exact.end() ? kNone : at->second;
}

const std::vector<FoundProduct>& SkuLookUp::collisions(const std::string& sku) const {
  const auto at = colliding.find(sku);
  return at == colliding.end() ? kNone : at->second;
}

std::string why_not_portable(const std::string& sku) {
  if (sku.empty()) return "it is empty";
  if (sku == "0") return "WooCommerce takes \"0\" for no SKU at all";
  if (sku.size() > kLongestSku) return "it is longer than 100 bytes";
  if (sku.front() == ' ' || sku.back() == ' ' || sku.find("  ") != std::string::npos) return "WooCommerce trims and collapses its blanks";
  if (sku.front() == ',' || sku.back() == ',' || sku.find_first_not_of(", ") == std::string::npos) return "WooCommerce takes its comma for a list";
  if (sku.find('<') != std::string::npos) return "WooCommerce strips everything behind '<' as markup";
  for (std::size_t i = 0; i + 2 < sku.size(); ++i)
    if (sku[i] == '%' && is_hex(sku[i + 1]) && is_hex(sku[i + 2])) return "WooCommerce strips percent codes such as %20";
  for (const char c : sku)
    if (static_cast<unsigned char>(c) < 0x20) return "it holds a control character";
  return {};
}

base::Result<SkuLookUp> look_up_skus(Api& api, std::span<const std::string> skus, Shelf shelf) {
  SkuLookUp out;
  std::set<std::string> pending;
  std::string filter;
  std::size_t encoded = 0;
  const auto flush = [&]() -> base::Result<void> {
    if (pending.empty()) return {};
    auto rows = fetch(api, filter, shelf);
    if (!rows) return rows.error();
    sort_in(*rows, pending, out);
    pending.clear();
    filter.clear();
    encoded = 0;
    return {};
  };
  std::set<std::string> done;
  for (const auto& sku : skus) {
    if (!why_not_portable(sku).empty() || !done.insert(sku).second) continue;
    // Besides its parts the shop tries the whole filter as one SKU: one that holds a comma is found only when asked for alone.
    const bool alone = sku.find(',') != std::string::npos;
    const std::size_t size = http::encode_component(sku).size() + 3;
    if (alone || pending.size() >= kSkusPerCall || encoded + size > kLongestFilter)
      if (auto sent = flush(); !sent) return sent.error();
    filter += (filter.empty() ? "" : ",") + sku;
    encoded += size;
    pending.insert(sku);
    if (!alone) continue;
    if (auto sent = flush(); !sent) return sent.error();
  }
  if (auto sent = flush(); !sent) return sent.error();
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
