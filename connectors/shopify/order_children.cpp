#include "connectors/shopify/order_children.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/order_documents.hpp"
#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;

Error refused(const Json& of, const std::string& what) {
  return http::to_error({OutcomeKind::kRejected, "incomplete", what + " of " + text_member(of, "id") + " cannot be read to their end", {}});
}

/// Where the next page of a connection begins, "" = there is none.
std::string next_page(const Json& connection) {
  const Json& info = member(connection, "pageInfo");
  return flag_member(info, "hasNextPage") ? text_member(info, "endCursor") : "";
}

/// There is more, and no word how to get it.
bool is_cut_off(const Json& connection) { return flag_member(member(connection, "pageInfo"), "hasNextPage") && next_page(connection).empty(); }

Result<void> read_further(Api& api, Json& thing, const std::string& type, const std::string& list) {
  Json& connection = thing[list];
  if (is_cut_off(connection)) return refused(thing, list);
  for (std::string after = next_page(connection); !after.empty();) {
    const Reply reply = api.call(further_document(type, list), {{"id", thing["id"]}, {"after", after}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& page = member(member(reply.data, "node"), list);
    const Json& more = list_member(page, "nodes");
    if (more.empty()) return refused(thing, list);
    for (const Json& node : more) connection["nodes"].push_back(node);
    const std::string next = next_page(page);
    if (next == after || is_cut_off(page)) return refused(thing, list);
    after = next;
  }
  return {};
}

Result<void> read_further(Api& api, Json& thing, const std::string& type, std::initializer_list<const char*> lists) {
  for (const char* list : lists)
    if (auto read = read_further(api, thing, type, std::string(list)); !read) return read;
  return {};
}

/// Fulfillments or refunds by their names, where the first answer may not have held all.
Result<void> read_all(Api& api, Json& order, const std::string& list, std::size_t first) {
  if (list_member(order, list).size() < first) return {};
  const Reply names = api.call(names_document(list), {{"id", order["id"]}});
  if (!names.ok()) return http::to_error(names.outcome);
  const Json& named = list_member(member(names.data, "order"), list);
  if (named.size() >= kMostOfAList) return refused(order, list);
  if (named.size() <= first) return {};
  order[list] = Json::array();
  for (std::size_t i = 0; i < named.size(); i += kNodesPerCall) {
    Json ids = Json::array();
    for (std::size_t k = i; k < std::min(named.size(), i + kNodesPerCall); ++k) ids.push_back(member(named[k], "id"));
    const Reply reply = api.call(nodes_document(list), {{"ids", ids}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& found = list_member(reply.data, "nodes");
    if (found.size() != ids.size()) return refused(order, list);
    for (const Json& node : found)
      if (node.is_object()) order[list].push_back(node);
  }
  return {};
}

Result<void> read_transactions(Api& api, Json& order) {
  if (list_member(order, "transactions").size() < kFirstTransactions) return {};
  const Reply reply = api.call(transactions_document(), {{"id", order["id"]}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  order["transactions"] = list_member(member(reply.data, "order"), "transactions");
  return order["transactions"].size() < kMostOfAList ? Result<void>{} : refused(order, "transactions");
}

Result<void> read_returns(Api& api, Json& order) {
  order["returns"] = Json::array();
  if (text_member(order, "returnStatus") == "NO_RETURN") return {};
  Json after;
  for (bool more = true; more;) {
    const Reply reply = api.call(returns_document(), {{"id", order["id"]}, {"after", after}});
    // Without the scope read_returns refunds still tell what came back with money.
    if (reply.outcome.code == "ACCESS_DENIED") return {};
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& page = member(member(reply.data, "order"), "returns");
    for (const Json& one : list_member(page, "nodes")) order["returns"].push_back(one);
    const std::string next = next_page(page);
    more = !next.empty();
    after = next;
  }
  return {};
}

}  // namespace

Result<void> complete_order(Api& api, Json& order) {
  if (auto read = read_further(api, order, "Order", {"lineItems", "shippingLines"}); !read) return read;
  if (auto read = read_transactions(api, order); !read) return read;
  if (auto read = read_all(api, order, "fulfillments", kFirstFulfillments); !read) return read;
  for (Json& fulfillment : order["fulfillments"])
    if (auto read = read_further(api, fulfillment, "Fulfillment", {"fulfillmentLineItems"}); !read) return read;
  if (auto read = read_all(api, order, "refunds", kFirstRefunds); !read) return read;
  for (Json& refund : order["refunds"])
    if (auto read = read_further(api, refund, "Refund", {"refundLineItems", "transactions", "refundShippingLines"}); !read) return read;
  return read_returns(api, order);
}

}  // namespace tillbridge::connectors::shopify
