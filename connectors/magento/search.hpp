#pragma once
#include <string>

#include "connectors/http/oauth.hpp"

namespace tillbridge::connectors::magento {

/// The search criteria of Magento's lists. Groups are joined by "and", the filters of one group by "or". At most ten of either: the shop sorts
/// the parameters for its signature check in natural order, we by bytes, and [10] stands before [2] in one of them only.
class Search {
 public:
  static constexpr int kMostFilters = 10;

  /// A new group. `condition` such as eq, in (a comma list), gteq.
  Search& where(const std::string& field, const std::string& value, const std::string& condition = "eq");
  /// One more filter of the group before.
  Search& or_where(const std::string& field, const std::string& value, const std::string& condition = "eq");
  /// Later calls sort within the earlier.
  Search& sort(const std::string& field, const std::string& direction = "ASC");
  /// `number` counts from 1. Past the last page the last page comes again: stop by total_count.
  Search& page(int size, int number = 1);
  /// What of every row is wanted, e.g. "id,sku"; criteria and total come along.
  Search& only(const std::string& fields);

  const http::Parameters& parameters() const { return parameters_; }

 private:
  void filter(const std::string& field, const std::string& value, const std::string& condition);

  http::Parameters parameters_;
  int groups_ = 0, filters_ = 0, sorts_ = 0;
};

}  // namespace tillbridge::connectors::magento
