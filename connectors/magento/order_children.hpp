#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "connectors/magento/api.hpp"
#include "connectors/magento/order_cursor.hpp"
#include "connectors/magento/order_events.hpp"

namespace tillbridge::connectors::magento {

/// The list of a child stage: its path, the date that it is walked by, the member that holds the entry's id.
struct ChildList {
  const char* path;
  const char* date;
  const char* id;
  Json OrderChildren::*place;
};
const ChildList& child_list(OrderStage stage);

/// Told of every child that was read: which list, its id and the date by which its list is walked.
using SeeChild = std::function<void(OrderStage, const std::string& id, base::Timestamp at)>;

/// The children of these orders, by order id: four calls for up to a page of orders, more where the lists are longer than one page.
/// Orders without any are left out.
Result<std::map<std::string, OrderChildren>> fetch_children(Api& api, const std::vector<std::string>& order_ids, const SeeChild& see = {});

/// One list of one order or of several, added to `rows`.
Outcome read_child_list(Api& api, const ChildList& list, const std::vector<std::string>& order_ids, Json& rows);

/// Orders by their ids, added to `rows`; those that the shop no longer has are left out.
Outcome read_orders(Api& api, const std::vector<std::string>& order_ids, Json& rows);

/// A page of a list with the total of all its pages.
struct SearchResult {
  Json items = Json::array();
  std::int64_t total = 0;
};
/// What `reply` says, in `result`; an answer that is no search result is kUnknown "unreadable".
Outcome read_search_result(Reply reply, const std::string& path, SearchResult& result);

/// Whether the answer was larger than we read: a smaller page may pass.
bool is_too_large(const Outcome& outcome);

}  // namespace tillbridge::connectors::magento
