#include "connectors/shopify/order_cursor.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Timestamp;
using http::time_member;

constexpr int kVersion = 1;
/// Below the 25,000 that the shop pages of one list.
constexpr int kMostListed = 20'000;
constexpr const char* kStages[] = {"open", "changed"};

Timestamp whole_second(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at); }

std::string quoted(Timestamp at) { return "'" + base::format_utc(whole_second(at)) + "'"; }

}  // namespace

OrderProgress OrderProgress::read(const domain::OrderCursor& cursor, Timestamp since) {
  OrderProgress out;
  const auto stored = http::parse_json(cursor.text);
  if (stored && member(*stored, "version") == Json(kVersion)) {
    const auto stage = std::find(std::begin(kStages), std::end(kStages), text_member(*stored, "stage"));
    const auto from = time_member(*stored, "from"), seen = time_member(*stored, "seen");
    const Json &listed = member(*stored, "listed"), &page_size = member(*stored, "page_size");
    if (stage != std::end(kStages) && from && seen && listed.is_number_integer() && page_size.is_number_integer())
      return {.stage = static_cast<OrderStage>(stage - std::begin(kStages)), .from = *from, .seen = *seen, .after = text_member(*stored, "after"),
              .page_size = std::clamp(page_size.get<int>(), 1, kOrdersPerPage), .listed = listed.get<int>()};
  }
  out.stage = OrderStage::kOpen;
  out.from = out.seen = whole_second(since);
  return out;
}

domain::OrderCursor OrderProgress::write() const {
  const Json stored{{"version", kVersion}, {"stage", kStages[static_cast<std::size_t>(stage)]}, {"from", base::format_utc(from)}, {"seen", base::format_utc(seen)},
                    {"after", after}, {"page_size", page_size}, {"listed", listed}};
  return {stored.dump()};
}

bool OrderProgress::make_pages_smaller() {
  if (page_size == 1) return false;
  page_size /= 2;
  return true;
}

void OrderProgress::turn_page(const std::string& mark, int count) {
  after = mark;
  listed += count;
  if (listed < kMostListed || stage == OrderStage::kOpen || whole_second(seen) <= from) return;
  // As far as the shop pages: the rest is another list, which begins where this one ends.
  from = whole_second(seen);
  after.clear();
  listed = 0;
}

bool OrderProgress::finish_list(std::chrono::seconds overlap, Timestamp now) {
  after.clear();
  listed = 0;
  if (stage == OrderStage::kOpen) {
    stage = OrderStage::kChanged;
    return true;
  }
  from = std::max(from, whole_second(std::min(seen, now)) - overlap);
  return false;
}

std::string OrderProgress::filter() const {
  if (stage == OrderStage::kOpen) return "status:open AND -fulfillment_status:fulfilled AND updated_at:<" + quoted(from);
  return "updated_at:>=" + quoted(from);
}

}  // namespace tillbridge::connectors::shopify
