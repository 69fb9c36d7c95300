#include "connectors/shopify/bulk_ledger.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "connectors/http/signature.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr const char* kPrefix = "shopify.bulk/";
/// Entries of one value: about 60 bytes each.
constexpr std::size_t kEntriesPerValue = 800;
constexpr std::size_t kMarkLength = 10;
constexpr const char* kTold = "-";

std::string head_key(const std::string& name) { return kPrefix + name + "/head"; }
std::string part_key(const std::string& name, std::size_t part) { return kPrefix + name + "/part" + std::to_string(part); }

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string lines_of(const std::vector<OpenBulk::Entry>& entries, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < std::min(entries.size(), from + kEntriesPerValue); ++i) {
    const auto& entry = entries[i];
    out += entry.product + " " + entry.variant + " " + (entry.mark.empty() ? kTold : entry.mark) + " " + std::to_string(entry.line) + " " + std::to_string(entry.index) + "\n";
  }
  return out;
}

void read_lines(const std::string& text, std::vector<OpenBulk::Entry>& out) {
  std::istringstream in(text);
  OpenBulk::Entry entry;
  while (in >> entry.product >> entry.variant >> entry.mark >> entry.line >> entry.index) {
    if (entry.mark == kTold) entry.mark.clear();
    out.push_back(entry);
  }
}

}  // namespace

bool OpenBulk::all_told() const {
  return std::all_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.mark.empty(); });
}

std::string mark_of(const ProductPrices::Entry& entry) { return http::hmac_sha256_base64("price", http::dump(entry.input)).substr(0, kMarkLength); }

std::vector<OpenBulk> BulkLedger::list() {
  std::vector<OpenBulk> out;
  for (const auto& key : memory_.list_keys(kPrefix)) {
    if (!key.ends_with("/head")) continue;
    const auto head = memory_.find(key);
    const auto json = head ? http::parse_json(*head) : std::nullopt;
    if (!json) continue;
    OpenBulk bulk{.name = text_member(*json, "name"), .id = text_member(*json, "id"), .cancelled = flag_member(*json, "cancelled")};
    bulk.started_at = base::Timestamp(std::chrono::seconds(number(text_member(*json, "started"))));
    for (std::size_t part = 0; part < static_cast<std::size_t>(number(text_member(*json, "parts"))); ++part)
      if (const auto lines = memory_.find(part_key(bulk.name, part))) read_lines(*lines, bulk.entries);
    out.push_back(std::move(bulk));
  }
  return out;
}

void BulkLedger::store_head(const OpenBulk& bulk) {
  const auto started = std::chrono::duration_cast<std::chrono::seconds>(bulk.started_at.time_since_epoch()).count();
  const auto parts = (bulk.entries.size() + kEntriesPerValue - 1) / kEntriesPerValue;
  memory_.store(head_key(bulk.name), http::dump({{"name", bulk.name}, {"id", bulk.id}, {"started", started}, {"parts", parts}, {"cancelled", bulk.cancelled}}), SiteMemory::Kind::kPlain);
}

void BulkLedger::store(const OpenBulk& bulk) {
  for (std::size_t from = 0, part = 0; from < bulk.entries.size(); from += kEntriesPerValue, ++part)
    memory_.store(part_key(bulk.name, part), lines_of(bulk.entries, from), SiteMemory::Kind::kPlain);
  store_head(bulk);
}

void BulkLedger::forget(const OpenBulk& bulk) {
  memory_.forget(head_key(bulk.name));
  for (const auto& key : memory_.list_keys(std::string(kPrefix) + bulk.name + "/")) memory_.forget(key);
}

}  // namespace tillbridge::connectors::shopify
