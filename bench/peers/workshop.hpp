#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/service.hpp"
#include "tests/support/private_mariadb.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::bench {

/// Where everything stands and is made.
struct Workshop {
  std::filesystem::path program;      ///< tillbridge
  std::filesystem::path sources;      ///< bench/peers of the checkout
  std::filesystem::path built;        ///< for what is installed and compiled for the peers
  tests::TempFolder folder;           ///< in memory, goes with the bench
  std::shared_ptr<tests::PrivateMariadb> server;
  std::filesystem::path wsdl;         ///< what every side serves
  bool has_update_index = true;       ///< whether the peers' tables know what changed lately; without it nothing can be delivered from them
  std::vector<std::string> stores;    ///< the StoreIds of the accounts that every service gets

  std::filesystem::path make_folder(const std::string& name) const;
};

/// How much of the data the database server keeps in memory: stated beside the figures.
inline constexpr const char* kBuffers = "1G";
/// Requests that a service works on at a time, where that is for us to say: as many as the one-row bench has connections.
inline constexpr int kWorkers = 8;

/// Starts the database server.
void open_workshop(Workshop& shop);

/// The product: `tillbridge serve` on a store of its own, each account with two sites whose jobs are due and do not run.
std::unique_ptr<Service> start_tillbridge(const Workshop& shop, const std::string& name, const std::filesystem::path& program, const persistence::DatabaseOptions& database);
std::unique_ptr<Service> start_tillbridge_on_mariadb(const Workshop& shop, const std::string& name, const std::filesystem::path& program);
std::unique_ptr<Service> start_tillbridge_on_sqlite(const Workshop& shop, const std::string& name);

/// The peers. Each throws MissingProgram where its stack is not installed.
std::unique_ptr<Service> start_natural_php(const Workshop& shop);
std::unique_ptr<Service> start_detecting_php(const Workshop& shop);
std::unique_ptr<Service> start_node(const Workshop& shop);
std::unique_ptr<Service> start_java(const Workshop& shop);
std::unique_ptr<Service> start_spyne(const Workshop& shop);

/// A peer's database with its tables, its accounts with generated passwords, and the environment that tells the peer of all this.
struct PeerDatabase {
  persistence::DatabaseOptions options;
  std::vector<Login> logins;
  Environment environment;
};
PeerDatabase make_peer_database(const Workshop& shop, const std::string& name);

}  // namespace tillbridge::bench
