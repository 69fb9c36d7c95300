#include "connectors/magento/lookup.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"
#include "connectors/magento/json.hpp"
#include "connectors/magento/search.hpp"

namespace tillbridge::connectors::magento {
namespace {

/// The shop may be told to refuse larger pages.
constexpr int kPageSize = 250;
/// Web servers refuse longer request lines (8 KB is usual).
constexpr std::size_t kLongestFilter = 6'000;
constexpr std::size_t kLongestSku = 64;
constexpr const char* kFields = "id,sku,type_id,status,visibility";
const std::vector<FoundProduct> kNone;

/// Stands for any character above ASCII.
constexpr char kOther = '\x80';

/// A rough stand-in for the shop's collation: enough to say which asked SKU a foreign hit belongs to.
std::string fold(const std::string& sku) {
  std::string out;
  for (const char c : sku) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += static_cast<char>(std::tolower(byte));
    else if ((byte & 0xc0) != 0x80) out += kOther;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// The collation takes accented letters for plain ones (É = e): above ASCII any character may equal any other.
bool may_be_same(const std::string& a, const std::string& b) {
  return std::ranges::equal(fold(a), fold(b), [](char x, char y) { return x == y || x == kOther || y == kOther; });
}

FoundProduct to_found(const Json& row) {
  return {http::text_member(row, "id"), http::text_member(row, "sku"), http::text_member(row, "type_id"),
          static_cast<int>(whole_member(row, "status")), static_cast<int>(whole_member(row, "visibility"))};
}

Outcome unreadable(const std::string& why) { return {OutcomeKind::kUnknown, "unreadable", "the shop's product list " + why, {}}; }

/// All pages of one filter. Past the last page the last page comes again, so the total says where the end is.
Outcome fetch(Api& api, const std::string& field, const std::string& value, const std::string& condition, std::vector<FoundProduct>& out) {
  std::size_t seen = 0;
  for (int page = 1;; ++page) {
    const Reply reply = api.get("/products", Search().where(field, value, condition).sort("entity_id").page(kPageSize, page).only(kFields).parameters());
    if (!reply.ok()) return reply.outcome;
    const Json& items = http::member(reply.body, "items");
    // An answer that does not say how many there are must never pass for "none": what the shop has would be saved over.
    const Json& total = http::member(reply.body, "total_count");
    if ((!items.is_array() && !items.is_null()) || !total.is_number_unsigned()) return unreadable("is no list");
    for (const Json& row : http::list_member(reply.body, "items")) {
      out.push_back(to_found(row));
      if (out.back().id.empty() || out.back().sku.empty()) return unreadable("holds a product without id or SKU");
    }
    seen += items.size();
    if (items.empty() || seen >= total.get<std::size_t>()) return {};
  }
}

void sort_in(const std::vector<FoundProduct>& rows, const std::set<std::string>& asked, SkuLookUp& out) {
  for (const auto& row : rows) {
    if (asked.contains(row.sku)) {
      auto& known = out.exact[row.sku];
      if (std::ranges::none_of(known, [&](const FoundProduct& other) { return other.id == row.id; })) known.push_back(row);
      continue;
    }
    for (const auto& sku : asked)
      if (may_be_same(sku, row.sku)) out.colliding[sku].push_back(row);
  }
}

std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// Gathers SKUs until a call is full.
class Collector {
 public:
  Collector(Api& api, SkuLookUp& out) : api_(api), out_(out) {}

  void add(const std::string& sku) {
    const bool alone = sku.find(',') != std::string::npos;  // the filter "in" takes a comma list
    const std::size_t size = http::encode_component(sku).size() + 3;
    if (alone) return send({sku}, sku, "eq");
    if (asked_.size() >= kPageSize || encoded_ + size > kLongestFilter) flush();
    list_ += (list_.empty() ? "" : ",") + sku;
    encoded_ += size;
    asked_.insert(sku);
  }
  void flush() {
    if (asked_.empty()) return;
    send(asked_, list_, "in");
    asked_.clear();
    list_.clear();
    encoded_ = 0;
  }

 private:
  void send(const std::set<std::string>& asked, const std::string& value, const std::string& condition) {
    if (!out_.outcome.ok()) return;
    std::vector<FoundProduct> rows;
    out_.outcome = fetch(api_, "sku", value, condition, rows);
    sort_in(rows, asked, out_);
  }

  Api& api_;
  SkuLookUp& out_;
  std::set<std::string> asked_;
  std::string list_;
  std::size_t encoded_ = 0;
};

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
  if (characters_of(sku) > kLongestSku) return "it is longer than 64 characters";
  if (sku.front() == ' ' || sku.back() == ' ') return "Magento's stock knows no SKU with a blank at its end";
  if (std::ranges::any_of(sku, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) return "it holds a control character";
  return {};
}

SkuLookUp look_up_skus(Api& api, std::span<const std::string> skus) {
  SkuLookUp out;
  Collector collector(api, out);
  std::set<std::string> done;
  for (const auto& sku : skus)
    if (why_not_portable(sku).empty() && done.insert(sku).second) collector.add(sku);
  collector.flush();
  return out;
}

base::Result<std::optional<FoundProduct>> look_up_id(Api& api, const std::string& id) {
  std::vector<FoundProduct> rows;
  const Outcome outcome = fetch(api, "entity_id", id, "eq", rows);
  if (!outcome.ok()) return http::to_error(outcome);
  if (rows.empty()) return std::optional<FoundProduct>{};
  return std::optional(rows.front());
}

Outcome before_writing(Outcome outcome) {
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  return outcome;
}

}  // namespace tillbridge::connectors::magento
