#include "connectors/magento/order_children.hpp"

#include <array>

#include "connectors/http/outcome.hpp"
#include "connectors/magento/search.hpp"

namespace tillbridge::connectors::magento {
namespace {

using http::member;
using http::text_member;

constexpr int kPage = 100;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

Outcome read_pages(Api& api, const std::string& path, const Search& search, Json& rows) {
  Sweep at;
  at.size = kPage;
  for (;;) {
    Search paged = search;
    SearchResult found;
    auto outcome = read_search_result(api.get(path, paged.page(at.size, at.page).parameters()), path, found);
    if (is_too_large(outcome) && at.shrink()) continue;
    if (!outcome.ok()) return outcome;
    for (Json& row : found.items) rows.push_back(std::move(row));
    // Past the last page the last one comes again: only the total ends the list.
    if (found.items.empty() || std::int64_t{at.page} * at.size >= found.total) return {};
    ++at.page;
  }
}

}  // namespace

const ChildList& child_list(OrderStage stage) {
  static constexpr std::array kLists = {ChildList{"/invoices", "updated_at", "entity_id", &OrderChildren::invoices},
                                        ChildList{"/shipments", "updated_at", "entity_id", &OrderChildren::shipments},
                                        ChildList{"/creditmemos", "updated_at", "entity_id", &OrderChildren::creditmemos},
                                        ChildList{"/transactions", "created_at", "transaction_id", &OrderChildren::transactions}};
  return kLists[static_cast<std::size_t>(stage) - static_cast<std::size_t>(OrderStage::kInvoices)];
}

Outcome read_search_result(Reply reply, const std::string& path, SearchResult& result) {
  if (!reply.ok()) return reply.outcome;
  const Json &items = member(reply.body, "items"), &total = member(reply.body, "total_count");
  // Where nothing is found some versions answer null for the list.
  if (!(items.is_array() || items.is_null()) || !total.is_number_integer())
    return {OutcomeKind::kUnknown, "unreadable", "the shop's answer to " + path + " is no search result", {}};
  result = {items.is_array() ? items : Json::array(), total.get<std::int64_t>()};
  return {};
}

bool is_too_large(const Outcome& outcome) { return outcome.code == "too_large"; }

Outcome read_child_list(Api& api, const ChildList& list, const std::vector<std::string>& order_ids, Json& rows) {
  return read_pages(api, list.path, Search().where("order_id", joined(order_ids), "in").sort(list.id), rows);
}

Outcome read_orders(Api& api, const std::vector<std::string>& order_ids, Json& rows) {
  return read_pages(api, "/orders", Search().where("entity_id", joined(order_ids), "in").sort("entity_id"), rows);
}

Result<std::map<std::string, OrderChildren>> fetch_children(Api& api, const std::vector<std::string>& order_ids, const SeeChild& see) {
  std::map<std::string, OrderChildren> out;
  if (order_ids.empty()) return out;
  for (const OrderStage stage : kChildStages) {
    const ChildList& list = child_list(stage);
    Json rows = Json::array();
    if (const auto outcome = read_child_list(api, list, order_ids, rows); !outcome.ok()) return http::to_error(outcome);
    for (Json& row : rows) {
      if (see)
        if (const auto at = http::time_member(row, list.date)) see(stage, text_member(row, list.id), *at);
      Json& place = out[text_member(row, "order_id")].*list.place;
      place.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace tillbridge::connectors::magento
