#pragma once
#include <memory>
#include <string>
#include <vector>

#include "persistence/database_url.hpp"
#include "persistence/dialect/update_shape.hpp"
#include "persistence/dialect/upsert_shape.hpp"

namespace soci {
class session;
class statement;
}
struct st_mysql_res;

namespace tillbridge::persistence::dialect {

/// Everything in which SQLite and MySQL/MariaDB differ. Nothing outside this folder asks which one it is.
/// Safe for any thread.
class Dialect {
 public:
  virtual ~Dialect() = default;

  /// Connects and sets the session up (isolation, time zone, durability, time-outs). Throws what dialect::raise throws.
  virtual void open(::soci::session& session) = 0;

  virtual const char* begin_write() const = 0;
  /// Statements that open a reading transaction with one view of all tables.
  virtual std::vector<std::string> begin_read() const = 0;

  /// Insert-or-replace of `rows` rows with `?` for each value.
  virtual std::string upsert(const UpsertShape& shape, std::size_t rows) const = 0;
  /// Update of `rows` rows that exist, with `?` for each value.
  virtual std::string update(const UpdateShape& shape, std::size_t rows) const = 0;
  /// How many rows of `width` values go best into one upsert or update.
  virtual std::size_t rows_per_statement(std::size_t width) const = 0;
  /// One row of an update as an insert that updates a row that exists, and the removal of the rows that it made, whose only parameter is
  /// the first key. Only for servers that bind arrays and shapes with `while_missing`.
  virtual std::string update_or_make(const UpdateShape&) const { return {}; }
  std::string remove_made(const UpdateShape& shape) const;
  /// Whether the server behind this connection takes many rows for one prepared statement (persistence/soci/array_statement.hpp).
  virtual bool binds_arrays(::soci::session&) const { return false; }

  /// The whole answer of a statement that was executed, where the client library holds it in memory: read from there it costs a third
  /// of what it costs through SOCI. Null where rows come one by one.
  virtual st_mysql_res* stored_answer(::soci::statement&) const { return nullptr; }
  /// A range of a table with more rows than these for each key costs more than the keys asked for by name.
  virtual std::size_t rows_worth_a_key() const = 0;

  /// Before each transaction: throws DatabaseUnavailable when the store that was opened no longer stands at its address.
  virtual void check_place() {}

  /// Behind a SELECT: locks its rows until the end of the transaction. Empty where a writer is alone anyway.
  virtual std::string lock_rows() const = 0;
  /// The same, but rows that somebody else holds are left out (where the server can).
  virtual std::string lock_free_rows() const = 0;
  /// Behind a table (and its alias): rows are looked up by this index ("PRIMARY": the primary key), whatever the planner's figures say; those
  /// of a server are late where a table grew a moment ago. Empty where the planner goes by no figures.
  virtual std::string by_index(const std::string& name) const = 0;

  /// Whether decimals travel as integers of 1/10,000 (else as text with four places).
  virtual bool decimals_are_units() const = 0;

  /// Whether one UPDATE may change rows of two tables.
  virtual bool updates_two_tables() const = 0;

  /// For status and logs, e.g. "SQLite 3.40.1 /var/lib/tillbridge.db"; complete after the first open.
  virtual std::string description() const = 0;
  virtual bool is_embedded() const = 0;
};

std::unique_ptr<Dialect> make_dialect(const DatabaseAddress& address, const std::string& password);

}  // namespace tillbridge::persistence::dialect
