#pragma once
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::bigcommerce {

using http::Json;

/// What the shop tells about one order beside the order itself; each a list, empty where there is nothing or nothing had to be asked.
struct OrderParts {
  Json lines = Json::array();         ///< order products of all consignments, by ascending id
  Json addresses = Json::array();     ///< shipping consignments, then places of collection
  Json fees = Json::array();
  Json shipments = Json::array();
  Json taxes = Json::array();         ///< one row per line and rate (details=true)
  Json coupons = Json::array();
  Json transactions = Json::array();  ///< V3
  Json refunds = Json::array();       ///< V3, those of this order, oldest first
};

/// Lines, addresses and fees as they stand in an order that was asked for with include=consignments.line_items,fees.
OrderParts included_parts(const Json& order);

/// False where the shop gave links in place of the lines: then they have to be asked for.
bool includes_lines(const Json& order);

/// Sorts order products by their id: the order in which shoppers see them.
void sort_by_id(Json& rows);

}  // namespace tillbridge::connectors::bigcommerce
