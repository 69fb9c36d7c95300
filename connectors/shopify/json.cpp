#include "connectors/shopify/json.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {

bool is_id(std::string_view id) {
  constexpr std::size_t kMostDigits = 20;
  return !id.empty() && id.size() <= kMostDigits && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string gid(std::string_view kind, std::string_view id) { return is_id(id) ? "gid://shopify/" + std::string(kind) + "/" + std::string(id) : ""; }

std::string id_of(const Json& name) {
  std::string text = text_of(name);
  text = text.substr(0, text.find('?'));
  const auto slash = text.rfind('/');
  const std::string id = slash == std::string::npos ? "" : text.substr(slash + 1);
  return text.starts_with("gid://") && is_id(id) ? id : "";
}

int UserError::index_in(std::string_view list) const {
  for (std::size_t i = 0; i + 1 < field.size(); ++i) {
    if (field[i] != list) continue;
    int index = -1;
    const auto& text = field[i + 1];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    return error == std::errc{} && end == text.data() + text.size() && index >= 0 ? index : -1;
  }
  return -1;
}

bool move_on(Json& after, const Json& connection) {
  Json next = member(member(connection, "pageInfo"), "endCursor");
  if (text_of(next).empty() || next == after) return false;
  after = std::move(next);
  return true;
}

std::vector<UserError> user_errors(const Json& payload) {
  std::vector<UserError> out;
  for (const Json& row : list_member(payload, "userErrors")) {
    UserError error{text_member(row, "code"), {}, text_member(row, "message")};
    for (const Json& part : list_member(row, "field")) error.field.push_back(text_of(part));
    out.push_back(std::move(error));
  }
  return out;
}

Outcome rejected(const UserError& error, const char* fallback) {
  return {OutcomeKind::kRejected, error.code.empty() ? fallback : error.code, http::scrub(error.message, {}), {}};
}

}  // namespace tillbridge::connectors::shopify
