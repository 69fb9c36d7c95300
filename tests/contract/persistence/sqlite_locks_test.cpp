#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "tests/support/temp_database.hpp"

using namespace tillbridge;

namespace {

/// Where SQLite keeps the shared lock that each open session of a WAL database holds (file format, "locking").
constexpr off_t kSharedFirst = 0x40000000 + 2;
constexpr off_t kSharedSize = 510;

/// Whether another process could lock the whole shared range: it could only if nobody here held it.
bool another_process_finds_it_free(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int file = ::open(path.c_str(), O_RDWR);
    struct flock wanted {};
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = kSharedFirst;
    wanted.l_len = kSharedSize;
    const bool free = ::fcntl(file, F_GETLK, &wanted) == 0 && wanted.l_type == F_UNLCK;
    ::_exit(free ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

std::string file_of(const persistence::DatabaseOptions& options) { return options.url.substr(std::string("sqlite:").size()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_locks)

// Seen as "disk I/O error" in a daemon while the command line was used: opening a second session had closed a descriptor of the file,
// which drops every lock of the process; the next program to close the database then took its log away.
BOOST_AUTO_TEST_CASE(keeps_its_lock_on_the_file_when_another_session_opens) {
  tests::TempDatabase store;
  store->write([](auto& work) { work.accounts().list(); });
  BOOST_TEST(!another_process_finds_it_free(file_of(store.options())));
  // A reading transaction inside a writing one takes a second session of the pool.
  store->write([&](auto&) { store->read([](auto& inner) { inner.accounts().list(); }); });
  BOOST_TEST(!another_process_finds_it_free(file_of(store.options())));
  const auto second = persistence::open_database(store.options());
  second->ping();
  BOOST_TEST(!another_process_finds_it_free(file_of(store.options())));
}

BOOST_AUTO_TEST_SUITE_END()
