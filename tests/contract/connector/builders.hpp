#pragma once
#include <string>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::tests {

base::Decimal decimal(const std::string& text);

/// A simple product with a price of 10, valid as it is.
connectors::PublishProduct a_product(const std::string& sku, const std::string& name = "Cup", const std::string& quantity = "5");
/// A matrix with the option Size; one variant per size, its SKU is "<sku>-<size>".
connectors::PublishProduct a_matrix(const std::string& sku, const std::vector<std::string>& sizes);

/// The answers of all items in one list.
std::vector<connectors::PublishedItem> flat(const std::vector<std::vector<connectors::PublishedItem>>& answers);

/// All orders from `cursor` on, page by page, as a job collects them; leaves the last cursor in `cursor`. Fails the test on an error or when it never ends.
std::vector<domain::CollectedOrder> collect(connectors::Connector& connector, domain::OrderCursor& cursor);

/// How many events of that kind the order has.
int count_events(const domain::CollectedOrder& order, domain::OrderEventKind kind);

}  // namespace tillbridge::tests
