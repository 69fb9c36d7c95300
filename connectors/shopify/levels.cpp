#include "connectors/shopify/levels.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Result;

constexpr std::size_t kMostItems = 250;
constexpr std::size_t kActivationsPerCall = 20;
/// The item, its level and the quantity in it.
constexpr int kPointsPerItem = 3;
constexpr int kPointsPerMutation = 10;
constexpr const char* kLevels = "StockLevels";
constexpr const char* kStockLevels = R"(query StockLevels($ids: [ID!]!, $location: ID!) {
  nodes(ids: $ids) { __typename ... on InventoryItem { id tracked inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } } } }
})";

std::optional<std::int64_t> available_of(const Json& level) {
  for (const Json& row : list_member(level, "quantities")) {
    const std::string text = text_member(row, "quantity");
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text_member(row, "name") == "available" && error == std::errc{} && end == text.data() + text.size()) return value;
  }
  return std::nullopt;
}

std::string document_for(std::size_t count) {
  std::string head = "$location: ID!", body;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    head += ", $i" + n + ": ID!, $k" + n + ": String!";
    body += "  a" + n + ": inventoryActivate(inventoryItemId: $i" + n + ", locationId: $location) @idempotent(key: $k" + n + ") { userErrors { field message } }\n";
  }
  return "mutation StockAtLocation(" + head + ") {\n" + body + "}";
}

}  // namespace

Result<std::map<std::string, StockLevel>> read_levels(Api& api, const std::string& location_id, const std::vector<std::string>& items) {
  std::map<std::string, StockLevel> out;
  for (std::size_t from = 0; from < items.size();) {
    const std::size_t count = std::min(api.portion(kLevels, kMostItems), items.size() - from);
    Json ids = Json::array();
    for (std::size_t i = from; i < from + count; ++i) {
      ids.push_back(gid("InventoryItem", items[i]));
      out[items[i]] = {};
    }
    const Reply reply = api.call({.name = kLevels, .text = kStockLevels, .points = static_cast<int>(count) * kPointsPerItem}, {{"ids", ids}, {"location", gid("Location", location_id)}});
    if (api.try_smaller(reply, kLevels, count)) continue;
    if (!reply.ok()) return http::to_error(reply.outcome);
    if (!member(reply.data, "nodes").is_array()) return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's answer holds no list of levels", {}});
    for (const Json& node : list_member(reply.data, "nodes"))
      if (const auto item = out.find(id_of(member(node, "id"))); item != out.end())
        item->second = {true, flag_member(node, "tracked"), available_of(member(node, "inventoryLevel")), {}};
    from += count;
  }
  return out;
}

Result<void> activate_missing(Api& api, const std::string& location_id, std::map<std::string, StockLevel>& levels) {
  std::vector<std::string> missing;
  for (const auto& [item, level] : levels)
    if (level.exists && level.tracked && !level.quantity) missing.push_back(item);
  for (std::size_t from = 0; from < missing.size(); from += kActivationsPerCall) {
    const std::size_t count = std::min(kActivationsPerCall, missing.size() - from);
    Json variables{{"location", gid("Location", location_id)}};
    for (std::size_t i = 0; i < count; ++i) {
      variables["i" + std::to_string(i)] = gid("InventoryItem", missing[from + i]);
      variables["k" + std::to_string(i)] = api.new_key();
    }
    const Reply reply = api.call({.name = "StockAtLocation", .text = document_for(count), .points = static_cast<int>(count) * kPointsPerMutation}, variables);
    if (!reply.ok()) return http::to_error(reply.outcome);
    for (std::size_t i = 0; i < count; ++i) {
      const auto errors = user_errors(member(reply.data, "a" + std::to_string(i)));
      if (errors.empty()) continue;
      if (!errors.front().field.empty() && errors.front().field.back() == "locationId")
        return base::Error{.code = base::ErrorCode::kUnavailable, .message = errors.front().message, .word = kLocationGone};
      levels[missing[from + i]].refusal = rejected(errors.front(), "not_stocked_here");
    }
  }
  std::erase_if(missing, [&](const std::string& item) { return !levels[item].refusal.ok(); });
  if (missing.empty()) return {};
  const auto fresh = read_levels(api, location_id, missing);
  if (!fresh) return fresh.error();
  for (const auto& [item, level] : *fresh) {
    levels[item] = level;
    if (level.exists && !level.quantity) levels[item].refusal = {OutcomeKind::kRetry, "not_stocked_here", "the shop does not show the item at the location yet", {}};
  }
  return {};
}

}  // namespace tillbridge::connectors::shopify
