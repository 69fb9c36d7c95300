#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// What an answer about orders left out because this app may not read data of customers: an app that is not approved for protected customer data gets
/// null and an error beside the data for each such field.
class DeniedFields {
 public:
  void add(std::size_t order, const std::string& field, const std::string& message);
  /// One sentence for the order in this place of the answer, "" = nothing was left out.
  std::string words_of(std::size_t order) const;

 private:
  struct Denied {
    std::vector<std::string> fields;
    std::string message;
  };
  std::map<std::size_t, Denied> by_order_;
};

/// The error of the answer where it has another than such denials.
Result<DeniedFields> denied_fields(const Reply& reply);

}  // namespace tillbridge::connectors::shopify
