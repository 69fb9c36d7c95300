#include "persistence/soci/soci_delivery_repository.hpp"

#include "persistence/soci/in_list.hpp"
#include "persistence/soci/keyed_read.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelectDelivery =
    "SELECT site_id, job, item_id, state, claimed_step, token, due_at, tries, first_failed_at, last_code, last_message FROM delivery";
const std::string kWhereJob = " WHERE account_id = ? AND site_id = ? AND job = ?";
const KeyedRead kDeliveries{.select = kSelectDelivery + kWhereJob, .key = "item_id", .key_at = 2, .rest = " ORDER BY item_id"};
/// A row that a newer claim holds is not taken back by an older one.
const dialect::UpsertShape kClaimShape{.table = "delivery",
                                       .keys = {"account_id", "site_id", "job", "item_id"},
                                       .replaced = {"state", "claimed_step", "token"},
                                       .kept = {"due_at", "tries", "last_code", "last_message"},
                                       .rising = "token"};
/// The token is part of the key: a row that another claim took over does not match.
const dialect::UpdateShape kSettleShape{.table = "delivery",
                                        .replaced = {"state", "due_at", "tries", "first_failed_at", "last_code", "last_message"},
                                        .keys = {"account_id", "site_id", "job", "item_id", "token"}};

domain::Delivery delivery_of(Rows& rows) {
  return {.site_id = domain::SiteId{rows.integer()},
          .job = known_word(domain::job_kind_from, rows.text()),
          .item_id = rows.text(),
          .state = known_word(domain::delivery_state_from, rows.text()),
          .claimed_step = rows.integer(),
          .token = rows.integer(),
          .due_at = rows.time(),
          .tries = static_cast<int>(rows.integer()),
          .first_failed_at = rows.optional_time(),
          .last_code = rows.text(),
          .last_message = rows.text()};
}

std::vector<domain::Delivery> deliveries_of(Rows rows) {
  std::vector<domain::Delivery> deliveries;
  while (rows.next()) deliveries.push_back(delivery_of(rows));
  return deliveries;
}

std::string word(domain::DeliveryState state) { return domain::to_word(state); }

Values key_of(const domain::JobLease& lease) { return {lease.account_id, lease.site_id, domain::to_word(lease.job)}; }

void add(DeliveryRepository::Counts& counts, domain::DeliveryState state, std::int64_t rows, std::optional<base::Timestamp> oldest_due) {
  switch (state) {
    case domain::DeliveryState::kLeased: counts.leased += rows; return;
    case domain::DeliveryState::kHeld: counts.held += rows; return;
    case domain::DeliveryState::kParked: counts.parked += rows; return;
    case domain::DeliveryState::kWaiting: counts.waiting += rows; break;
    case domain::DeliveryState::kUnknown: counts.unknown += rows; break;
  }
  if (!counts.oldest_due || (oldest_due && *oldest_due < *counts.oldest_due)) counts.oldest_due = oldest_due;
}

}  // namespace

void SociDeliveryRepository::claim(const domain::JobLease& lease, const std::vector<std::pair<domain::ItemId, domain::Step>>& items) {
  std::vector<Values> rows;
  rows.reserve(items.size());
  for (const auto& [item, step] : items)
    rows.push_back(joined(key_of(lease), {item, word(domain::DeliveryState::kLeased), step, lease.token, lease.lease_until, 0, "", ""}));
  session_.upsert(kClaimShape, rows);
}

std::vector<domain::Delivery> SociDeliveryRepository::list_due(const domain::JobLease& lease, base::Timestamp now, int limit) {
  return deliveries_of(session_.query(
      kSelectDelivery + kWhereJob + " AND ((state IN (?, ?) AND due_at <= ?) OR (state = ? AND token < ?)) ORDER BY item_id LIMIT ?",
      joined(key_of(lease), {word(domain::DeliveryState::kWaiting), word(domain::DeliveryState::kUnknown), now, word(domain::DeliveryState::kLeased),
                             lease.token, limit})));
}

std::vector<domain::Delivery> SociDeliveryRepository::find_many(domain::AccountId account, domain::SiteId site, domain::JobKind job,
                                                                const std::vector<domain::ItemId>& ids) {
  std::vector<domain::Delivery> deliveries;
  read_keyed(session_, kDeliveries, {account, site, domain::to_word(job)}, ids, [&](Rows& row) { deliveries.push_back(delivery_of(row)); });
  return deliveries;
}

std::int64_t SociDeliveryRepository::remove_settled(const domain::JobLease& lease, const std::vector<domain::ItemId>& ids) {
  std::int64_t removed = 0;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    removed += session_.execute("DELETE FROM delivery" + kWhereJob + " AND token = ? AND item_id IN " + list, joined(joined(key_of(lease), {lease.token}), values));
  });
  return removed;
}

std::int64_t SociDeliveryRepository::settle(const domain::JobLease& lease, const std::vector<domain::Delivery>& deliveries) {
  std::vector<Values> rows;
  rows.reserve(deliveries.size());
  for (const auto& delivery : deliveries)
    rows.push_back(joined({word(delivery.state), delivery.due_at, delivery.tries, delivery.first_failed_at, delivery.last_code, delivery.last_message},
                          joined(key_of(lease), {delivery.item_id, lease.token})));
  return session_.update(kSettleShape, rows);
}

std::int64_t SociDeliveryRepository::release(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::vector<domain::ItemId>& ids,
                                             base::Timestamp now) {
  // A person decided to try again: the count that would park it at the next failure starts anew.
  const std::string update = "UPDATE delivery SET state = ?, due_at = ?, tries = 0, first_failed_at = NULL" + kWhereJob + " AND state IN (?, ?)";
  const Values values = {word(domain::DeliveryState::kWaiting), now, account, site, domain::to_word(job), word(domain::DeliveryState::kWaiting),
                         word(domain::DeliveryState::kParked)};
  if (ids.empty()) return session_.execute(update, values);
  std::int64_t released = 0;
  for_each_slice(ids, [&](const std::string& list, const Values& keys) {
    released += session_.execute(update + " AND item_id IN " + list, joined(values, keys));
  });
  return released;
}

std::vector<domain::Delivery> SociDeliveryRepository::list(domain::AccountId account, std::optional<domain::SiteId> site,
                                                           std::optional<domain::DeliveryState> state, int limit) {
  std::string text = kSelectDelivery + " WHERE account_id = ?";
  Values values = {account};
  if (site) {
    text += " AND site_id = ?";
    values.emplace_back(*site);
  }
  if (state) {
    text += " AND state = ?";
    values.emplace_back(word(*state));
  }
  values.emplace_back(limit);
  return deliveries_of(session_.query(text + " ORDER BY site_id, job, item_id LIMIT ?", values));
}

DeliveryRepository::Counts SociDeliveryRepository::count(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query("SELECT state, count(*), min(due_at) FROM delivery WHERE account_id = ? AND site_id = ? GROUP BY state", {account, site});
  Counts counts;
  while (rows.next()) {
    const auto state = known_word(domain::delivery_state_from, rows.text());
    const auto number = rows.integer();
    add(counts, state, number, rows.optional_time());
  }
  return counts;
}

void SociDeliveryRepository::remove(domain::AccountId account, domain::SiteId site, domain::JobKind job, const domain::ItemId& id) {
  session_.execute("DELETE FROM delivery" + kWhereJob + " AND item_id = ?", {account, site, domain::to_word(job), id});
}

}  // namespace tillbridge::persistence::soci
