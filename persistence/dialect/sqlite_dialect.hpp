#pragma once
#include <sys/types.h>

#include <mutex>
#include <optional>
#include <utility>

#include "persistence/dialect/dialect.hpp"

namespace tillbridge::persistence::dialect {

/// SQLite 3.37 or newer (STRICT tables) in one local file with a write-ahead log.
class SqliteDialect final : public Dialect {
 public:
  explicit SqliteDialect(SqliteAddress address);

  /// Makes the file (readable by its owner only) when it is missing; its folder must exist. Only the first call makes it.
  void open(::soci::session& session) override;

  /// IMMEDIATE: a deferred transaction that reads before it writes fails with BUSY at once, whatever the time-out.
  const char* begin_write() const override { return "BEGIN IMMEDIATE"; }
  std::vector<std::string> begin_read() const override { return {"BEGIN DEFERRED"}; }
  std::string upsert(const UpsertShape& shape, std::size_t rows) const override;
  /// One row only.
  std::string update(const UpdateShape& shape, std::size_t rows) const override;
  std::size_t rows_per_statement(std::size_t) const override { return 1; }  // one prepared row beats multi-row text
  std::size_t rows_worth_a_key() const override { return 2; }
  /// A file that was deleted or replaced goes on working for whoever has it open, and what is written to it is lost.
  void check_place() override;
  std::string lock_rows() const override { return ""; }
  std::string lock_free_rows() const override { return ""; }
  std::string by_index(const std::string&) const override { return ""; }
  bool decimals_are_units() const override { return true; }
  bool updates_two_tables() const override { return false; }
  std::string description() const override;
  bool is_embedded() const override { return true; }

 private:
  using FileIdentity = std::pair<dev_t, ino_t>;
  std::optional<FileIdentity> identity_now() const;

  SqliteAddress address_;
  std::mutex mutex_;
  std::optional<FileIdentity> opened_;
};

}  // namespace tillbridge::persistence::dialect
