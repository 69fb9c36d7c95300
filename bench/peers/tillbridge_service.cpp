#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <variant>

#include "bench/peers/workshop.hpp"
#include "persistence/database_url.hpp"

namespace tillbridge::bench {
namespace {

constexpr std::size_t kPasswordLength = 61;

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The commands of an administrator, each with what it said.
class Installation {
 public:
  Installation(std::filesystem::path program, std::filesystem::path folder, const persistence::DatabaseOptions& database) : program_(std::move(program)), folder_(std::move(folder)) {
    std::ofstream(folder_ / "tillbridge.toml") << fmt::format(
        "[data]\ndirectory = \"data\"\n[database]\nurl = \"{}\"\n[serve]\nlisten = \"127.0.0.1:0\"\naddress_file = \"address\"\n[log]\ntarget = \"file\"\n", database.url);
    if (!database.password.empty()) environment_["TILLBRIDGE_DATABASE_PASSWORD"] = database.password;
    run({"init"});
  }

  std::string run(std::vector<std::string> words) {
    const auto log = folder_ / fmt::format("command-{}.log", ++commands_);
    run_to_its_end(with_program(std::move(words)), environment_, log);
    return text_of(log);
  }
  std::unique_ptr<Process> start(std::vector<std::string> words) {
    return std::make_unique<Process>(with_program(std::move(words)), environment_, folder_ / "serve.log");
  }

 private:
  std::vector<std::string> with_program(std::vector<std::string> words) const {
    std::vector<std::string> command{program_, "--config", folder_ / "tillbridge.toml"};
    command.insert(command.end(), words.begin(), words.end());
    return command;
  }

  std::filesystem::path program_, folder_;
  Environment environment_;
  int commands_ = 0;
};

Login add_account(Installation& installation, const std::filesystem::path& token, const std::string& store_id) {
  const auto said = installation.run({"account", "add", store_id, "--user", "till1", "--currency", "EUR", "--time-zone", "Europe/Berlin"});
  for (const char* site : {"web", "outlet"})
    installation.run({"site", "add", store_id + "/" + site, "--platform", "generic", "--url", "http://127.0.0.1:9/api", "--allow-plain-http", "--allow-private-address",
                      "--secret-file", "token=" + token.string()});
  const auto at = said.find("tb_");
  if (at == std::string::npos) throw std::runtime_error("account add showed no password: " + said);
  return {store_id, "till1", said.substr(at, kPasswordLength)};
}

int port_of(const std::filesystem::path& address, Process& program) {
  while (!std::filesystem::exists(address)) {
    if (!program.is_running()) throw std::runtime_error("tillbridge serve ended: " + program.last_words());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const auto text = text_of(address);
  return std::stoi(text.substr(text.rfind(':') + 1));
}

}  // namespace

std::unique_ptr<Service> start_tillbridge(const Workshop& shop, const std::string& name, const std::filesystem::path& program, const persistence::DatabaseOptions& database) {
  const auto folder = shop.make_folder(fmt::format("{}-installation", name));
  const auto token = folder / "token";
  std::ofstream(token) << "token-of-the-shop\n";
  Installation installation(program, folder, database);
  auto service = std::make_unique<Service>();
  service->name = name;
  service->takes_products = service->is_ours = true;
  for (const auto& store_id : shop.stores) service->logins.push_back(add_account(installation, token, store_id));
  service->programs.push_back(installation.start({"serve"}));
  service->endpoint = {port_of(folder / "address", *service->programs.back()), "/soap/ProductTasks"};
  const bool is_sqlite = database.url.starts_with("sqlite:");
  service->store = is_sqlite ? connect_sqlite(database.url.substr(7)) : connect_mariadb(database);
  // SQLite keeps ten-thousandths.
  service->quantity_unit = is_sqlite ? 1e4 : 1;
  wait_until_it_answers(*service);
  return service;
}

std::unique_ptr<Service> start_tillbridge_on_mariadb(const Workshop& shop, const std::string& name, const std::filesystem::path& program) {
  static constexpr const char* kLetters = "abcdefghijklmnopqrstuvwxyz";
  std::string database = "tillbridge_";
  for (const char letter : name) database += std::string_view(kLetters).find(letter) == std::string_view::npos ? '_' : letter;
  return start_tillbridge(shop, name, program, shop.server->create_database(database));
}

std::unique_ptr<Service> start_tillbridge_on_sqlite(const Workshop& shop, const std::string& name) {
  return start_tillbridge(shop, name, shop.program, {.url = "sqlite:" + (shop.make_folder("sqlite") / "store.db").string(), .password = {}});
}

}  // namespace tillbridge::bench
