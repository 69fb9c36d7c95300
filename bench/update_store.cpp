#include "bench/update_store.hpp"

#include <chrono>
#include <thread>

#include "base/credential_digest.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/private_mariadb.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kLongestWait = 500;    ///< hundredths of a second
constexpr int kSessions = 12;
constexpr const char* kBufferPool = "512M";

base::SecretBytes pepper() { return base::SecretBytes{std::string_view("pepper of the bench, 32 bytes ..")}; }

class SqliteUpdateStore final : public UpdateStore {
 public:
  SqliteUpdateStore() : options_{.url = "sqlite:" + path(), .password = {}, .pool_size = kSessions} {
    persistence::migrate_schema(options_);
    database_ = persistence::open_database(options_);
  }
  std::string name() const override { return "SQLite"; }
  const persistence::DatabaseOptions& options() const override { return options_; }
  std::unique_ptr<RawUpdates> connect_raw() const override { return connect_raw_sqlite(path()); }

 private:
  std::string path() const { return (folder_.path() / "store.db").string(); }
  tests::TempFolder folder_;
  persistence::DatabaseOptions options_;
};

class MariadbUpdateStore final : public UpdateStore {
 public:
  MariadbUpdateStore() : server_(kBufferPool), options_(server_.create_database("bench")) {
    options_.pool_size = kSessions;
    persistence::migrate_schema(options_);
    database_ = persistence::open_database(options_);
    watch_ = connect_raw();
  }
  ~MariadbUpdateStore() override { database_.reset(); }
  MariadbUpdateStore(const MariadbUpdateStore&) = delete;
  MariadbUpdateStore& operator=(const MariadbUpdateStore&) = delete;
  std::string name() const override { return "MariaDB"; }
  const persistence::DatabaseOptions& options() const override { return options_; }
  std::unique_ptr<RawUpdates> connect_raw() const override { return connect_raw_mariadb(options_); }
  pid_t server() const override { return server_.process(); }
  void settle() override {
    for (int i = 0; i < kLongestWait && status("Innodb_history_list_length") != 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  std::int64_t deadlocks() override { return status("Innodb_deadlocks"); }

 private:
  std::int64_t status(const std::string& name) { return std::stoll(watch_->rows("SHOW GLOBAL STATUS LIKE '" + name + "'").at(0).at(1).value()); }

  tests::PrivateMariadb server_;
  persistence::DatabaseOptions options_;
  std::unique_ptr<RawUpdates> watch_;
};

}  // namespace

TillLogin UpdateStore::add_account(const std::string& store_id) {
  base::SystemRandom random;
  const base::SystemClock clock;
  const TillLogin login{store_id, "till1", base::generate_secret(random)};
  auto account = tests::an_account();
  account.store_id = store_id;
  database_->write([&](persistence::UnitOfWork& work) {
    const auto id = work.accounts().insert(account);
    for (const char* name : {"web-eu", "web-us"}) {
      auto site = tests::a_site();
      site.account_id = id;
      site.name = name;
      work.sites().insert(site);
    }
    work.accounts().upsert_credential(
        {.account_id = id, .user_name = login.user_name, .digest = base::digest_generated(pepper(), login.password), .created_at = clock.now()});
  });
  return login;
}

std::unique_ptr<services::SoapService> UpdateStore::make_service(persistence::Database& database, const base::Clock& clock) const {
  return std::make_unique<services::SoapService>(database, clock, pepper(), services::SoapServiceOptions{.front = {}, .updates = {}});
}

std::unique_ptr<UpdateStore> make_sqlite_store() { return std::make_unique<SqliteUpdateStore>(); }
std::unique_ptr<UpdateStore> make_mariadb_store() { return std::make_unique<MariadbUpdateStore>(); }

}  // namespace tillbridge::bench
