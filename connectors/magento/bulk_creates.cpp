#include "connectors/magento/bulk_creates.hpp"

#include <algorithm>
#include <utility>

#include "connectors/magento/json.hpp"
#include "connectors/magento/lookup.hpp"
#include "connectors/magento/product_json.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kPrefix = "bulk.open.";
constexpr const char* kStalledKey = "bulk.stalled";
constexpr std::chrono::hours kStalledRest{24};
constexpr std::chrono::seconds kAskAgain{30};
constexpr std::chrono::hours kLongestMemoryLife{7 * 24};
/// Done, and the catalogue was read a moment before.
constexpr std::chrono::seconds kLookAgain{5};
/// A submission whose answer was lost may still be on its way into the queue.
constexpr std::chrono::minutes kLostPatience{10};

/// Beside the SKU, what the memory holds of a product: number, quotes, comma.
constexpr std::size_t kPlaceInMemory = 8;
/// Of a value in the site's memory, which takes 64 KB.
constexpr std::size_t kLongestMemory = 48 * 1024;
constexpr std::size_t kMostInBulk = 1'000;
/// PHP refuses bodies above 8 MB where nobody has changed that.
constexpr std::size_t kLargestBody = 4 * 1024 * 1024;

enum Status { kDone = 1, kRetriable = 2, kFailed = 3, kOpen = 4, kRefused = 5 };

std::int64_t seconds_of(base::Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(); }
base::Timestamp to_time(std::int64_t seconds) { return base::Timestamp(std::chrono::seconds(seconds)); }

Outcome pending(std::chrono::seconds wait) { return {OutcomeKind::kPending, "bulk_open", "the shop has queued the product and not made it yet", wait}; }

Outcome failed(const std::string& words) {
  return {OutcomeKind::kRejected, "bulk_failed", words.empty() ? "the shop's queue refused the product without a word" : words, {}};
}

/// How many of these go in one bulk.
std::size_t portion(std::span<const Creation> creations) {
  std::size_t count = 0, memory = 0, body = 0;
  for (const auto& creation : creations) {
    memory += http::dump(Json(creation.sku)).size() + kPlaceInMemory;
    body += http::dump(creation.body).size();
    if (count > 0 && (count >= kMostInBulk || memory > kLongestMemory || body > kLargestBody)) break;
    ++count;
  }
  return count;
}

/// The submission may have been taken.
Outcome lost(const Reply& reply) {
  if (!reply.ok()) return {OutcomeKind::kUnknown, reply.outcome.code, reply.outcome.message, {}};
  return {OutcomeKind::kUnknown, "unreadable", "the shop's queue gave no number", {}};
}

}  // namespace

BulkCreates::BulkCreates(Api& api, SiteMemory& memory, const base::Clock& clock, const Settings& settings)
    : api_(api), memory_(memory), clock_(clock), settings_(settings) {
  for (const auto& key : memory_.list_keys(kPrefix)) {
    const auto stored = http::parse_json(memory_.find(key).value_or(""));
    if (!stored || !stored->is_object()) {
      memory_.forget(key);
      continue;
    }
    Bulk bulk{.uuid = http::text_member(*stored, "uuid"), .sent = to_time(whole_member(*stored, "sent"))};
    // Nobody asked for the rest of it any more: those items were taken off the site.
    if (clock_.now() - bulk.sent > settings_.bulk_patience + kLongestMemoryLife) {
      memory_.forget(key);
      continue;
    }
    const Json& open = http::member(*stored, "open");
    for (const auto& [sku, number] : open.items()) {
      bulk.open[sku] = static_cast<int>(whole_of(number));
      places_[sku] = key;
    }
    bulks_[key] = std::move(bulk);
  }
}

bool BulkCreates::wants(std::size_t count) const {
  if (settings_.bulk_threshold == 0 || count < static_cast<std::size_t>(settings_.bulk_threshold)) return false;
  const auto stalled = memory_.find(kStalledKey);
  return !stalled || clock_.now() - to_time(std::atoll(stalled->c_str())) >= kStalledRest;
}

void BulkCreates::note_stalled() { memory_.store(kStalledKey, std::to_string(seconds_of(clock_.now())), SiteMemory::Kind::kPlain); }

void BulkCreates::keep(const std::string& key, const Bulk& bulk) {
  if (bulk.open.empty()) return memory_.forget(key);
  memory_.store(key, http::dump(Json{{"uuid", bulk.uuid}, {"sent", seconds_of(bulk.sent)}, {"open", bulk.open}}), SiteMemory::Kind::kPlain);
}

void BulkCreates::release(const std::string& sku) {
  const auto place = places_.find(sku);
  if (place == places_.end()) return;
  auto& bulk = bulks_.at(place->second);
  bulk.open.erase(sku);
  bulk.released = true;
  places_.erase(place);
}

void BulkCreates::store_released() {
  for (auto& [key, bulk] : bulks_)
    if (std::exchange(bulk.released, false)) keep(key, bulk);
}

std::optional<Outcome> BulkCreates::state(const std::string& sku) {
  const auto place = places_.find(sku);
  if (place == places_.end()) return std::nullopt;
  auto outcome = judge(sku, bulks_.at(place->second));
  if (!outcome || outcome->kind == OutcomeKind::kRejected) release(sku);
  return outcome;
}

