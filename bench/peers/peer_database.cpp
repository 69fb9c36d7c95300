#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/credential_digest.hpp"
#include "base/random.hpp"
#include "bench/peers/workshop.hpp"
#include "persistence/database_url.hpp"

namespace tillbridge::bench {
namespace {

void run_script(RawConnection& database, const std::filesystem::path& script) {
  std::ifstream lines(script);
  std::string statement;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--")) continue;
    statement += line + "\n";
    if (!line.ends_with(';')) continue;
    database.execute(statement.substr(0, statement.rfind(';')));
    statement.clear();
  }
}

std::string hex(const std::vector<std::uint8_t>& bytes) {
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace

PeerDatabase make_peer_database(const Workshop& shop, const std::string& name) {
  PeerDatabase made{.options = shop.server->create_database("peer_" + name), .logins = {}, .environment = {}};
  const auto database = connect_mariadb(made.options);
  run_script(*database, shop.sources / "schema.sql");
  if (!shop.has_update_index)
    for (const char* table : {"stock", "product"}) database->execute(fmt::format("DROP INDEX {0}_by_update ON {0}", table));

  base::SystemRandom random;
  const auto pepper = random.bytes(32);
  const base::SecretBytes secret_pepper{std::string_view(reinterpret_cast<const char*>(pepper.data()), pepper.size())};
  for (std::size_t i = 0; i < shop.stores.size(); ++i) {
    const Login login{shop.stores[i], "till1", base::generate_secret(random)};
    database->execute(fmt::format("INSERT INTO account (account_id, store_id) VALUES ({}, '{}')", i + 1, login.store_id));
    database->execute(fmt::format("INSERT INTO credential (account_id, user_name, digest) VALUES ({}, '{}', '{}')", i + 1, login.user_name,
                                  base::digest_generated(secret_pepper, login.password)));
    made.logins.push_back(login);
  }
  const auto address = std::get<persistence::MysqlAddress>(persistence::parse_database_url(made.options.url));
  made.environment = {{"PEER_DB_HOST", address.host},       {"PEER_DB_PORT", std::to_string(address.port)}, {"PEER_DB_NAME", address.database},
                      {"PEER_DB_USER", address.user},       {"PEER_DB_PASSWORD", made.options.password},    {"PEER_PEPPER", hex(pepper)},
                      {"PEER_WSDL", shop.wsdl.string()},    {"PEER_WORKERS", std::to_string(kWorkers)}};
  return made;
}

}  // namespace tillbridge::bench
