#pragma once
#include <atomic>
#include <mutex>

#include "persistence/dialect/dialect.hpp"

namespace tillbridge::persistence::dialect {

/// Whether a server with this VERSION() text knows SKIP LOCKED: MariaDB from 10.6, MySQL from 8.0.1.
bool knows_skip_locked(const std::string& version);

/// What a server is asked for when many rows are written: MySQL has no array binding, and neither has a proxy that does not pass it on.
enum class ManyRows { kArraysWhereOffered, kTextAlways };

/// MySQL 5.7 or newer, MariaDB 10.4 or newer, and clusters that speak their protocol.
class MysqlDialect final : public Dialect {
 public:
  MysqlDialect(MysqlAddress address, std::string password, ManyRows many_rows = ManyRows::kArraysWhereOffered);

  void open(::soci::session& session) override;
  const char* begin_write() const override { return "START TRANSACTION"; }
  std::vector<std::string> begin_read() const override;
  std::string upsert(const UpsertShape& shape, std::size_t rows) const override;
  std::string update(const UpdateShape& shape, std::size_t rows) const override;
  std::size_t rows_per_statement(std::size_t width) const override;
  std::string update_or_make(const UpdateShape& shape) const override;
  st_mysql_res* stored_answer(::soci::statement& statement) const override;
  std::size_t rows_worth_a_key() const override { return 4; }
  bool binds_arrays(::soci::session& session) const override;
  std::string lock_rows() const override { return " FOR UPDATE"; }
  std::string lock_free_rows() const override { return skip_locked_ ? " FOR UPDATE SKIP LOCKED" : " FOR UPDATE"; }
  std::string by_index(const std::string& name) const override { return " FORCE INDEX (" + name + ")"; }
  bool decimals_are_units() const override { return false; }
  bool updates_two_tables() const override { return true; }
  std::string description() const override;
  bool is_embedded() const override { return false; }

 private:
  std::string connect_text() const;
  void set_up(::soci::session& session);

  MysqlAddress address_;
  std::string password_;
  ManyRows many_rows_;
  std::atomic<bool> skip_locked_ = false, compound_ = false;
  mutable std::mutex mutex_;
  std::string version_;
};

}  // namespace tillbridge::persistence::dialect
