#include "persistence/soci/soci_account_repository.hpp"

#include "persistence/database.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelectAccount =
    "SELECT account_id, store_id, name, time_zone, currency, prices_include_tax, pulls, stock_meaning, disabled, "
    "refusal_policy, match_customers_by_phone FROM account";
const std::string kSelectCredential = "SELECT account_id, user_name, slot, kind, digest, created_at, expires_at FROM credential";
const dialect::UpsertShape kCredentialShape{
    .table = "credential", .keys = {"account_id", "user_name", "slot"}, .replaced = {"kind", "digest", "created_at", "expires_at"}};

std::vector<domain::Account> accounts_of(Rows rows) {
  std::vector<domain::Account> accounts;
  while (rows.next())
    accounts.push_back({.id = domain::AccountId{rows.integer()},
                        .store_id = rows.text(),
                        .name = rows.text(),
                        .time_zone = rows.text(),
                        .currency = rows.text(),
                        .prices_include_tax = rows.flag(),
                        .pulls = document_kinds_from(rows.text()),
                        .stock_meaning = known_word(pos_stock_meaning_from, rows.text()),
                        .disabled = rows.flag(),
                        .refusal_policy = known_word(domain::refusal_policy_from, rows.text()),
                        .match_customers_by_phone = rows.flag()});
  return accounts;
}

std::vector<domain::Credential> credentials_of(Rows rows) {
  std::vector<domain::Credential> credentials;
  while (rows.next())
    credentials.push_back({.account_id = domain::AccountId{rows.integer()},
                           .user_name = rows.text(),
                           .slot = static_cast<int>(rows.integer()),
                           .kind = known_word(secret_kind_from, rows.text()),
                           .digest = rows.text(),
                           .created_at = rows.time(),
                           .expires_at = rows.optional_time()});
  return credentials;
}

}  // namespace

domain::AccountId SociAccountRepository::insert(const domain::Account& account) {
  session_.execute("UPDATE account_sequence SET last_number = last_number + 1 WHERE name = 'account'");
  const auto id = session_.query_integer("SELECT last_number FROM account_sequence WHERE name = 'account'");
  const bool is_new = session_.insert_new(
      "account",
      {"account_id", "store_id", "name", "time_zone", "currency", "prices_include_tax", "pulls", "stock_meaning", "disabled", "last_site_id", "refusal_policy",
       "match_customers_by_phone"},
      {id, account.store_id, account.name, account.time_zone, account.currency, account.prices_include_tax, to_column(account.pulls),
       to_word(account.stock_meaning), account.disabled, 0, to_word(account.refusal_policy), account.match_customers_by_phone});
  if (!is_new) throw DuplicateKey("the StoreId \"" + account.store_id + "\" is taken");
  session_.execute("INSERT INTO account_clock (account_id, step) VALUES (?, 0)", {id});
  return domain::AccountId{id};
}

void SociAccountRepository::update(const domain::Account& account) {
  session_.execute(
      "UPDATE account SET store_id = ?, name = ?, time_zone = ?, currency = ?, prices_include_tax = ?, pulls = ?, stock_meaning = ?, disabled = ?, "
      "refusal_policy = ?, match_customers_by_phone = ? WHERE account_id = ?",
      {account.store_id, account.name, account.time_zone, account.currency, account.prices_include_tax, to_column(account.pulls),
       to_word(account.stock_meaning), account.disabled, to_word(account.refusal_policy), account.match_customers_by_phone, account.id});
}

std::optional<domain::Account> SociAccountRepository::find_by_store_id(const std::string& store_id) {
  const auto found = accounts_of(session_.query(kSelectAccount + " WHERE store_id = ?", {store_id}));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

domain::Account SociAccountRepository::get(domain::AccountId id) {
  const auto found = accounts_of(session_.query(kSelectAccount + " WHERE account_id = ?", {id}));
  if (found.empty()) throw NoSuchRow("account " + std::to_string(domain::raw(id)) + " does not exist");
  return found.front();
}

std::vector<domain::Account> SociAccountRepository::list() { return accounts_of(session_.query(kSelectAccount + " ORDER BY store_id")); }

std::vector<domain::Credential> SociAccountRepository::list_credentials(domain::AccountId account, const std::string& user_name) {
  return credentials_of(session_.query(kSelectCredential + " WHERE account_id = ? AND user_name = ? ORDER BY slot", {account, user_name}));
}

std::vector<domain::Credential> SociAccountRepository::list_credentials(domain::AccountId account) {
  return credentials_of(session_.query(kSelectCredential + " WHERE account_id = ? ORDER BY user_name, slot", {account}));
}

void SociAccountRepository::upsert_credential(const domain::Credential& credential) {
  session_.upsert(kCredentialShape, {{credential.account_id, credential.user_name, credential.slot, to_word(credential.kind), credential.digest,
                                      credential.created_at, credential.expires_at}});
}

void SociAccountRepository::remove_credential(domain::AccountId account, const std::string& user_name, int slot) {
  session_.execute("DELETE FROM credential WHERE account_id = ? AND user_name = ? AND slot = ?", {account, user_name, slot});
}

domain::Step SociAccountRepository::step_clock(domain::AccountId account) {
  // The update takes the row's lock, so nobody steps between it and the read.
  if (session_.execute("UPDATE account_clock SET step = step + 1 WHERE account_id = ?", {account}) == 0)
    throw NoSuchRow("account " + std::to_string(domain::raw(account)) + " does not exist");
  return clock(account);
}

domain::Step SociAccountRepository::clock(domain::AccountId account) {
  auto rows = session_.query("SELECT step FROM account_clock WHERE account_id = ?", {account});
  if (!rows.next()) throw NoSuchRow("account " + std::to_string(domain::raw(account)) + " does not exist");
  return rows.integer();
}

}  // namespace tillbridge::persistence::soci
