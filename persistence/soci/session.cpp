#include "persistence/soci/session.hpp"

#include "persistence/database.hpp"
#include "persistence/dialect/failure.hpp"

namespace tillbridge::persistence::soci {
namespace {

constexpr std::size_t kPreparedAtMost = 300;
/// Below the 4 MB that the oldest servers take in one packet by default, even when every byte had to be escaped.
constexpr std::size_t kBytesPerStatement = 1'500'000;
/// An array of fewer rows costs as much as their text; more rows at once gain nothing.
constexpr std::size_t kFewestForArrays = 2, kRowsPerArray = 2'000;
constexpr std::size_t kReadsRemembered = 1'000;
constexpr std::size_t kTextInErrors = 120;

std::size_t bytes_of(const Values& row) {
  constexpr std::size_t kNumber = 24;
  std::size_t sum = 0;
  for (const auto& value : row) sum += value.text().size() + kNumber;
  return sum;
}

/// How many rows from `first` on go into one statement; at least one.
std::size_t rows_at_once(const std::vector<Values>& rows, std::size_t first, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t bytes = 0; first + count < rows.size() && count < most; ++count) {
    bytes += bytes_of(rows[first + count]);
    if (count > 0 && bytes > kBytesPerStatement) break;
  }
  return count;
}

std::string shortened(const std::string& text) { return text.size() <= kTextInErrors ? text : text.substr(0, kTextInErrors) + "…"; }

}  // namespace

template <class Act>
auto Session::guarded(const std::string& text, Act act) {
  if (must_roll_back_) throw dialect::Transient("the transaction is broken and waits for its rollback");
  if (!connection_) throw std::logic_error("Session: no transaction is open");
  try {
    return act();
  } catch (const ::soci::soci_error& error) {
    const auto failure = dialect::classify(error);
    must_roll_back_ = failure == dialect::Failure::kTransient || failure == dialect::Failure::kConnectionLost;
    if (failure == dialect::Failure::kConnectionLost) disconnect();
    dialect::raise(failure, shortened(text), error.get_error_message());
  }
}

template <class Made, class Make, class Act>
auto Session::with_kept(Kept<Made>& kept, const std::string& text, Make make, Act act) {
  auto found = kept.find(text);
  if (found == kept.end()) {
    if (kept.size() >= kPreparedAtMost) kept.clear();
    found = kept.emplace(text, make()).first;
  }
  try {
    return act(*found->second);
  } catch (const ::soci::soci_error&) {
    kept.erase(found);  // SQLite would not take new values before a reset
    throw;
  }
}

template <class Act>
auto Session::with_statement(const std::string& text, const Values& values, Keep keep, Act act) {
  return guarded(text, [&] {
    const auto make = [&] { return std::make_unique<Statement>(*connection_, text, values, dialect_); };
    return keep == Keep::kOnce ? act(*make()) : with_kept(prepared_, text, make, act);
  });
}

void Session::connect() {
  if (connection_) return;
  auto fresh = std::make_unique<::soci::session>();
  dialect_.open(*fresh);
  binds_arrays_ = dialect_.binds_arrays(*fresh);
  connection_ = std::move(fresh);
}

void Session::disconnect() noexcept {
  prepared_.clear();
  arrays_.clear();
  connection_.reset();
}

void Session::run(const std::string& text) {
  guarded(text, [&] { *connection_ << text; });
}

void Session::be_ready(bool writing) {
  must_roll_back_ = false;
  writing_ = writing;
  dialect_.check_place();
  connect();
}

void Session::begin_write() {
  be_ready(true);
  run(dialect_.begin_write());
}

void Session::begin_glance() { be_ready(false); }

void Session::begin_statement() { be_ready(true); }

void Session::begin_read() {
  be_ready(false);
  for (const auto& text : dialect_.begin_read()) run(text);
}

void Session::commit() { run("COMMIT"); }

