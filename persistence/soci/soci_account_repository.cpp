#include "persistence/soci/soci_account_repository.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "persistence/database.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kAccountColumns =
    "a.account_id, a.store_id, a.name, a.time_zone, a.currency, a.prices_include_tax, a.pulls, a.stock_meaning, a.disabled, "
    "a.refusal_policy, a.match_customers_by_phone";
const std::string kCredentialColumns = "k.account_id, k.user_name, k.slot, k.kind, k.digest, k.created_at, k.expires_at";
const std::string kSelectAccount = "SELECT " + kAccountColumns + " FROM account a";
const std::string kSelectCredential = "SELECT " + kCredentialColumns + " FROM credential k";
/// One row at least: a store that does not exist is looked for in the clocks and the credentials too. A row that is always there comes
/// first, read by its key; an ORDER BY would make a server sort texts in a file, which costs three times the rest.
const std::string kSelectLogin =
    "SELECT c.step, c.mark, k.slot IS NOT NULL, " + kAccountColumns + ", " + kCredentialColumns +
    " FROM account_sequence s LEFT JOIN account a ON a.store_id = ?"
    " LEFT JOIN account_clock c ON c.account_id = COALESCE(a.account_id, 0)"
    " LEFT JOIN credential k ON k.account_id = COALESCE(a.account_id, 0) AND k.user_name = ? WHERE s.name = 'account'";
const dialect::UpsertShape kCredentialShape{
    .table = "credential", .keys = {"account_id", "user_name", "slot"}, .replaced = {"kind", "digest", "created_at", "expires_at"}};

/// Recent marks are kept as text of this many digits each, and as many as fit.
constexpr std::size_t kMarkDigits = 16;
constexpr domain::Step kMarksKept = 32;

domain::Account account_of(Rows& rows) {
  return {.id = domain::AccountId{rows.integer()},
          .store_id = rows.text(),
          .name = rows.text(),
          .time_zone = rows.text(),
          .currency = rows.text(),
          .prices_include_tax = rows.flag(),
          .pulls = document_kinds_from(rows.text()),
          .stock_meaning = known_word(pos_stock_meaning_from, rows.text()),
          .disabled = rows.flag(),
          .refusal_policy = known_word(domain::refusal_policy_from, rows.text()),
          .match_customers_by_phone = rows.flag()};
}

domain::Credential credential_of(Rows& rows) {
  return {.account_id = domain::AccountId{rows.integer()},
          .user_name = rows.text(),
          .slot = static_cast<int>(rows.integer()),
          .kind = known_word(secret_kind_from, rows.text()),
          .digest = rows.text(),
          .created_at = rows.time(),
          .expires_at = rows.optional_time()};
}

std::vector<domain::Account> accounts_of(Rows rows) {
  std::vector<domain::Account> accounts;
  while (rows.next()) accounts.push_back(account_of(rows));
  return accounts;
}

std::vector<domain::Credential> credentials_of(Rows rows) {
  std::vector<domain::Credential> credentials;
  while (rows.next()) credentials.push_back(credential_of(rows));
  return credentials;
}

std::string digits_of(std::int64_t mark) { return fmt::format("{:016x}", static_cast<std::uint64_t>(mark)); }

/// The new mark before the others. `~` marks where they go: concatenation is written differently in each dialect, replacing is not.
std::string with_recent_marks(std::int64_t mark) { return digits_of(mark) + '~'; }
const std::string kNewMarks = "SUBSTR(REPLACE(?, '~', recent_marks), 1, " + std::to_string(kMarksKept * static_cast<domain::Step>(kMarkDigits)) + ")";
const std::string kSetClock = "UPDATE account_clock SET step = step + 1, mark = ?, recent_marks = " + kNewMarks + " WHERE account_id = ?";
/// In this order, as every writer of an account takes its locks.
const std::string kSetClockAndLevel =
    "UPDATE account_clock c STRAIGHT_JOIN stock s ON s.account_id = c.account_id SET c.step = c.step + 1, c.mark = ?, c.recent_marks = " + kNewMarks +
    ", s.quantity = ?, s.received_at = ?, s.changed_step = ? WHERE c.account_id = ? AND c.step = ? AND c.mark = ? AND s.item_id = ? AND s.location = ?";
