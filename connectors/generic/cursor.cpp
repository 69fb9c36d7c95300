#include "connectors/generic/cursor.hpp"

#include <nlohmann/json.hpp>

#include "base/time_text.hpp"
#include "connectors/generic/json.hpp"

namespace tillbridge::connectors::generic {
namespace {

constexpr int kVersion = 1;

std::map<std::string, std::string> read_fingerprints(const Json& json, const char* name) {
  std::map<std::string, std::string> out;
  const auto at = json.find(name);
  if (at == json.end() || !at->is_object()) return out;
  for (const auto& [id, value] : at->items())
    if (value.is_string()) out[id] = value.get<std::string>();
  return out;
}

}  // namespace

base::Result<PassState> read_cursor(const domain::OrderCursor& cursor, base::Timestamp since) {
  PassState state;
  if (cursor.text.empty()) {
    state.from = state.high = state.started = since;
    return state;
  }
  const auto json = parse_json(cursor.text);
  JsonReader reader;
  if (reader.text(json, "version") != std::to_string(kVersion)) reader.fail("version");
  state.from = reader.time(json, "from");
  state.started = reader.time(json, "started");
  state.high = reader.time(json, "high");
  state.page = reader.text(json, "page");
  state.in_events = reader.flag(json, "in_events", false);
  state.first_pass = reader.flag(json, "first_pass", false);
  state.seen = read_fingerprints(json, "seen");
  state.current = read_fingerprints(json, "current");
  if (!reader.problem().empty())
    return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "the stored order cursor of this site cannot be read (" + reader.problem() + "); reset it to collect from the start", .word = "bad_cursor"};
  return state;
}

domain::OrderCursor write_cursor(const PassState& state) {
  const Json json{{"version", kVersion}, {"from", base::format_utc(state.from)}, {"started", base::format_utc(state.started)}, {"high", base::format_utc(state.high)}, {"page", state.page}, {"in_events", state.in_events},
                  {"first_pass", state.first_pass}, {"seen", state.seen}, {"current", state.current}};
  return {dump(json)};
}

}  // namespace tillbridge::connectors::generic