void Session::roll_back() noexcept {
  must_roll_back_ = false;
  if (!connection_) return;
  try {
    *connection_ << "ROLLBACK";
  } catch (...) {
    // SQLite has rolled back by itself after some errors, a server may be gone: a fresh connection knows nothing of it.
    disconnect();
  }
}

std::int64_t Session::execute(const std::string& text, const Values& values) {
  return with_statement(text, values, Keep::kPrepared, [&](Statement& statement) { return statement.execute(values); });
}

Rows Session::query(const std::string& text, const Values& values) {
  return with_statement(text, values, Keep::kPrepared, [&](Statement& statement) { return statement.query(values); });
}

std::int64_t Session::query_integer(const std::string& text, const Values& values) {
  auto rows = query(text, values);
  if (!rows.next()) throw std::runtime_error("database: no row for " + shortened(text));
  return rows.integer();
}

bool Session::insert_new(const std::string& table, const std::vector<std::string>& columns, const Values& values) {
  try {
    execute(dialect::insert_text(table, columns, 1), values);
    return true;
  } catch (const DuplicateKey&) {
    return false;
  }
}

std::int64_t Session::execute_once(const std::string& text, std::span<const Values> rows) {
  Values values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return with_statement(text, values, Keep::kOnce, [&](Statement& statement) { return statement.execute(values); });
}

template <class TextOf>
std::int64_t Session::execute_many(std::size_t most, const std::vector<Values>& rows, TextOf text_of) {
  std::int64_t matched = 0;
  std::string text;
  for (std::size_t first = 0, before = 0; first < rows.size();) {
    const auto count = rows_at_once(rows, first, most);
    if (count != before) text = text_of(count);
    matched += count == 1 ? execute(text, rows[first]) : execute_once(text, std::span(&rows[first], count));
    first += count;
    before = count;
  }
  return matched;
}

std::int64_t Session::execute_arrays(const std::string& text, const std::vector<Values>& rows) {
  std::int64_t counted = 0;
  for (std::size_t first = 0; first < rows.size();) {
    const std::span piece(&rows[first], rows_at_once(rows, first, kRowsPerArray));
    counted += guarded(text, [&] {
      const auto make = [&] { return std::make_unique<ArrayStatement>(*connection_, text, rows.front()); };
      return with_kept(arrays_, text, make, [&](ArrayStatement& statement) { return statement.execute(piece); });
    });
    first += piece.size();
  }
  return counted;
}

void Session::upsert(const dialect::UpsertShape& shape, const std::vector<Values>& rows) {
  if (binds_arrays_ && rows.size() >= kFewestForArrays) {
    execute_arrays(dialect_.upsert(shape, 1), rows);
    return;
  }
  execute_many(dialect_.rows_per_statement(shape.width()), rows, [&](std::size_t count) { return dialect_.upsert(shape, count); });
}

std::int64_t Session::update(const dialect::UpdateShape& shape, const std::vector<Values>& rows) {
  return execute_many(dialect_.rows_per_statement(shape.width()), rows, [&](std::size_t count) { return dialect_.update(shape, count); });
}

void Session::refresh(const dialect::UpdateShape& shape, const std::vector<Values>& rows) {
  const bool quicker = binds_arrays_ && !shape.while_missing.empty() && rows.size() >= kFewestForArrays;
  if (quicker) update_or_make(shape, rows);
  else update(shape, rows);
}

void Session::update_or_make(const dialect::UpdateShape& shape, const std::vector<Values>& rows) {
  const auto counted = execute_arrays(dialect_.update_or_make(shape), rows);
  // A changed row counts 2. A new one counts 1, and so does one that kept its values.
  if (counted == 2 * static_cast<std::int64_t>(rows.size())) return;
  const auto& first_key = rows.front().at(shape.width() - shape.keys.size());
  execute(dialect_.remove_made(shape), {first_key});
}

bool& Session::ranges_pay(const std::string& read) {
  if (ranges_pay_.size() >= kReadsRemembered && !ranges_pay_.contains(read)) ranges_pay_.clear();
  return ranges_pay_[read];
}

}  // namespace tillbridge::persistence::soci
