#include "bench/service/installation.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/test_certificate.hpp"

namespace tillbridge::bench {
namespace {

constexpr std::size_t kPasswordLength = 61;

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

Installation::Installation(const std::filesystem::path& program, const Settings& settings) : program_(program) {
  write_settings(settings);
  if (!settings.database.password.empty()) environment_["TILLBRIDGE_DATABASE_PASSWORD"] = settings.database.password;
  run({"init"});
  for (const char* store_id : {"main-street", "station"}) logins_.push_back(add_account(store_id));
  start();
}

void Installation::write_settings(const Settings& settings) const {
  std::ofstream file(folder_.path() / "tillbridge.toml");
  file << "[data]\ndirectory = \"data\"\n[log]\ntarget = \"file\"\n[database]\n";
  if (!settings.database.url.empty()) file << fmt::format("url = \"{}\"\n", settings.database.url);
  // Spooled requests lie on a disk, as they do in production: in memory their pages would count for the machine twice.
  file << "[serve]\nlisten = \"127.0.0.1:0\"\naddress_file = \"address\"\nspool_directory = \"/var/tmp\"\n";
  if (settings.is_tls) {
    tests::write_certificate("localhost", folder_.path() / "certificate.pem", folder_.path() / "key.pem");
    file << "tls_certificate_file = \"certificate.pem\"\ntls_key_file = \"key.pem\"\n";
  }
  for (const auto& line : settings.serve) file << line << "\n";
}

std::vector<std::string> Installation::command(std::vector<std::string> words) const {
  words.insert(words.begin(), {program_, "--config", folder_.path() / "tillbridge.toml"});
  return words;
}

std::string Installation::run(std::vector<std::string> words) {
  const auto log = folder_.path() / fmt::format("command-{}.log", ++commands_);
  run_to_its_end(command(std::move(words)), environment_, log);
  return text_of(log);
}

Login Installation::add_account(const std::string& store_id) {
  const auto said = run({"account", "add", store_id, "--user", "till1", "--currency", "EUR", "--time-zone", "Europe/Berlin"});
  const auto at = said.find("tb_");
  if (at == std::string::npos) throw std::runtime_error("account add showed no password: " + said);
  const auto token = folder_.path() / "token";
  std::ofstream(token) << "token-of-the-shop\n";
  for (const char* site : {"web", "outlet"})
    run({"site", "add", fmt::format("{}/{}", store_id, site), "--platform", "generic", "--url", "http://127.0.0.1:9/api", "--allow-plain-http", "--allow-private-address", "--secret-file",
         "token=" + token.string()});
  return {store_id, "till1", said.substr(at, kPasswordLength)};
}

void Installation::start() {
  serve_ = std::make_unique<Process>(command({"serve"}), environment_, folder_.path() / "serve.log");
  const auto address = folder_.path() / "address";
  while (!std::filesystem::exists(address) || text_of(address).find('\n') == std::string::npos) {
    if (!serve_->is_running()) throw std::runtime_error("tillbridge serve ended: " + serve_->last_words());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const auto text = text_of(address);
  port_ = std::stoi(text.substr(text.rfind(':') + 1));
}

}  // namespace tillbridge::bench
