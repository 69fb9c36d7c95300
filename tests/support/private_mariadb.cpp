#include "tests/support/private_mariadb.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <mysql.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tillbridge::tests {
namespace {

constexpr const char* kUser = "till";
constexpr const char* kPassword = "it's a \\ secret";
constexpr std::chrono::seconds kStartsWithin{60};

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(fd);
  if (!bound) throw std::runtime_error("no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

const passwd* server_user() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("mysql");
  if (user == nullptr) throw std::runtime_error("there is no user mysql: install the package mariadb-server");
  return user;
}

/// Starts a program without privileges that dies with this process; its output goes to `log`.
pid_t spawn(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> arguments;
  for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  const passwd* user = server_user();
  const pid_t pid = ::fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid > 0) return pid;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  const bool lowered = user == nullptr || (::setgroups(0, nullptr) == 0 && ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (lowered) ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

using Connection = std::unique_ptr<MYSQL, decltype(&mysql_close)>;

Connection connect_as_root(const std::string& socket) {
  Connection connection(mysql_init(nullptr), mysql_close);
  if (mysql_real_connect(connection.get(), nullptr, "root", "", nullptr, 0, socket.c_str(), 0) == nullptr)
    throw std::runtime_error(std::string("private MariaDB: ") + mysql_error(connection.get()));
  return connection;
}

void run(MYSQL* connection, const std::string& statement) {
  if (mysql_query(connection, statement.c_str()) != 0) throw std::runtime_error(statement + ": " + mysql_error(connection));
}

std::string quoted(MYSQL* connection, const std::string& text) {
  std::string out(text.size() * 2 + 1, '\0');
  out.resize(mysql_real_escape_string(connection, out.data(), text.data(), text.size()));
  return "'" + out + "'";
}

}  // namespace

PrivateMariadb::PrivateMariadb(std::string buffer_pool) : buffer_pool_(std::move(buffer_pool)), port_(free_port()) {
  if (const passwd* user = server_user(); user != nullptr && ::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot hand " + folder_.path().string() + " to the user mysql");
  install();
  start();
  const auto root = connect_as_root(folder_.path() / "socket");
  for (const char* host : {"127.0.0.1", "localhost"}) {
    run(root.get(), std::string("CREATE USER ") + kUser + "@'" + host + "' IDENTIFIED BY " + quoted(root.get(), kPassword));
    run(root.get(), std::string("GRANT ALL ON *.* TO ") + kUser + "@'" + host + "'");
  }
}

PrivateMariadb::~PrivateMariadb() { stop(SIGTERM); }

void PrivateMariadb::install() {
  const auto log = (folder_.path() / "install.log").string();
  const pid_t pid = spawn({"mariadb-install-db", "--no-defaults", "--datadir=" + (folder_.path() / "data").string(), "--auth-root-authentication-method=normal",
                           "--skip-test-db", "--skip-name-resolve"},
                          log);
  int status = 0;
  ::waitpid(pid, &status, 0);
  if (status != 0) throw std::runtime_error("mariadb-install-db failed: is the package mariadb-server installed? " + last_words());
}

void PrivateMariadb::start() {
  const auto& folder = folder_.path();
  pid_ = spawn({"mariadbd", "--no-defaults", "--datadir=" + (folder / "data").string(), "--socket=" + (folder / "socket").string(),
                "--pid-file=" + (folder / "pid").string(), "--tmpdir=" + folder.string(), "--bind-address=127.0.0.1", "--port=" + std::to_string(port_), "--skip-name-resolve", "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=" + buffer_pool_, "--innodb-log-file-size=48M", "--max-connections=60", "--performance-schema=OFF"},
               (folder / "server.log").string());
  wait_until_it_answers();
}

void PrivateMariadb::wait_until_it_answers() {
  const auto deadline = std::chrono::steady_clock::now() + kStartsWithin;
  for (;;) {
    try {
      connect_as_root(folder_.path() / "socket");
      return;
    } catch (const std::runtime_error& error) {
      int status = 0;
      if (::waitpid(pid_, &status, WNOHANG) == pid_) {
        pid_ = -1;
        throw std::runtime_error("mariadbd ended: " + last_words());
      }
      if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(std::string(error.what()) + "; " + last_words());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

void PrivateMariadb::stop(int signal) {
  if (pid_ <= 0) return;
  ::kill(pid_, signal);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void PrivateMariadb::kill_hard() { stop(SIGKILL); }

std::string PrivateMariadb::last_words() const {
  std::string words;
  for (const char* name : {"install.log", "server.log"}) {
    std::ifstream log(folder_.path() / name);
    for (std::string line; std::getline(log, line);) words += line + "\n";
  }
  constexpr std::size_t kShown = 2000;
  return words.size() <= kShown ? words : words.substr(words.size() - kShown);
}

void PrivateMariadb::execute(const std::string& statement) { run(connect_as_root(folder_.path() / "socket").get(), statement); }

std::int64_t PrivateMariadb::status(const std::string& name) {
  const auto root = connect_as_root(folder_.path() / "socket");
  run(root.get(), "SHOW GLOBAL STATUS LIKE " + quoted(root.get(), name));
  const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(mysql_store_result(root.get()), mysql_free_result);
  const MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
  if (row == nullptr) throw std::runtime_error("private MariaDB: no status " + name);
  return std::stoll(row[1]);
}

persistence::DatabaseOptions PrivateMariadb::create_database(const std::string& name) {
  // latin1 is the bare server's default: tables must name their own character set.
  execute("CREATE DATABASE " + name + " CHARACTER SET latin1");
  return {.url = std::string("mysql://") + kUser + "@127.0.0.1:" + std::to_string(port_) + "/" + name, .password = kPassword, .pool_size = 8};
}

void PrivateMariadb::drop_database(const std::string& name) { execute("DROP DATABASE " + name); }

}  // namespace tillbridge::tests
