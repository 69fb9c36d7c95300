#include "bench/stores.hpp"

#include <chrono>
#include <thread>

#include "tests/support/private_mariadb.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kLongestWait = 500;    ///< hundredths of a second

class SqliteStore final : public Store {
 public:
  SqliteStore() {
    const std::string path = (folder_.path() / "store.db").string();
    options_ = {.url = "sqlite:" + path, .password = {}, .pool_size = 4};
    persistence::migrate_schema(options_);
    database_ = persistence::open_database(options_);
    raw_ = connect_sqlite(path);
  }
  std::string random_text(const std::string&, const std::string&) const override { return "lower(hex(randomblob(13)))"; }
  std::string concat(const std::vector<std::string>& parts) const override {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : " || ") + part;
    return text;
  }
  void begin_filling() override {
    raw_->execute("PRAGMA synchronous = OFF");
    raw_->execute("PRAGMA cache_size = -400000");
  }
  void end_filling() override {
    raw_->execute("PRAGMA cache_size = -2000");
    raw_->read("PRAGMA wal_checkpoint(TRUNCATE)");
  }

 private:
  tests::TempFolder folder_;
};

class MariadbStore final : public Store {
 public:
  MariadbStore(std::shared_ptr<tests::PrivateMariadb> server, std::string name) : server_(std::move(server)), name_(std::move(name)) {
    options_ = server_->create_database(name_);
    options_.pool_size = 4;
    persistence::migrate_schema(options_);
    database_ = persistence::open_database(options_);
    raw_ = connect_mariadb(options_);
  }
  ~MariadbStore() override {
    database_.reset();
    raw_.reset();
    server_->drop_database(name_);
  }
  MariadbStore(const MariadbStore&) = delete;
  MariadbStore& operator=(const MariadbStore&) = delete;

  pid_t server() const override { return server_->process(); }
  void settle() override {
    for (int i = 0; i < kLongestWait; ++i) {
      if (raw_->read("SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'").last.at(1) == "0") return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  std::string random_text(const std::string& seed, const std::string& n) const override { return "LEFT(SHA1(CONCAT(" + seed + ", '/', " + n + ")), 26)"; }
  std::string concat(const std::vector<std::string>& parts) const override {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return "CONCAT(" + text + ")";
  }
  void begin_filling() override { raw_->execute("SET SESSION unique_checks = 0"); }
  void end_filling() override {
    raw_->execute("SET SESSION unique_checks = 1");
    raw_->read("ANALYZE TABLE document");
  }

 private:
  std::shared_ptr<tests::PrivateMariadb> server_;
  std::string name_;
};

}  // namespace

std::vector<StoreKind> store_kinds() {
  auto server = std::make_shared<std::shared_ptr<tests::PrivateMariadb>>();
  auto number = std::make_shared<int>(0);
  return {{"SQLite", [] { return std::make_unique<SqliteStore>(); }},
          {std::string("MariaDB, buffer pool ") + kBufferPool, [server, number] {
             if (!*server) *server = std::make_shared<tests::PrivateMariadb>(kBufferPool);
             return std::make_unique<MariadbStore>(*server, "bench_" + std::to_string(++*number));
           }}};
}

}  // namespace tillbridge::bench
