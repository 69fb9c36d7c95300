#include <sys/stat.h>

#include <fstream>

#include "persistence/schema/migrator.hpp"
#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::SchemaMismatch;
using persistence::schema::known_migrations;
using persistence::schema::Migration;

/// A database without any schema.
template <class Store>
struct Blank;

template <>
struct Blank<TempDatabase> {
  TempFolder folder;
  persistence::DatabaseOptions options{.url = "sqlite:" + (folder.path() / "blank file.db").string(), .password = {}, .pool_size = 2};
};

template <>
struct Blank<TempMariadb> {
  static std::string next_name() {
    static int number = 0;
    return "blank_" + std::to_string(++number);
  }
  persistence::DatabaseOptions options = shared_mariadb().create_database(next_name());
};

/// Whether `act` throws SchemaMismatch with `words` in its text.
template <class Act>
bool refused_with(const std::string& words, Act act) {
  try {
    act();
    return false;
  } catch (const SchemaMismatch& error) {
    BOOST_TEST_MESSAGE(error.what());
    return std::string(error.what()).find(words) != std::string::npos;
  }
}

Migration a_future_migration() {
  const int version = known_migrations().back().version + 1;
  const std::string statement = "CREATE TABLE future (id INTEGER NOT NULL PRIMARY KEY);\n";
  return {.version = version, .name = "9999_future", .sqlite = statement, .mysql = statement};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(numbers_migrations_without_a_gap) {
  int expected = 1;
  for (const auto& migration : known_migrations()) BOOST_TEST(migration.version == expected++);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_a_database_without_schema_and_names_the_command, Store, AllStores) {
  Blank<Store> blank;
  BOOST_TEST(refused_with("`tillbridge db migrate`", [&] { persistence::open_database(blank.options); }));
  const auto status = persistence::schema_status(blank.options);
  BOOST_TEST(status.applied == 0);
  BOOST_TEST(status.pending.size() == known_migrations().size());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(applies_what_is_pending_once, Store, AllStores) {
  Blank<Store> blank;
  BOOST_TEST(persistence::migrate_schema(blank.options).size() == known_migrations().size());
  BOOST_TEST(persistence::migrate_schema(blank.options).empty());
  const auto status = persistence::schema_status(blank.options);
  BOOST_TEST(status.applied == status.known);
  BOOST_TEST(status.pending.empty());
  BOOST_TEST(!status.unknown_newer);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(makes_a_fresh_schema_equal_to_an_upgraded_one, Store, AllStores) {
  Blank<Store> fresh;
  persistence::migrate_schema(fresh.options);
  const auto expected = persistence::schema::make_migrator(fresh.options)->description_of_schema();
  BOOST_TEST((expected.find("item") != std::string::npos));

  for (std::size_t older = 1; older < known_migrations().size(); ++older) {
    Blank<Store> upgraded;
    const auto migrator = persistence::schema::make_migrator(upgraded.options);
    persistence::schema::migrate(*migrator, {known_migrations().begin(), known_migrations().begin() + static_cast<std::ptrdiff_t>(older)});
    BOOST_TEST((migrator->description_of_schema() != expected));
    persistence::migrate_schema(upgraded.options);
    BOOST_TEST(migrator->description_of_schema() == expected);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_a_database_that_is_newer_than_the_program, Store, AllStores) {
  Store store;
  persistence::schema::make_migrator(store.options())->apply(a_future_migration());
  BOOST_TEST(persistence::schema_status(store.options()).unknown_newer);
  BOOST_TEST(refused_with("knows only", [&] { persistence::open_database(store.options()); }));
  BOOST_TEST(refused_with("`tillbridge db migrate`", [&] { persistence::migrate_schema(store.options()); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_a_migration_that_was_edited_after_it_was_applied, Store, AllStores) {
  Store store;
  auto edited = known_migrations();
  edited.front().sqlite += "-- edited\n";
  edited.front().mysql += "-- edited\n";
  const auto migrator = persistence::schema::make_migrator(store.options());
  BOOST_TEST(refused_with("was edited", [&] { persistence::schema::status_of(*migrator, edited); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finishes_a_migration_that_broke_in_the_middle, Store, AllStores) {
  Store store;
  const auto migrator = persistence::schema::make_migrator(store.options());
  const auto before = migrator->applied().size();
  auto broken = a_future_migration();
  const std::string first = "CREATE TABLE IF NOT EXISTS future (id INTEGER NOT NULL PRIMARY KEY);\n";
  broken.sqlite = broken.mysql = first + "CREATE TABLE broken (;\n";
  BOOST_CHECK_THROW(migrator->apply(broken), std::runtime_error);
  BOOST_TEST(migrator->applied().size() == before);

  broken.sqlite = broken.mysql = first + "CREATE TABLE IF NOT EXISTS second (id INTEGER NOT NULL PRIMARY KEY);\n";
  migrator->apply(broken);
  BOOST_TEST(migrator->applied().size() == before + 1);
}

BOOST_AUTO_TEST_CASE(keeps_the_file_of_sqlite_for_its_owner_alone) {
  TempDatabase store;
  add_account(store);
  const auto path = store.options().url.substr(std::string("sqlite:").size());
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat file {};
    BOOST_REQUIRE(::stat((path + suffix).c_str(), &file) == 0);
    BOOST_TEST((file.st_mode & 0077) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_file_that_cannot_be_opened) {
  TempFolder folder;
  const auto options_of = [&](const char* name) {
    return persistence::DatabaseOptions{.url = "sqlite:" + (folder.path() / name).string(), .password = {}, .pool_size = 1};
  };
  BOOST_CHECK_EXCEPTION(persistence::migrate_schema(options_of("missing/store.db")), persistence::DatabaseUnavailable,
                        [](const auto& error) { return std::string(error.what()).find("folder must exist") != std::string::npos; });
  std::ofstream(folder.path() / "text.db") << std::string(5000, 'x');
  BOOST_CHECK_EXCEPTION(persistence::open_database(options_of("text.db")), persistence::DatabaseUnavailable,
                        [](const auto& error) { return std::string(error.what()).find("text.db") != std::string::npos; });
}

BOOST_AUTO_TEST_CASE(tells_of_a_damaged_file) {
  TempDatabase store;
  const auto account = add_account(store);
  store->write([&](persistence::UnitOfWork& unit) {
    std::vector<domain::StockLevel> levels;
    for (int i = 1000; i < 3000; ++i) levels.push_back({.item_id = std::to_string(i), .location = "", .quantity = decimal("1"), .as_of = {}, .received_at = {}});
    unit.stock().upsert(account, levels, 1);
  });
  auto copy = store.options();
  const auto path = store.options().url.substr(std::string("sqlite:").size());
  store.reopen();  // the last connection to close moves the log into the file
  BOOST_TEST(persistence::database_warnings(copy).empty());

  TempFolder folder;
  const auto broken = (folder.path() / "broken.db").string();
  std::filesystem::copy_file(path, broken);
  constexpr int kPage = 4096;
  const auto pages = static_cast<int>(std::filesystem::file_size(broken)) / kPage;
  BOOST_REQUIRE(pages > 40);
  std::fstream file(broken, std::ios::in | std::ios::out | std::ios::binary);
  for (int page = pages - 10; page < pages; ++page) {  // the rows come behind the schema
    file.seekp(static_cast<std::streamoff>(page) * kPage);
    file << std::string(kPage, '\xee');
  }
  file.close();
  copy.url = "sqlite:" + broken;
  const auto warnings = persistence::database_warnings(copy);
  BOOST_REQUIRE(!warnings.empty());
  BOOST_TEST((warnings[0].find("restore a backup") != std::string::npos));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
