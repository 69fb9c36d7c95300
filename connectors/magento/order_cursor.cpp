#include "connectors/magento/order_cursor.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::magento {
namespace {

using base::Timestamp;
using http::Json;
using http::member;
using http::text_member;
using std::chrono::seconds;

constexpr int kVersion = 1;
constexpr std::size_t kMostKnown = 500;
constexpr std::array<const char*, kOrderStages> kStages = {"open", "orders", "invoices", "shipments", "creditmemos", "transactions"};

std::size_t index(OrderStage stage) { return static_cast<std::size_t>(stage); }

Timestamp whole_second(Timestamp at) { return std::chrono::floor<seconds>(at); }

/// MySQL knows no earlier timestamp.
Timestamp earliest(Timestamp at) { return std::max(at, Timestamp(seconds(1))); }

std::int64_t to_number(Timestamp at) { return std::chrono::duration_cast<seconds>(at.time_since_epoch()).count(); }

bool read_list(const Json& stored, std::size_t list, OrderProgress& out) {
  const Json& from = member(stored, kStages[list]);
  const auto seen = http::time_member(from, "seen");
  if (!seen) return false;
  out.seen[list] = *seen;
  const Json& known = member(from, "known");
  if (!known.is_object()) return true;
  for (const auto& [id, at] : known.items())
    if (at.is_number_integer()) out.known[list][id] = Timestamp(seconds(at.get<std::int64_t>()));
  return true;
}

bool read_all(const Json& stored, OrderProgress& out) {
  if (member(stored, "version") != Json(kVersion)) return false;
  const auto stage = std::find(kStages.begin(), kStages.end(), text_member(stored, "stage"));
  const auto from = http::time_member(stored, "from"), start = http::time_member(stored, "start");
  const Json &page = member(stored, "page"), &size = member(stored, "size");
  if (stage == kStages.end() || !from || !start || !page.is_number_unsigned() || !size.is_number_unsigned()) return false;
  out.stage = static_cast<OrderStage>(stage - kStages.begin());
  out.sweep = {*from, std::max(1, page.get<int>()), std::clamp(size.get<int>(), 1, Sweep::kLargestPage)};
  out.pass_start = *start;
  for (std::size_t list = index(OrderStage::kOrders); list < kOrderStages; ++list)
    if (!read_list(stored, list, out)) return false;
  return true;
}

}  // namespace

void Sweep::move_behind(Timestamp last) {
  if (whole_second(last) > from) {
    from = whole_second(last);
    page = 1;
  } else {
    ++page;
  }
}

bool Sweep::shrink() {
  constexpr int kStep = 5;  // pages of one size begin where pages of the next do
  if (size == 1) return false;
  const int smaller = std::max(1, size / kStep);
  page = (page - 1) * (size / smaller) + 1;
  size = smaller;
  return true;
}

OrderProgress OrderProgress::read(const domain::OrderCursor& cursor, Timestamp since, seconds overlap) {
  OrderProgress out;
  if (const auto stored = http::parse_json(cursor.text); stored && read_all(*stored, out)) return out;
  out = {};
  out.pass_start = earliest(whole_second(since));
  // Nothing is seen yet: the marks stand so that the overlap leads back to the start.
  out.seen.fill(out.pass_start + overlap);
  out.begin(OrderStage::kOpen, overlap);
  return out;
}

domain::OrderCursor OrderProgress::write() const {
  Json stored{{"version", kVersion}, {"stage", kStages[index(stage)]}, {"from", base::format_utc(sweep.from)}, {"page", sweep.page}, {"size", sweep.size},
              {"start", base::format_utc(pass_start)}};
  for (std::size_t list = index(OrderStage::kOrders); list < kOrderStages; ++list) {
    Json entry{{"seen", base::format_utc(seen[list])}};
    for (const auto& [id, at] : known[list]) entry["known"][id] = to_number(at);
    stored[kStages[list]] = std::move(entry);
  }
  return {http::dump(stored)};
}

bool OrderProgress::knows(OrderStage list, const std::string& id, Timestamp at) const {
  const auto found = known[index(list)].find(id);
  return found != known[index(list)].end() && found->second == whole_second(at);
}

void OrderProgress::know(OrderStage list, const std::string& id, Timestamp at) {
  auto& entries = known[index(list)];
  entries[id] = whole_second(at);
  // Beyond the number that a cursor can carry the oldest are delivered again.
  if (entries.size() > kMostKnown) entries.erase(std::min_element(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.second < b.second; }));
}

void OrderProgress::see(OrderStage list, Timestamp at, Timestamp now) { seen[index(list)] = std::max(seen[index(list)], std::min(whole_second(at), whole_second(now))); }

bool OrderProgress::next_stage(seconds overlap) {
  if (index(stage) + 1 < kOrderStages) {
    begin(static_cast<OrderStage>(index(stage) + 1), overlap);
    return true;
  }
  pass_start = std::max(pass_start, earliest(seen[index(OrderStage::kOrders)] - overlap));
  forget_old(overlap);
  begin(OrderStage::kOrders, overlap);
  return false;
}

void OrderProgress::begin(OrderStage next, seconds overlap) {
  stage = next;
  sweep = {};
  if (next == OrderStage::kOpen) sweep.from = earliest(Timestamp{});
  else if (next == OrderStage::kOrders) sweep.from = pass_start;
  else sweep.from = earliest(whole_second(seen[index(next)]) - overlap);
}

void OrderProgress::forget_old(seconds overlap) {
  for (const OrderStage list : kChildStages) std::erase_if(known[index(list)], [&](const auto& entry) { return entry.second < seen[index(list)] - overlap; });
}

}  // namespace tillbridge::connectors::magento
