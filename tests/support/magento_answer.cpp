#include "tests/support/magento_answer.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace tillbridge::tests {
namespace {

constexpr int kDefaultPageSize = 20;
constexpr int kLargestPageSize = 300;

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump(); }

/// searchCriteria[filter_groups][0][filters][1][condition_type] and searchCriteria[filterGroups][0][filters][1][conditionType] are one.
std::string canonical(const std::string& name) {
  std::string out;
  for (const char c : name)
    if (c != '_') out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

bool is_number(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos; }

int compare(const std::string& a, const std::string& b) {
  if (is_number(a) && is_number(b)) {
    const double left = std::strtod(a.c_str(), nullptr), right = std::strtod(b.c_str(), nullptr);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return magento_collation(a).compare(magento_collation(b));
}

bool fits(const Json& row, const std::string& field, const std::string& value, const std::string& condition) {
  const std::string held = row.contains(field) ? text_of(row[field]) : "";
  if (condition == "in") {
    const auto wanted = split(value, ',');
    return std::ranges::any_of(wanted, [&](const std::string& one) { return magento_collation(held) == magento_collation(one); });
  }
  if (condition == "eq" || condition == "neq") return (magento_collation(held) == magento_collation(value)) == (condition == "eq");
  const int order = compare(held, value);
  if (condition == "gteq") return order >= 0;
  if (condition == "gt") return order > 0;
  return condition == "lteq" ? order <= 0 : order < 0;
}

struct Filter {
  std::string field, value, condition = "eq";
};

/// group → filter index → filter
std::map<int, std::map<int, Filter>> filters_of(const MagentoQuery& query) {
  std::map<int, std::map<int, Filter>> groups;
  for (const auto& [name, value] : query) {
    int group = 0, index = 0;
    char word[32] = {};
    if (std::sscanf(canonical(name).c_str(), "searchcriteria[filtergroups][%d][filters][%d][%31[a-z]]", &group, &index, word) != 3) continue;
    auto& filter = groups[group][index];
    const std::string member = word;
    (member == "field" ? filter.field : member == "value" ? filter.value : filter.condition) = value;
  }
  return groups;
}

int number_parameter(const MagentoQuery& query, const std::string& wanted, int fallback) {
  for (const auto& [name, value] : query)
    if (canonical(name) == "searchcriteria[" + wanted + "]") return std::atoi(value.c_str());
  return fallback;
}

void sort_rows(std::vector<Json>& rows, const MagentoQuery& query) {
  std::map<int, std::pair<std::string, bool>> orders;  // index → field, descending
  for (const auto& [name, value] : query) {
    int index = 0;
    char word[32] = {};
    if (std::sscanf(canonical(name).c_str(), "searchcriteria[sortorders][%d][%31[a-z]]", &index, word) != 2) continue;
    if (std::string(word) == "field") orders[index].first = value;
    else orders[index].second = canonical(value) == "desc";
  }
  std::ranges::stable_sort(rows, [&](const Json& a, const Json& b) {
    for (const auto& [index, order] : orders) {
      const int found = compare(text_of(a.value(order.first, Json())), text_of(b.value(order.first, Json())));
      if (found != 0) return order.second ? found > 0 : found < 0;
    }
    return false;
  });
}

/// "items[id,sku],search_criteria,total_count": nested lists are not needed by anybody here.
Json projected(const Json& row, const MagentoQuery& query) {
  const auto fields = query.find("fields");
  if (fields == query.end()) return row;
  const auto open = fields->second.find("items["), close = fields->second.find(']');
  if (open == std::string::npos || close == std::string::npos) return row;
  Json out = Json::object();
  for (const auto& name : split(fields->second.substr(open + 6, close - open - 6), ','))
    if (row.contains(name)) out[name] = row[name];
  return out;
}

Json echoed(const std::map<int, std::map<int, Filter>>& groups, int size, int page) {
  Json out{{"filter_groups", Json::array()}, {"page_size", size}, {"current_page", page}};
  for (const auto& [group, filters] : groups) {
    Json list = Json::array();
    for (const auto& [index, filter] : filters) list.push_back({{"field", filter.field}, {"value", filter.value}, {"condition_type", filter.condition}});
    out["filter_groups"].push_back({{"filters", list}});
  }
  return out;
}

}  // namespace

bool MagentoRequest::is(const std::string& wanted_method, const std::vector<std::string>& start) const {
  if (method != wanted_method || path.size() != start.size()) return false;
  for (std::size_t i = 0; i < start.size(); ++i)
    if (start[i] != "*" && start[i] != path[i]) return false;
  return true;
}

MagentoAnswer magento_error(int status, const std::string& message, Json parameters) {
  Json body{{"message", message}};
  if (!parameters.empty()) body["parameters"] = std::move(parameters);
  return {status, body};
}

MagentoAnswer magento_list(std::vector<Json> rows, const MagentoQuery& query) {
  const auto groups = filters_of(query);
  std::erase_if(rows, [&](const Json& row) {
    return !std::ranges::all_of(groups, [&](const auto& group) {
      return std::ranges::any_of(group.second, [&](const auto& one) { return fits(row, one.second.field, one.second.value, one.second.condition); });
    });
  });
  sort_rows(rows, query);
  const int size = number_parameter(query, "pagesize", kDefaultPageSize), total = static_cast<int>(rows.size());
  if (size > kLargestPageSize) return magento_error(400, "Maximum SearchCriteria pageSize is %max", {{"max", kLargestPageSize}});
  const int pages = std::max(1, (total + size - 1) / size);
  const int asked = number_parameter(query, "currentpage", 1), page = std::clamp(asked, 1, pages);
  Json items = Json::array();
  for (int i = (page - 1) * size; i < std::min(total, page * size); ++i) items.push_back(projected(rows[static_cast<std::size_t>(i)], query));
  return {200, Json{{"items", items}, {"search_criteria", echoed(groups, size, asked)}, {"total_count", total}}};
}

std::string magento_collation(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace tillbridge::tests