std::optional<Outcome> BulkCreates::judge(const std::string& sku, Bulk& bulk) {
  const auto age = clock_.now() - bulk.sent;
  if (bulk.uuid.empty()) return age < kLostPatience ? std::optional(pending(kAskAgain)) : std::nullopt;
  ask(bulk);
  const bool patient = age < settings_.bulk_patience;
  if (bulk.failure) {
    if (bulk.failure->kind != OutcomeKind::kGone) return bulk.failure;
    return std::nullopt;  // the shop has tidied the bulk away
  }
  const auto found = bulk.operations.find(bulk.open.at(sku));
  const Operation operation = found == bulk.operations.end() ? Operation{kOpen, {}} : found->second;
  switch (operation.status) {
    case kDone: return patient ? std::optional(pending(kLookAgain)) : std::nullopt;
    case kRetriable: return std::nullopt;
    case kFailed:
    case kRefused: {
      const auto outcome = failed(operation.words);
      return is_about_url_key(outcome) ? std::nullopt : std::optional(outcome);
    }
    default: break;
  }
  if (patient) return pending(kAskAgain);
  note_stalled();
  return std::nullopt;
}

/// The states of all operations. The bulk's own word for "finished" is not asked: it comes while operations are open.
void BulkCreates::ask(Bulk& bulk) {
  if (bulk.asked) return;
  bulk.asked = true;
  const Reply reply = api_.get("/bulk/" + segment(bulk.uuid) + "/status");
  if (!reply.ok()) {
    bulk.failure = before_writing(reply.outcome);
    return;
  }
  std::map<int, Operation> listed;
  for (const Json& row : http::list_member(reply.body, "operations_list"))
    listed[static_cast<int>(whole_member(row, "id", -1))] = {static_cast<int>(whole_member(row, "status", kOpen)), http::text_member(row, "result_message")};
  // Older versions number operations through the whole shop; their order is that of the submission.
  const bool own_numbers = listed.empty() || listed.begin()->first == 0;
  int rank = 0;
  for (const auto& [id, operation] : listed) bulk.operations[own_numbers ? id : rank++] = operation;
}

void BulkCreates::read_entries(const Json& answer, std::span<const Creation> creations, Bulk& bulk,
                               std::vector<std::optional<Outcome>>& out) const {
  for (const Json& entry : http::list_member(answer, "request_items")) {
    const auto number = whole_member(entry, "id", -1);
    if (http::text_member(entry, "status") != "rejected" || number < 0 || static_cast<std::size_t>(number) >= creations.size()) continue;
    out[static_cast<std::size_t>(number)] = failed(http::text_member(entry, "error_message"));
    bulk.open.erase(creations[static_cast<std::size_t>(number)].sku);
  }
}

std::vector<std::optional<Outcome>> BulkCreates::submit(std::span<const Creation> creations) {
  std::vector<std::optional<Outcome>> out;
  while (out.size() < creations.size()) {
    auto answers = submit_bulk(creations.subspan(out.size(), portion(creations.subspan(out.size()))));
    const auto last = answers.back();
    out.insert(out.end(), answers.begin(), answers.end());
    const bool goes_on = last && (last->kind == OutcomeKind::kPending || last->kind == OutcomeKind::kRejected);
    // What is not sent is certainly not done.
    if (!goes_on) out.resize(creations.size(), last ? std::optional(before_writing(*last)) : std::nullopt);
  }
  return out;
}

std::vector<std::optional<Outcome>> BulkCreates::submit_bulk(std::span<const Creation> creations) {
  Bulk bulk{.uuid = {}, .sent = clock_.now()};
  Json bodies = Json::array();
  for (std::size_t i = 0; i < creations.size(); ++i) {
    bulk.open[creations[i].sku] = static_cast<int>(i);
    bodies.push_back(creations[i].body);
  }
  std::string key;
  for (int i = 0; key.empty() || bulks_.contains(key); ++i) key = kPrefix + std::to_string(seconds_of(bulk.sent)) + "." + std::to_string(i);
  keep(key, bulk);  // before it leaves: if the answer or this run is lost, the next one knows
  const Reply reply = api_.post_bulk("/products", bodies);
  std::vector<std::optional<Outcome>> out(creations.size(), reply.outcome);
  if (reply.ok() && !http::text_member(reply.body, "bulk_uuid").empty()) {
    bulk.uuid = http::text_member(reply.body, "bulk_uuid");
    out.assign(creations.size(), pending(kAskAgain));
    read_entries(reply.body, creations, bulk, out);
  } else if (reply.ok() || reply.outcome.kind == OutcomeKind::kUnknown) {
    out.assign(creations.size(), lost(reply));
  } else {
    memory_.forget(key);
    if (reply.outcome.kind == OutcomeKind::kRejected || reply.outcome.kind == OutcomeKind::kGone) {
      note_stalled();
      out.assign(creations.size(), std::nullopt);
    }
    return out;
  }
  keep(key, bulk);
  for (const auto& [sku, number] : bulk.open) places_[sku] = key;
  bulks_[key] = std::move(bulk);
  return out;
}

}  // namespace tillbridge::connectors::magento
