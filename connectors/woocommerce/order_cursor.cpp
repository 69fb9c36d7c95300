#include "connectors/woocommerce/order_cursor.hpp"

#include <algorithm>
#include <utility>

#include "base/time_text.hpp"
#include "connectors/woocommerce/json.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Timestamp;

constexpr int kVersion = 1;
constexpr std::size_t kMostKnownRefunds = 1'000;
constexpr std::chrono::seconds kOneSecond{1};
constexpr const char* kStages[] = {"open", "orders", "trash", "refunds"};

Timestamp whole_second(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at); }

/// Dates before 1970 mean something else to PHP.
Timestamp earliest(Timestamp at) { return std::max(at, Timestamp(std::chrono::hours(24))); }


}  // namespace

void Sweep::move_behind(Timestamp last) {
  const Timestamp next = whole_second(last) - kOneSecond;
  if (next > after) {
    after = next;
    page = 1;
  } else {
    ++page;
  }
}

OrderProgress OrderProgress::read(const domain::OrderCursor& cursor, Timestamp since, std::chrono::seconds overlap) {
  OrderProgress out;
  const auto stored = parse_json(cursor.text);
  if (stored && member(*stored, "version") == Json(kVersion)) {
    const auto stage = std::find(std::begin(kStages), std::end(kStages), text_member(*stored, "stage"));
    const auto after = time_member(*stored, "after"), start = time_member(*stored, "start"), orders = time_member(*stored, "orders_seen"),
               refunds = time_member(*stored, "refunds_seen");
    const Json& page = member(*stored, "page");
    if (stage != std::end(kStages) && after && start && orders && refunds && page.is_number_integer()) {
      out.stage = static_cast<OrderStage>(stage - std::begin(kStages));
      out.sweep = {*after, page.get<int>()};
      out.pass_start = *start;
      out.orders_seen = *orders;
      out.refunds_seen = *refunds;
      for (const Json& id : list_member(*stored, "refunds_known")) out.refunds_known.push_back(text_of(id));
      for (const Json& id : list_member(*stored, "refunds_listed")) out.refunds_listed.push_back(text_of(id));
      return out;
    }
  }
  out.pass_start = earliest(whole_second(since) - kOneSecond);
  // Nothing is seen yet: the marks stand so that the overlap leads back to the start.
  out.orders_seen = out.refunds_seen = out.pass_start + overlap;
  out.begin_stage(OrderStage::kOpen, overlap);
  return out;
}

domain::OrderCursor OrderProgress::write() const {
  const Json stored{{"version", kVersion}, {"stage", kStages[static_cast<std::size_t>(stage)]}, {"after", base::format_utc(sweep.after)},
                    {"page", sweep.page}, {"start", base::format_utc(pass_start)}, {"orders_seen", base::format_utc(orders_seen)},
                    {"refunds_seen", base::format_utc(refunds_seen)}, {"refunds_known", refunds_known},
                    {"refunds_listed", refunds_listed}};
  return {stored.dump()};
}

void OrderProgress::list_refund(const std::string& id) {
  refunds_listed.push_back(id);
  // The list is sorted by time: the overlap can only show the newest again.
  if (refunds_listed.size() > kMostKnownRefunds) refunds_listed.erase(refunds_listed.begin());
}

void OrderProgress::begin_stage(OrderStage next, std::chrono::seconds overlap) {
  stage = next;
  sweep = {pass_start, 1};
  if (next == OrderStage::kOpen) sweep.after = earliest(Timestamp{});
  if (next == OrderStage::kRefunds) sweep.after = earliest(whole_second(refunds_seen) - overlap);
}

void OrderProgress::finish_pass(std::chrono::seconds overlap) {
  pass_start = std::max(pass_start, earliest(whole_second(orders_seen) - overlap));
  refunds_known = std::exchange(refunds_listed, {});
  begin_stage(OrderStage::kOrders, overlap);
}

}  // namespace tillbridge::connectors::woocommerce
