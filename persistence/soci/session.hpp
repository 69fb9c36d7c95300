#pragma once
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "persistence/dialect/dialect.hpp"
#include "persistence/dialect/update_shape.hpp"
#include "persistence/dialect/upsert_shape.hpp"
#include "persistence/soci/array_statement.hpp"
#include "persistence/soci/statement.hpp"

namespace tillbridge::persistence::soci {

/// One connection with its prepared statements. Repositories write SQL with `?` and bind values; no value ever becomes
/// part of a text. Used by one thread at a time. Throws what dialect::raise throws; after a failure that needs a rollback
/// (deadlock, lost connection) every further statement throws until the transaction is rolled back.
class Session {
 public:
  explicit Session(dialect::Dialect& dialect) : dialect_(dialect) {}

  void begin_write();
  void begin_read();
  /// One writing statement that commits by itself.
  void begin_statement();
  /// Ready for one reading statement that is a transaction by itself: neither commit nor roll_back follows.
  void begin_glance();
  void commit();
  /// Ends the transaction whatever state it is in; a connection that cannot is closed and opened again at the next begin.
  void roll_back() noexcept;

  /// Returns how many rows matched.
  std::int64_t execute(const std::string& text, const Values& values = {});
  Rows query(const std::string& text, const Values& values = {});
  /// The only column of the only row; throws std::runtime_error when there is none.
  std::int64_t query_integer(const std::string& text, const Values& values = {});

  /// False when a unique key of the row exists already: then nothing changes.
  bool insert_new(const std::string& table, const std::vector<std::string>& columns, const Values& values);
  /// Inserts or replaces; each row in the order of the shape. Rows come sorted by key.
  void upsert(const dialect::UpsertShape& shape, const std::vector<Values>& rows);
  /// Gives rows that exist new values; each row in the order of the shape, sorted by key, no key twice. Returns how many matched.
  std::int64_t update(const dialect::UpdateShape& shape, const std::vector<Values>& rows);
  /// The same where nobody asks how many matched: a shape with `while_missing` may go a quicker way.
  void refresh(const dialect::UpdateShape& shape, const std::vector<Values>& rows);

  /// What read_keyed remembers of a read: whether its keys lay close together when it was last tried.
  bool& ranges_pay(const std::string& read);
  std::size_t rows_worth_a_key() const { return dialect_.rows_worth_a_key(); }

  bool updates_two_tables() const { return dialect_.updates_two_tables(); }

  /// Behind a SELECT of a writing transaction: locks its rows until the end; empty while only reading.
  std::string lock_rows() const { return writing_ ? dialect_.lock_rows() : ""; }
  /// The same, but rows that somebody else holds are left out.
  std::string lock_free_rows() const { return writing_ ? dialect_.lock_free_rows() : ""; }
  /// As Dialect::by_index.
  std::string by_index(const std::string& name) const { return dialect_.by_index(name); }

 private:
  enum class Keep { kPrepared, kOnce };
  template <class Made>
  using Kept = std::unordered_map<std::string, std::unique_ptr<Made>>;

  void be_ready(bool writing);
  void connect();
  void disconnect() noexcept;
  void run(const std::string& text);
  template <class Act>
  auto guarded(const std::string& text, Act act);
  /// Several rows in one statement, which is prepared for this once.
  std::int64_t execute_once(const std::string& text, std::span<const Values> rows);
  template <class TextOf>
  std::int64_t execute_many(std::size_t most, const std::vector<Values>& rows, TextOf text_of);
  void update_or_make(const dialect::UpdateShape& shape, const std::vector<Values>& rows);
  std::int64_t execute_arrays(const std::string& text, const std::vector<Values>& rows);
  template <class Act>
  auto with_statement(const std::string& text, const Values& values, Keep keep, Act act);
  template <class Made, class Make, class Act>
  auto with_kept(Kept<Made>& kept, const std::string& text, Make make, Act act);

  dialect::Dialect& dialect_;
  std::unique_ptr<::soci::session> connection_;
  Kept<Statement> prepared_;  // both die before the connection
  Kept<ArrayStatement> arrays_;
  bool binds_arrays_ = false;
  std::unordered_map<std::string, bool> ranges_pay_;
  bool must_roll_back_ = false;
  bool writing_ = false;
};

}  // namespace tillbridge::persistence::soci
