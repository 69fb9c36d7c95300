#include <openssl/sha.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "base/time_text.hpp"
#include "connectors/generic/connector.hpp"
#include "connectors/generic/cursor.hpp"
#include "connectors/generic/order_mapping.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::generic {
namespace {

constexpr std::size_t kFingerprintBytes = 8;

std::string fingerprint(const Json& order) {
  static constexpr char kHex[] = "0123456789abcdef";
  const auto text = dump(order);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  std::string out;
  for (std::size_t i = 0; i < kFingerprintBytes; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

std::string page_path(const std::string& path, const char* since_name, const PassState& state, int limit) {
  std::vector<std::pair<std::string, std::string>> query{{since_name, base::format_utc(state.from)}, {"limit", std::to_string(limit)}};
  if (!state.page.empty()) query.emplace_back("cursor", state.page);
  return path + "?" + http::encode_query(query);
}

/// The key of an order that may be unreadable otherwise; "" where that cannot be told either.
std::string key_of(const Json& json) {
  JsonReader reader;
  auto id = reader.text(json, "order_id");
  return reader.problem().empty() && id.size() <= UnreadableOrder::kLongestId ? id : "";
}

/// What is wrong with an order; a field's own text in it may be of any length.
UnreadableOrder unreadable_order(const std::string& id, const Json& json, std::string problem) {
  constexpr std::size_t kLongestReason = 1'000;
  problem.resize(base::cut_at_character(problem, kLongestReason).size());
  return {id, JsonReader().text(json, "number"), std::move(problem)};
}

/// Adds the order to the page unless exactly this state of it was delivered before. An order that cannot be read is set aside where its
/// key is known; else the page is unreadable.
void take_order(JsonReader& page_reader, const Json& json, PassState& state, OrderPage& page) {
  JsonReader reader;
  auto collected = read_order(reader, json);
  const auto id = key_of(json);
  const auto& problem = reader.problem();
  if (id.empty()) return page_reader.fail("order " + collected.order.web_order_id + ": " + (problem.empty() ? "order_id is too long" : problem));
  state.high = std::max(state.high, collected.order.modified_at);
  const auto print = fingerprint(json);
  const auto known = [&](const std::map<std::string, std::string>& prints) {
    const auto at = prints.find(id);
    return at != prints.end() && at->second == print;
  };
  const bool delivered = known(state.seen) || known(state.current);
  if (state.current.contains(id) || state.current.size() < PassState::kMaxSeen) state.current[id] = print;
  if (delivered) return;
  if (problem.empty()) page.orders.push_back(std::move(collected));
  else page.unreadable.push_back(unreadable_order(id, json, problem));
}

// The next pass begins an overlap before the newest time seen, and before this pass began: what moved while we were reading is read again, and an order
// with a time in the future cannot make us skip.
void finish_pass(PassState& state, std::chrono::seconds overlap) {
  state.from = std::max(state.from, std::min(state.high, state.started) - overlap);
  state.high = state.from;
  state.page.clear();
  state.in_events = false;
  state.first_pass = false;
  state.seen = std::move(state.current);
  state.current.clear();
}

}  // namespace

Outcome GenericConnector::one_order(const std::string& web_order_id, Json& order) {
  auto answer = api_.get(settings_.path("order", web_order_id));
  if (answer.object_missing()) answer.outcome.kind = OutcomeKind::kGone;
  order = std::move(answer.body);
  return answer.outcome;
}

Result<OrderPage> GenericConnector::fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) {
  auto state = read_cursor(cursor, since);
  if (!state) return state.error();
  OrderPage page;
  const auto outcome = state->in_events ? read_events(*state, page) : read_orders(*state, page);
  if (!outcome.ok()) return http::to_error(outcome);
  page.next = write_cursor(*state);
  return page;
}

Outcome GenericConnector::read_orders(PassState& state, OrderPage& page) {
  const auto answer = api_.get(page_path(settings_.path("orders"), "changed_since", state, settings_.order_page));
  if (!answer.outcome.ok()) return answer.outcome;
  JsonReader reader;
  if (state.page.empty()) state.started = reader.text(answer.body, "as_of").empty() ? clock_.now() : reader.time(answer.body, "as_of");
  for (const auto& json : reader.list(answer.body, "orders")) take_order(reader, json, state, page);
  const auto next = reader.text(answer.body, "next_cursor");
  if (!next.empty() && next == state.page) reader.fail("next_cursor does not move");
  if (!reader.problem().empty()) return api_.unreadable(reader.problem());
  state.page = next;
  page.more = !next.empty();
  if (!next.empty()) return {};
  const bool events_too = !state.first_pass && !settings_.path("events").empty();
  state.in_events = events_too;
  page.more = events_too;
  if (!events_too) finish_pass(state, settings_.capabilities.order_overlap);
  return {};
}

// Finds children whose order did not move: an order named here that the pass has not seen is fetched by itself.
Outcome GenericConnector::read_events(PassState& state, OrderPage& page) {
  const auto answer = api_.get(page_path(settings_.path("events"), "since", state, settings_.order_page));
  if (!answer.outcome.ok()) return answer.outcome;
  JsonReader reader;
  std::set<std::string> unseen;
  for (const auto& event : reader.list(answer.body, "events")) {
    const auto order_id = reader.required_text(event, "order_id");
    state.high = std::max(state.high, reader.time(event, "at"));
    if (!state.current.contains(order_id)) unseen.insert(order_id);
  }
  const auto next = reader.text(answer.body, "next_cursor");
  if (!next.empty() && next == state.page) reader.fail("next_cursor does not move");
  for (const auto& order_id : unseen) {
    Json order;
    const auto outcome = one_order(order_id, order);
    if (outcome.kind == OutcomeKind::kGone) continue;
    if (!outcome.ok()) return outcome;
    take_order(reader, order, state, page);
  }
  if (!reader.problem().empty()) return api_.unreadable(reader.problem());
  state.page = next;
  page.more = !next.empty();
  if (next.empty()) finish_pass(state, settings_.capabilities.order_overlap);
  return {};
}

Result<domain::CollectedOrder> GenericConnector::fetch_order(const std::string& web_order_id) {
  if (web_order_id.empty()) return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "the order's id is empty"};
  Json json;
  const auto outcome = one_order(web_order_id, json);
  if (outcome.kind == OutcomeKind::kGone) return base::Error{.code = base::ErrorCode::kNotFound, .message = "the shop has no order " + web_order_id};
  if (!outcome.ok()) return http::to_error(outcome);
  JsonReader reader;
  auto collected = read_order(reader, json);
  if (collected.order.web_order_id != web_order_id) return http::to_error(api_.unreadable("order_id is not the one asked for"));
  if (!reader.problem().empty()) return to_error(unreadable_order(web_order_id, json, reader.problem()));
  return collected;
}

}  // namespace tillbridge::connectors::generic
