#include "persistence/soci/soci_site_repository.hpp"

#include "persistence/database.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/json_columns.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelectSite =
    "SELECT account_id, site_id, name, platform, base_url, allow_plain_http, allow_private_address, options, order_moment, sell_online_rule, allocation, "
    "stock_decimals, pos_store, orders_since, paused, pause_reason, stock_meaning, stock_locations, order_location, safety_stock FROM site";
const std::vector<std::string> kColumns = {"account_id", "site_id", "order_cursor", "name", "platform", "base_url", "allow_plain_http", "allow_private_address",
                                           "options", "order_moment", "sell_online_rule", "allocation", "stock_decimals", "pos_store", "orders_since",
                                           "paused", "pause_reason", "stock_meaning", "stock_locations", "order_location", "safety_stock"};
const dialect::UpsertShape kSecretShape{.table = "site_secret", .keys = {"account_id", "site_id", "name"}, .replaced = {"sealed"}};
const dialect::UpsertShape kHealthShape{.table = "site_health",
                                        .keys = {"account_id", "site_id"},
                                        .replaced = {"consecutive_failures", "open_until", "reason", "needs_person", "openings"}};

/// "" = as the account says.
std::optional<domain::PosStockMeaning> pairing_from(const std::string& word) {
  return word.empty() ? std::nullopt : std::optional(known_word(pos_stock_meaning_from, word));
}

std::vector<domain::Site> sites_of(Rows rows) {
  std::vector<domain::Site> sites;
  while (rows.next())
    sites.push_back({.account_id = domain::AccountId{rows.integer()},
                     .id = domain::SiteId{rows.integer()},
                     .name = rows.text(),
                     .platform = rows.text(),
                     .base_url = rows.text(),
                     .allow_plain_http = rows.flag(),
                     .allow_private_address = rows.flag(),
                     .options = settings_from(rows.text()),
                     .order_moment = known_word(domain::order_moment_from, rows.text()),
                     .sell_online_rule = known_word(domain::sell_online_rule_from, rows.text()),
                     .allocation = rows.flag(),
                     .stock_decimals = static_cast<int>(rows.integer()),
                     .pos_store = rows.text(),
                     .orders_since = rows.optional_time(),
                     .paused = rows.flag(),
                     .pause_reason = rows.text(),
                     .stock_meaning = pairing_from(rows.text()),
                     .stock_locations = texts_from(rows.text()),
                     .order_location = rows.text(),
                     .safety_stock = rows.decimal()});
  return sites;
}

/// Everything that a person may change, in the order of kColumns from "name" on.
Values settings_of(const domain::Site& site) {
  return {site.name,           site.platform,       site.base_url,
          site.allow_plain_http, site.allow_private_address, to_json(site.options),
          domain::to_word(site.order_moment), domain::to_word(site.sell_online_rule), site.allocation,
          site.stock_decimals, site.pos_store,      site.orders_since,
          site.paused,         site.pause_reason,   site.stock_meaning ? to_word(*site.stock_meaning) : std::string{},
          to_json(site.stock_locations), site.order_location, site.safety_stock};
}

std::string named(domain::AccountId account, domain::SiteId site) {
  return "site " + std::to_string(domain::raw(site)) + " of account " + std::to_string(domain::raw(account));
}

}  // namespace

domain::SiteId SociSiteRepository::next_id(domain::AccountId account) {
  if (session_.execute("UPDATE account SET last_site_id = last_site_id + 1 WHERE account_id = ?", {account}) == 0)
    throw NoSuchRow("account " + std::to_string(domain::raw(account)) + " does not exist");
  return domain::SiteId{session_.query_integer("SELECT last_site_id FROM account WHERE account_id = ?", {account})};
}

domain::SiteId SociSiteRepository::insert(const domain::Site& site) {
  const auto id = next_id(site.account_id);
  if (!session_.insert_new("site", kColumns, joined({site.account_id, id, ""}, settings_of(site))))
    throw DuplicateKey("the account has a site named \"" + site.name + "\" already");
  return id;
}

void SociSiteRepository::update(const domain::Site& site) {
  session_.execute(
      "UPDATE site SET name = ?, platform = ?, base_url = ?, allow_plain_http = ?, allow_private_address = ?, options = ?, order_moment = ?, "
      "sell_online_rule = ?, allocation = ?, stock_decimals = ?, pos_store = ?, orders_since = ?, paused = ?, pause_reason = ?, stock_meaning = ?, stock_locations = ?, "
      "order_location = ?, safety_stock = ? "
      "WHERE account_id = ? AND site_id = ?",
      joined(settings_of(site), {site.account_id, site.id}));
}

std::optional<domain::Site> SociSiteRepository::find_by_name(domain::AccountId account, const std::string& name) {
  const auto found = sites_of(session_.query(kSelectSite + " WHERE account_id = ? AND name = ?", {account, name}));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

domain::Site SociSiteRepository::get(domain::AccountId account, domain::SiteId id) {
  const auto found = sites_of(session_.query(kSelectSite + " WHERE account_id = ? AND site_id = ?", {account, id}));
  if (found.empty()) throw NoSuchRow(named(account, id) + " does not exist");
  return found.front();
}

std::vector<domain::Site> SociSiteRepository::list(domain::AccountId account) {
  return sites_of(session_.query(kSelectSite + " WHERE account_id = ? ORDER BY site_id", {account}));
}

void SociSiteRepository::upsert_sealed_secret(domain::AccountId account, domain::SiteId site, const std::string& name, const std::string& sealed) {
  session_.upsert(kSecretShape, {{account, site, name, sealed}});
}

std::vector<std::pair<std::string, std::string>> SociSiteRepository::list_sealed_secrets(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query("SELECT name, sealed FROM site_secret WHERE account_id = ? AND site_id = ? ORDER BY name", {account, site});
  std::vector<std::pair<std::string, std::string>> secrets;
  while (rows.next()) {
    auto name = rows.text();
    secrets.emplace_back(std::move(name), rows.text());
  }
  return secrets;
}

domain::SiteHealth SociSiteRepository::health(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query(
      "SELECT consecutive_failures, open_until, reason, needs_person, openings FROM site_health WHERE account_id = ? AND site_id = ?", {account, site});
  if (!rows.next()) return {};
  return {.consecutive_failures = static_cast<int>(rows.integer()),
          .open_until = rows.optional_time(),
          .reason = rows.text(),
          .needs_person = rows.flag(),
          .openings = static_cast<int>(rows.integer())};
}

void SociSiteRepository::store_health(domain::AccountId account, domain::SiteId site, const domain::SiteHealth& health) {
  session_.upsert(kHealthShape,
                  {{account, site, health.consecutive_failures, health.open_until, health.reason, health.needs_person, health.openings}});
}

domain::OrderCursor SociSiteRepository::order_cursor(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query("SELECT order_cursor FROM site WHERE account_id = ? AND site_id = ?", {account, site});
  if (!rows.next()) throw NoSuchRow(named(account, site) + " does not exist");
  return {rows.text()};
}

void SociSiteRepository::store_order_cursor(domain::AccountId account, domain::SiteId site, const domain::OrderCursor& cursor) {
  if (session_.execute("UPDATE site SET order_cursor = ? WHERE account_id = ? AND site_id = ?", {cursor.text, account, site}) == 0)
    throw NoSuchRow(named(account, site) + " does not exist");
}

}  // namespace tillbridge::persistence::soci
