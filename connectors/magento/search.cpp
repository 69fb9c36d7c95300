#include "connectors/magento/search.hpp"

#include <stdexcept>

namespace tillbridge::connectors::magento {
namespace {

std::string indexed(const std::string& name, int index) { return name + "[" + std::to_string(index) + "]"; }

}  // namespace

Search& Search::where(const std::string& field, const std::string& value, const std::string& condition) {
  ++groups_;
  filters_ = 0;
  filter(field, value, condition);
  return *this;
}

Search& Search::or_where(const std::string& field, const std::string& value, const std::string& condition) {
  if (groups_ == 0) ++groups_;
  filter(field, value, condition);
  return *this;
}

void Search::filter(const std::string& field, const std::string& value, const std::string& condition) {
  if (groups_ > kMostFilters || filters_ >= kMostFilters) throw std::logic_error("more filters than the shop's signature check sorts as we do");
  const std::string at = indexed(indexed("searchCriteria[filterGroups]", groups_ - 1) + "[filters]", filters_++);
  parameters_.emplace_back(at + "[field]", field);
  parameters_.emplace_back(at + "[value]", value);
  parameters_.emplace_back(at + "[conditionType]", condition);
}

Search& Search::sort(const std::string& field, const std::string& direction) {
  const std::string at = indexed("searchCriteria[sortOrders]", sorts_++);
  parameters_.emplace_back(at + "[field]", field);
  parameters_.emplace_back(at + "[direction]", direction);
  return *this;
}

Search& Search::page(int size, int number) {
  parameters_.emplace_back("searchCriteria[pageSize]", std::to_string(size));
  parameters_.emplace_back("searchCriteria[currentPage]", std::to_string(number));
  return *this;
}

Search& Search::only(const std::string& fields) {
  parameters_.emplace_back("fields", "items[" + fields + "],search_criteria,total_count");
  return *this;
}

}  // namespace tillbridge::connectors::magento
