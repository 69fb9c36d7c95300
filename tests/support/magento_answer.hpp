#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tillbridge::tests {

using Json = nlohmann::json;

/// What the pretended Magento answers.
struct MagentoAnswer {
  int status = 200;
  Json body;
};

using MagentoQuery = std::map<std::string, std::string>;

/// A request under /rest/{store}/V1: the path's segments decoded one by one, so that a SKU may hold a slash.
struct MagentoRequest {
  std::string method;
  std::vector<std::string> path;
  MagentoQuery query;
  Json body;                          ///< null for none

  bool is(const std::string& wanted_method, const std::vector<std::string>& start) const;
};

/// An error object; `parameters` is a list or an object of what stands in the message.
MagentoAnswer magento_error(int status, const std::string& message, Json parameters = Json::array());
inline MagentoAnswer magento_no_route() { return magento_error(404, "Request does not match any route."); }

/// A list by the search criteria of `query`: filters in groups, sort orders, page size (20 by default, refused above 300) and page; past the
/// last page the last page comes again. With "fields" only the named members of rows remain. Times compare as text, numbers as numbers.
MagentoAnswer magento_list(std::vector<Json> rows, const MagentoQuery& query);

/// A number for JSON from decimal text.
inline Json json_number(const std::string& text) { return Json::parse(text); }

/// What the database takes for the same text: case and blanks at the end do not count.
std::string magento_collation(const std::string& text);

}  // namespace tillbridge::tests