const std::string kSetLevel = "UPDATE stock SET quantity = ?, received_at = ?, changed_step = ? WHERE account_id = ? AND item_id = ? AND location = ?";

[[noreturn]] void no_account(domain::AccountId id) { throw NoSuchRow("account " + std::to_string(domain::raw(id)) + " does not exist"); }

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
  const auto mark = fresh_mark();
  session_.execute("INSERT INTO account_clock (account_id, step, mark, recent_marks) VALUES (?, 0, ?, ?)", {id, mark, digits_of(mark)});
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
  if (found.empty()) no_account(id);
  return found.front();
}

std::optional<StoredLogin> SociAccountRepository::find_login(const std::string& store_id, const std::string& user_name) {
  auto rows = session_.query(kSelectLogin, {store_id, user_name});
  std::optional<StoredLogin> login;
  while (rows.next()) {
    const auto step = rows.optional_integer();
    if (!step) return std::nullopt;
    const auto mark = rows.integer();
    const bool has_credential = rows.flag();
    auto account = account_of(rows);
    if (!login) login = StoredLogin{std::move(account), {}, {*step, mark}};
    if (has_credential) login->credentials.push_back(credential_of(rows));
  }
  if (login) std::sort(login->credentials.begin(), login->credentials.end(), [](const auto& a, const auto& b) { return a.slot < b.slot; });
  return login;
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

std::int64_t SociAccountRepository::fresh_mark() {
  std::uint64_t mark = 0;
  for (const auto byte : random_.bytes(sizeof mark)) mark = mark << 8 | byte;
  return static_cast<std::int64_t>(mark);
}

domain::AccountClock SociAccountRepository::advance_clock(domain::AccountId account) {
  const auto mark = fresh_mark();
  // The update takes the row's lock, so nobody steps between it and the read.
  if (session_.execute(kSetClock, {mark, with_recent_marks(mark), account}) == 0) no_account(account);
  return {session_.query_integer("SELECT step FROM account_clock WHERE account_id = ?", {account}), mark};
}

std::optional<domain::AccountClock> SociAccountRepository::step_clock_from(domain::AccountId account, const domain::AccountClock& known) {
  const auto mark = fresh_mark();
  if (session_.execute(kSetClock + " AND step = ? AND mark = ?", {mark, with_recent_marks(mark), account, known.step, known.mark}) == 0) return std::nullopt;
  return domain::AccountClock{known.step + 1, mark};
}

std::optional<domain::AccountClock> SociAccountRepository::step_clock_with(domain::AccountId account, const domain::AccountClock& known,
                                                                          const domain::StockLevel& level) {
  const domain::AccountClock next{known.step + 1, fresh_mark()};
  if (session_.updates_two_tables()) {
    const bool is_done = session_.execute(kSetClockAndLevel, {next.mark, with_recent_marks(next.mark), level.quantity, level.received_at, next.step, account,
                                                              known.step, known.mark, level.item_id, level.location}) > 0;
    return is_done ? std::optional(next) : std::nullopt;
  }
  if (clock_moment(account) != known) return std::nullopt;
  if (session_.execute(kSetLevel, {level.quantity, level.received_at, next.step, account, level.item_id, level.location}) == 0) return std::nullopt;
  return step_clock_from(account, known);
}

domain::AccountClock SociAccountRepository::clock_moment(domain::AccountId account) {
  auto rows = session_.query("SELECT step, mark FROM account_clock WHERE account_id = ?", {account});
  if (!rows.next()) no_account(account);
  const auto step = rows.integer();
  return {step, rows.integer()};
}

bool SociAccountRepository::came_from(domain::AccountId account, const domain::AccountClock& known) {
  auto rows = session_.query("SELECT step, recent_marks FROM account_clock WHERE account_id = ?", {account});
  if (!rows.next()) return false;
  const auto back = rows.integer() - known.step;
  const auto marks = rows.text();
  if (back < 0 || back >= kMarksKept) return false;
  const auto at = static_cast<std::size_t>(back) * kMarkDigits;
  return at + kMarkDigits <= marks.size() && marks.compare(at, kMarkDigits, digits_of(known.mark)) == 0;
}

}  // namespace tillbridge::persistence::soci
