#include "tests/support/temp_mariadb.hpp"

#include <atomic>

namespace tillbridge::tests {
namespace {

std::string new_name() {
  static std::atomic<int> number = 0;
  return "store_" + std::to_string(++number);
}

}  // namespace

PrivateMariadb& shared_mariadb() {
  static PrivateMariadb server;
  return server;
}

TempMariadb::TempMariadb() : name_(new_name()), options_(shared_mariadb().create_database(name_)) {
  persistence::migrate_schema(options_);
  reopen();
}

TempMariadb::~TempMariadb() {
  database_.reset();
  try {
    shared_mariadb().drop_database(name_);
  } catch (const std::exception&) {
    // A case that killed the server ends with its own message.
  }
}

void TempMariadb::reopen() {
  database_.reset();
  database_ = persistence::open_database(options_);
}

}  // namespace tillbridge::tests
