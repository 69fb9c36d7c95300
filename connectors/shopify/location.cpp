#include "connectors/shopify/location.hpp"

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kKey = "shopify.location";
constexpr const char* kLocations = R"(query Locations($after: String) {
  locations(first: 50, after: $after) { nodes { id name isFulfillmentService } pageInfo { hasNextPage endCursor } }
})";

/// Concerns the site as a whole: it is paused until the operator has corrected it, and no item is parked for it.
Error refused(const char* word, const std::string& message) { return {.code = ErrorCode::kUnauthenticated, .message = message, .word = word, .field = "location"}; }

std::string names_of(const std::vector<Location>& locations) {
  std::string out;
  for (const auto& location : locations) out += (out.empty() ? "" : ", ") + location.name + " (" + location.id + ")";
  return out;
}

}  // namespace

Result<std::vector<Location>> list_locations(Api& api) {
  std::vector<Location> out;
  for (Json after;;) {
    const Reply reply = api.call({.name = "Locations", .text = kLocations, .points = 52}, {{"after", after}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& page = member(reply.data, "locations");
    for (const Json& row : list_member(page, "nodes")) out.push_back({id_of(member(row, "id")), text_member(row, "name"), !flag_member(row, "isFulfillmentService")});
    if (!flag_member(member(page, "pageInfo"), "hasNextPage")) return out;
    if (!move_on(after, page)) return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's list of locations has no end", {}});
  }
}

Result<std::string> choose_location(const std::vector<Location>& locations, const std::string& option) {
  const std::string wanted = option.starts_with("gid://") ? id_of(Json(option)) : option;
  std::vector<Location> fitting;
  for (const auto& location : locations)
    if (option.empty() ? location.own : location.id == wanted || location.name == wanted) fitting.push_back(location);
  if (fitting.size() == 1) return fitting.front().id;
  if (option.empty()) return refused("location_ambiguous", "the shop has " + std::to_string(fitting.size()) + " locations: name one with the option location: " + names_of(locations));
  return refused(fitting.empty() ? "location_unknown" : "location_ambiguous",
                 "the shop has " + std::to_string(fitting.size()) + " active locations '" + option + "'; there are: " + names_of(locations));
}

Result<std::string> StockLocation::id() {
  if (!known_.empty()) return known_;
  auto found = find();
  if (found) known_ = *found;
  return found;
}

void StockLocation::forget() {
  known_.clear();
  memory_.forget(kKey);
}

Result<std::string> StockLocation::find() {
  const std::string asked = settings_.base_url + "\n" + settings_.location + "\n";
  if (const auto stored = memory_.find(kKey); stored && stored->starts_with(asked)) return stored->substr(asked.size());
  const auto locations = list_locations(api_);
  if (!locations) return locations.error();
  auto chosen = choose_location(*locations, settings_.location);
  if (chosen) memory_.store(kKey, asked + *chosen, SiteMemory::Kind::kPlain);
  return chosen;
}

}  // namespace tillbridge::connectors::shopify
