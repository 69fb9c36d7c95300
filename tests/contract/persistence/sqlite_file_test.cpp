#include <filesystem>

#include <boost/test/unit_test.hpp>

#include "tests/support/temp_database.hpp"

using namespace tillbridge;
namespace fs = std::filesystem;

namespace {

fs::path file_of(const persistence::DatabaseOptions& options) { return options.url.substr(std::string("sqlite:").size()); }

void move_file(const fs::path& from, const fs::path& to) {
  for (const std::string ending : {"", "-wal", "-shm"})
    if (fs::exists(from.string() + ending)) fs::rename(from.string() + ending, to.string() + ending);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_file)

// Whoever has a file open can go on writing to it after it was deleted: tills were answered "updated", and the next start found nothing.
BOOST_AUTO_TEST_CASE(refuses_to_write_into_a_deleted_file_and_goes_on_when_it_is_back) {
  tests::TempDatabase store;
  const auto file = file_of(store.options());
  const auto list = [](persistence::UnitOfWork& work) { work.accounts().list(); };
  store->write(list);
  store->read(list);
  move_file(file, file.string() + ".moved");
  BOOST_CHECK_THROW(store->write(list), persistence::DatabaseUnavailable);
  BOOST_CHECK_THROW(store->read(list), persistence::DatabaseUnavailable);
  BOOST_CHECK_THROW(store->ping(), persistence::DatabaseUnavailable);
  BOOST_TEST(!fs::exists(file), "an empty database was made in the place of the lost one");
  move_file(file.string() + ".moved", file);
  BOOST_CHECK_NO_THROW(store->write(list));
  BOOST_CHECK_NO_THROW(store->ping());
}

BOOST_AUTO_TEST_CASE(refuses_a_file_that_was_put_in_the_place_of_its_own) {
  tests::TempDatabase store;
  const auto file = file_of(store.options());
  store->ping();
  const auto copy = file.string() + ".copy";
  fs::copy_file(file, copy);
  fs::rename(copy, file);
  BOOST_CHECK_EXCEPTION(store->ping(), persistence::DatabaseUnavailable, [](const auto& error) { return std::string(error.what()).find("restart this process") != std::string::npos; });
}

BOOST_AUTO_TEST_SUITE_END()
