#include "tests/support/temp_database.hpp"

namespace tillbridge::tests {

TempDatabase::TempDatabase() : options_{.url = "sqlite:" + (folder_.path() / "store.db").string(), .password = {}, .pool_size = 8} {
  persistence::migrate_schema(options_);
  reopen();
}

void TempDatabase::reopen() {
  database_.reset();
  database_ = persistence::open_database(options_);
}

}  // namespace tillbridge::tests
