#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::shopify {

using http::flag_member;
using http::Json;
using http::list_member;
using http::member;
using http::text_member;
using http::text_of;

/// "gid://shopify/Product/17" of "17": how the platform names everything. An id that is no number gives "".
std::string gid(std::string_view kind, std::string_view id);
/// "17" of "gid://shopify/Product/17" and of "gid://shopify/InventoryLevel/17?inventory_item_id=3"; "" for what is no such name.
std::string id_of(const Json& name);
/// Whether the text is a number as the platform counts its things.
bool is_id(std::string_view id);

/// Where the next page of a connection begins. False where the answer names no place, or the same again: then there is no way to its end.
bool move_on(Json& after, const Json& connection);

/// What a mutation says about its input, with status 200 and beside what it did.
struct UserError {
  std::string code;                   ///< "" where the mutation has no codes
  std::vector<std::string> field;     ///< path into the input: "input", "quantities", "3", "quantity"
  std::string message;

  /// The number behind `list` in the path; -1 where the error names no entry of it.
  int index_in(std::string_view list) const;
};

std::vector<UserError> user_errors(const Json& payload);
/// kRejected with the platform's code and words; `fallback` where it has no code.
Outcome rejected(const UserError& error, const char* fallback = "user_error");

}  // namespace tillbridge::connectors::shopify
