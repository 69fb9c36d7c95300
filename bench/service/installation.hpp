#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/calls.hpp"
#include "bench/peers/process.hpp"
#include "persistence/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::bench {

/// The released program as an operator runs it: an installation of its own with two accounts of two web sites each, and `tillbridge serve` on a free
/// port of 127.0.0.1, under TLS where asked for. Everything goes with this object.
class Installation {
 public:
  struct Settings {
    persistence::DatabaseOptions database;     ///< without url: SQLite in this installation's folder
    bool is_tls = false;
    std::vector<std::string> serve;            ///< more lines for [serve]: "max_connections = 6000"
  };
  /// Throws std::runtime_error with the program's last words when it does not start.
  Installation(const std::filesystem::path& program, const Settings& settings);

  int port() const { return port_; }
  pid_t process() const { return serve_->id(); }
  /// 0 or 1
  const Login& login(std::size_t account = 0) const { return logins_.at(account); }

 private:
  void write_settings(const Settings& settings) const;
  std::string run(std::vector<std::string> words);
  std::vector<std::string> command(std::vector<std::string> words) const;
  Login add_account(const std::string& store_id);
  void start();

  tests::TempFolder folder_;
  std::filesystem::path program_;
  Environment environment_;
  int commands_ = 0;
  std::vector<Login> logins_;
  std::unique_ptr<Process> serve_;
  int port_ = 0;
};

}  // namespace tillbridge::bench
