#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>

#include "persistence/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::tests {

/// A MariaDB server of the tests' own: new data folder, own socket, a free port on 127.0.0.1, flushing at every commit as in
/// production. Runs as user mysql when the tests run as root, goes when this object or the process goes. Throws
/// std::runtime_error with the server's last words when it does not come up: a missing database is a failure, not a skip.
class PrivateMariadb {
 public:
  /// `buffer_pool`: how much of the data the server keeps in memory, as it is written in its configuration.
  explicit PrivateMariadb(std::string buffer_pool = "64M");
  ~PrivateMariadb();
  PrivateMariadb(const PrivateMariadb&) = delete;
  PrivateMariadb& operator=(const PrivateMariadb&) = delete;

  /// Makes a database with this name and returns how to reach it as an ordinary user with a password.
  persistence::DatabaseOptions create_database(const std::string& name);
  void drop_database(const std::string& name);
  /// Runs one statement as the administrator.
  void execute(const std::string& statement);

  /// A counter of SHOW GLOBAL STATUS, such as Innodb_deadlocks.
  std::int64_t status(const std::string& name);

  int port() const { return port_; }
  pid_t process() const { return pid_; }

  /// kill -9: the server has no time for anything.
  void kill_hard();
  /// After kill_hard: the same data and port again; returns when it answers.
  void start();

 private:
  void install();
  void stop(int signal);
  void wait_until_it_answers();
  std::string last_words() const;

  TempFolder folder_;
  std::string buffer_pool_;
  int port_;
  pid_t pid_ = -1;
};

}  // namespace tillbridge::tests
