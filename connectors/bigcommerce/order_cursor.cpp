#include "connectors/bigcommerce/order_cursor.hpp"

#include <algorithm>
#include <utility>

#include "base/time_text.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Timestamp;
using http::Json;
using http::list_member;
using http::member;
using http::text_of;

constexpr int kVersion = 1;
constexpr std::size_t kMostKnownRefunds = 1'000;
constexpr std::size_t kMostDelivered = 2'000;
constexpr int kShrink = 10;
constexpr std::chrono::seconds kOneSecond{1};
constexpr const char* kStages[] = {"open", "orders", "refunds"};

Timestamp whole_second(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at); }
Timestamp earliest(Timestamp at) { return std::max(at, Timestamp{}); }

long seconds_of(Timestamp at) { return whole_second(at).time_since_epoch() / kOneSecond; }

std::map<std::string, OrderProgress::Delivered> read_delivered(const Json& rows) {
  std::map<std::string, OrderProgress::Delivered> out;
  for (const Json& row : rows)
    if (row.is_array() && row.size() == 3 && row[1].is_number_integer())
      out[text_of(row[0])] = {Timestamp(std::chrono::seconds(row[1].get<long>())), text_of(row[2])};
  return out;
}

/// What neither this sweep nor the next pass's overlap can show again is forgotten.
Json write_delivered(const std::map<std::string, OrderProgress::Delivered>& delivered, Timestamp from) {
  std::vector<std::pair<Timestamp, Json>> kept;
  for (const auto& [id, order] : delivered)
    if (order.modified >= from) kept.push_back({order.modified, Json::array({id, seconds_of(order.modified), order.print})});
  std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (kept.size() > kMostDelivered) kept.resize(kMostDelivered);
  Json out = Json::array();
  for (auto& row : kept) out.push_back(std::move(row.second));
  return out;
}

}  // namespace

void Sweep::move_behind(Timestamp last) {
  // The store does not say whether a filter's own second is among the answers.
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
  const auto stored = http::parse_json(cursor.text);
  if (stored && member(*stored, "version") == Json(kVersion)) {
    const auto stage = std::find(std::begin(kStages), std::end(kStages), http::text_member(*stored, "stage"));
    const auto after = http::time_member(*stored, "after"), start = http::time_member(*stored, "start"), orders = http::time_member(*stored, "orders_seen"),
               refunds = http::time_member(*stored, "refunds_seen");
    const Json &page = member(*stored, "page"), &size = member(*stored, "page_size"), &min_id = member(*stored, "min_id"), &status = member(*stored, "status");
    const bool numbers = page.is_number_integer() && size.is_number_integer() && size > 0 && min_id.is_number_integer() && status.is_number_integer();
    if (stage != std::end(kStages) && after && start && orders && refunds && numbers) {
      out.stage = static_cast<OrderStage>(stage - std::begin(kStages));
      out.sweep = {*after, page.get<int>(), min_id.get<long>(), status.get<int>()};
      out.page_size = size.get<int>();
      out.pass_start = *start;
      out.orders_seen = *orders;
      out.refunds_seen = *refunds;
      out.delivered = read_delivered(list_member(*stored, "delivered"));
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

domain::OrderCursor OrderProgress::write(std::chrono::seconds overlap) const {
  Timestamp shown_again = orders_seen - overlap;
  if (stage == OrderStage::kOrders) shown_again = std::min(shown_again, sweep.after);
  const Json stored{{"version", kVersion}, {"stage", kStages[static_cast<std::size_t>(stage)]}, {"after", base::format_utc(sweep.after)}, {"page", sweep.page},
                    {"min_id", sweep.min_id}, {"status", sweep.status}, {"page_size", page_size}, {"start", base::format_utc(pass_start)},
                    {"orders_seen", base::format_utc(orders_seen)}, {"refunds_seen", base::format_utc(refunds_seen)},
                    {"delivered", write_delivered(delivered, shown_again)}, {"refunds_known", refunds_known}, {"refunds_listed", refunds_listed}};
  return {stored.dump()};
}

bool OrderProgress::knows_refund(const std::string& id) const {
  const auto among = [&](const auto& ids) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
  return among(refunds_known) || among(refunds_listed);
}

void OrderProgress::list_refund(const std::string& id) {
  if (std::find(refunds_listed.begin(), refunds_listed.end(), id) != refunds_listed.end()) return;
  refunds_listed.push_back(id);
  // The list is sorted by time: the overlap can only show the newest again.
  if (refunds_listed.size() > kMostKnownRefunds) refunds_listed.erase(refunds_listed.begin());
}

bool OrderProgress::shrink_page() {
  if (page_size == 1) return false;
  const int smaller = std::max(1, page_size / kShrink), rows_behind = (sweep.page - 1) * page_size;
  page_size = smaller;
  sweep.page = rows_behind / smaller + 1;
  return true;
}

void OrderProgress::begin_stage(OrderStage next, std::chrono::seconds overlap) {
  stage = next;
  sweep = {pass_start};
  if (next == OrderStage::kRefunds) sweep.after = earliest(whole_second(refunds_seen) - overlap);
}

void OrderProgress::finish_pass(std::chrono::seconds overlap) {
  pass_start = std::max(pass_start, earliest(whole_second(orders_seen) - overlap));
  refunds_known = std::exchange(refunds_listed, {});
  page_size = kPageSize;
  begin_stage(OrderStage::kOrders, overlap);
}

}  // namespace tillbridge::connectors::bigcommerce
