#include <sys/stat.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/cli_installation.hpp"
#include "tests/support/temp_mariadb.hpp"

using tillbridge::tests::EndedProgram;
using tillbridge::tests::Installation;
using tillbridge::tests::run_program;
using tillbridge::tests::run_tillbridge;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = TILLBRIDGE_SOURCE_DIR;

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

/// Sub-commands that a --help lists.
std::vector<std::string> commands_of(const std::string& help) {
  std::vector<std::string> out;
  std::istringstream lines(help.substr(std::min(help.find("\nSubcommands:\n"), help.size())));
  const std::regex row("^  ([a-z][a-z-]*)( .*|$)");
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (out.size() && line.empty()) break;
    if (std::regex_match(line, match, row)) out.push_back(match[1]);
  }
  return out;
}

unsigned mode_of(const fs::path& path) {
  struct stat info {};
  BOOST_REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777u;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(init_makes_an_installation_and_keeps_it_when_run_again) {
  const Installation shop;
  BOOST_TEST(mode_of(shop.folder.path() / "master.key") == 0400u);
  BOOST_TEST((mode_of(shop.folder.path() / "tillbridge.db") & 0077u) == 0u);
  const auto key = content_of(shop.folder.path() / "master.key");
  for (const auto& step : shop.json({"init"})) BOOST_TEST(step["made"] == false, step.dump());
  BOOST_TEST(content_of(shop.folder.path() / "master.key") == key);
  BOOST_TEST(shop.run({"config", "check"}).exit_code == 0);
  BOOST_TEST(shop.run({"db", "status"}).exit_code == 0);
  BOOST_TEST(shop.json({"db", "migrate"})["applied"].empty());
}

BOOST_AUTO_TEST_CASE(a_lost_master_key_is_not_replaced_while_the_database_needs_it) {
  const Installation shop;
  fs::remove(shop.folder.path() / "master.key");
  const auto done = shop.run({"init"});
  BOOST_TEST(done.exit_code == 5);
  BOOST_TEST(done.err.find("put the copy of the key back") != std::string::npos);
  BOOST_TEST(shop.run({"status"}).exit_code == 4);
}

BOOST_AUTO_TEST_CASE(first_steps_work_as_the_manual_says) {
  const Installation shop;
  const auto login = shop.json({"account", "add", "Garden centre", "--store-id", "POS1", "--user", "till1", "--time-zone", "Europe/Berlin", "--pulls", "orders,transactions"});
  BOOST_TEST(login["password"].get<std::string>().starts_with("tb_"));
  const auto account = shop.json({"account", "list"}).at(0);
  BOOST_TEST(account["store_id"] == "POS1");
  BOOST_TEST(account["pulls"].dump() == R"(["orders","transactions"])");
  BOOST_TEST(account.dump().find(login["password"].get<std::string>()) == std::string::npos);
  BOOST_TEST(shop.add_site().exit_code == 0);
  const auto site = shop.json({"site", "list"}).at(0);
  BOOST_TEST(site["name"] == "web");
  BOOST_TEST(site["secrets"].dump() == R"(["token"])");
  BOOST_TEST(site["jobs"].size() == 4u);
  BOOST_TEST(site.dump().find("geheim") == std::string::npos);
  const auto status = shop.json({"status"});
  BOOST_TEST(status["accounts"][0]["sites"][0]["jobs"][1]["interval_seconds"] == 900);
  BOOST_TEST(shop.json({"orders", "list"}).empty());
  BOOST_TEST(shop.json({"parked", "list"}).empty());
  BOOST_TEST(shop.json({"site", "pause", "web", "--reason", "moving"})["paused"] == true);
  BOOST_TEST(shop.run({"run", "web", "inventory"}).exit_code == 3);
  BOOST_TEST(shop.json({"site", "resume", "POS1/web"})["paused"] == false);
  const auto trail = shop.json({"audit", "list"});
  BOOST_TEST(trail.at(0)["act"] == "site_resumed");
  BOOST_TEST(trail.at(0)["actor"].get<std::string>().starts_with("cli:"));
}

BOOST_AUTO_TEST_CASE(the_tables_for_people_show_the_same) {
  const Installation shop;
  shop.add_account();
  BOOST_REQUIRE(shop.add_site().exit_code == 0);
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{{"account", "list"}, {"site", "list"}, {"status"}}) {
    const auto done = shop.run(command);
    BOOST_TEST(done.exit_code == 0);
    BOOST_TEST(done.out.find(command[0] == "account" ? "POS1" : "web") != std::string::npos, done.out);
    BOOST_TEST(done.err == "");
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_has_its_exit_code_and_one_line_that_says_what_to_do) {
  const Installation shop;
  shop.add_account();
  BOOST_REQUIRE(shop.add_site().exit_code == 0);
  struct Case { std::vector<std::string> command; int exit_code; std::string says; };
  const auto lost = "database.url=sqlite:" + (shop.folder.path() / "lost.db").string();
  const std::vector<Case> cases = {
      {{}, 2, "--help"},
      {{"stauts"}, 2, "did you mean status?"},
      {{"site", "list", "--jsn"}, 2, "did you mean --json?"},
      {{"site", "add"}, 2, "SITE is required"},
      {{"site", "add", "x", "--platform", "generic", "--url", "https://x", "--secret", "token=geheim"}, 2, "--secret token=-"},
      {{"site", "add", "x", "--platform", "generic", "--url", "https://x", "--interval", "stock=1m"}, 2, "inventory=15m"},
      {{"site", "add", "a/b/c", "--platform", "generic", "--url", "https://x"}, 2, "name must have"},
      {{"run", "web", "stock"}, 2, "inventory"},
      {{"run", "outlet", "inventory"}, 4, "known: web"},
      {{"status", "--account", "POS9"}, 4, "known: POS1"},
      {{"explain", "web", "A-1"}, 4, "A-1"},
      {{"orders", "show", "1042"}, 4, "orders pull"},
      {{"orders", "resend", "txn_none"}, 4, "txn_none"},
      {{"parked", "retry"}, 2, "parked list"},
      {{"parked", "retry", "--site", "web", "--job", "inventory", "--item", "A-1"}, 4, "nothing of A-1 is parked"},
      {{"site", "add", "x", "--platform", "generic", "--url", "https://x"}, 2, "--secret token=-"},
      {{"site", "add", "x", "--platform", "generic", "--url", "http://x"}, 2, "--allow-plain-http"},
      {{"account", "add", "Gärten & Söhne", "--user", "x"}, 2, "--store-id"},
      {{"account", "add", "Other", "--store-id", "POS1", "--user", "x"}, 5, "account list"},
      {{"account", "add", "Other", "--store-id", "POS 1", "--user", "x"}, 2, "store-id"},
      {{"account", "add", "Other", "--store-id", "P2", "--user", "x", "--time-zone", "Berlin"}, 2, "Europe/Berlin"},
      {{"account", "rotate", "POS1", "--keep-old", "soon"}, 2, "7d"},
      {{"config", "check", "--set", "log.levle=info"}, 2, "log.level"},
      {{"init", "--database-url", "mysql://user:password@db/name"}, 2, "password"},
      {{"config", "check", "--set", "database.url=postgres://x/y"}, 2, "command line: database url"},
      {{"status", "--set", "database.url=mysql://nobody@127.0.0.1:1/none"}, 6, "database"},
      {{"status", "--set", "database.url=sqlite:/no/such/folder/x.db"}, 5, "no database file /no/such/folder/x.db"},
      {{"serve", "--set", lost, "--set", "log.target=file"}, 5, "put the backup back"},
      {{"jobs", "--set", lost, "--set", "log.target=file"}, 5, "put the backup back"},
  };
  for (const auto& c : cases) {
    const auto done = shop.run(c.command);
    BOOST_TEST_CONTEXT(c.says) {
      BOOST_TEST(done.exit_code == c.exit_code);
      BOOST_TEST(done.err.find(c.says) != std::string::npos, done.err);
      BOOST_TEST(std::count(done.err.begin(), done.err.end(), '\n') == 1, done.err);
      BOOST_TEST(done.err.find("geheim") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(evidence_is_verified_purged_and_guarded_by_roles) {
  const Installation shop;
  shop.add_account();
  BOOST_REQUIRE(shop.add_site().exit_code == 0);
  const auto proved = shop.json({"verify", "--from", "2026-01-01"});
  BOOST_TEST(proved["documents"] == 0);
  BOOST_TEST(proved["breaches"] == 0);
  BOOST_TEST(shop.run({"verify"}).out.find("proved") != std::string::npos);
  BOOST_TEST(shop.run({"verify", "--from", "yesterday"}).exit_code == 2);
  BOOST_TEST(shop.json({"purge"})["documents"] == 0);
  BOOST_TEST(shop.run({"purge", "--older-than", "90d"}).exit_code == 3);
  BOOST_TEST(shop.run({"purge", "--older-than", "90d", "--role", "account_admin"}).exit_code == 0);
  const auto viewer = shop.run({"orders", "resend", "txn_x", "--role", "viewer"});
  BOOST_TEST(viewer.exit_code == 3);
  BOOST_TEST(viewer.err.find("it takes the role operator") != std::string::npos, viewer.err);
  BOOST_TEST(shop.run({"orders", "resend", "txn_x", "--set", "admin.role=viewer"}).exit_code == 3);
  BOOST_TEST(shop.run({"orders", "resend", "txn_x"}).exit_code == 4);
  BOOST_TEST(shop.run({"orders", "resend", "txn_x", "--role", "king"}).exit_code == 2);
  BOOST_TEST(shop.run({"orders", "forget-and-pull", "web", "1042"}).exit_code == 2);
  BOOST_TEST(shop.run({"orders", "forget-and-pull", "web", "1042", "--reason", "misread"}).exit_code == 4);
  BOOST_TEST(shop.json({"account", "set", "POS1", "--refusal-policy", "keep_offering"})["refusal_policy"] == "keep_offering");
  BOOST_TEST(shop.json({"account", "list"}).at(0)["refusal_policy"] == "keep_offering");
  BOOST_TEST(shop.run({"account", "set", "POS1"}).exit_code == 2);
  BOOST_TEST(shop.json({"audit", "list"}).at(0)["act"] == "account_changed");
}

BOOST_AUTO_TEST_CASE(an_error_with_json_is_json_with_its_code) {
  const Installation shop;
  const auto done = shop.run({"status", "--account", "POS9", "--json"});
  const auto error = Json::parse(done.out)["error"];
  BOOST_TEST(error["code"] == "not_found");
  BOOST_TEST(!error["message"].get<std::string>().empty());
  BOOST_TEST(Json::parse(shop.run({"site", "add", "--json"}).out)["error"]["code"] == "usage");
}

BOOST_AUTO_TEST_CASE(a_chosen_password_comes_from_the_standard_input_or_a_file) {
  const Installation shop;
  const auto told = shop.json({"account", "add", "Garden", "--store-id", "POS1", "--user", "till1", "--password-file", "-"}, "correct horse battery\n");
  BOOST_TEST(!told.contains("password"));
  BOOST_TEST(shop.run({"account", "rotate", "--password-file", "-"}, "short\n").exit_code == 2);
  BOOST_TEST(shop.run({"account", "rotate", "--password-file", "/no/such/file"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(the_same_steps_work_on_mariadb) {
  auto& server = tillbridge::tests::shared_mariadb();
  const auto database = server.create_database("command_line");
  const tillbridge::tests::TempFolder folder;
  const std::vector<std::string> password{"TILLBRIDGE_DATABASE_PASSWORD=" + database.password};
  const auto run = [&](std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.end(), {"--dir", folder.path().string(), "--json"});
    auto done = run_tillbridge(std::move(arguments), input, password);
    BOOST_TEST(done.exit_code == 0, done.err);
    BOOST_TEST((done.out + done.err).find(database.password) == std::string::npos);
    return Json::parse(done.out);
  };
  run({"init", "--database-url", database.url});
  run({"account", "add", "Garden", "--store-id", "POS1", "--user", "till1"});
  run({"site", "add", "web", "--platform", "generic", "--url", "https://shop.example/api", "--secret", "token=-"}, "geheim\n");
  const auto status = run({"status"});
  BOOST_TEST(status["accounts"][0]["sites"][0]["name"] == "web");
  BOOST_TEST(status["attention"].empty());
  run({"site", "pause", "web"});
  run({"site", "resume", "web"});
  run({"account", "rotate", "POS1"});
  BOOST_TEST(run({"audit", "list"}).size() == 5u);
  BOOST_TEST(run({"parked", "list"}).empty());
  BOOST_TEST(run({"orders", "list"}).empty());
  BOOST_TEST(run({"db", "status"})["pending"].empty());
}

BOOST_AUTO_TEST_CASE(every_command_has_help_with_an_example) {
  const auto top = run_tillbridge({"--help"});
  BOOST_TEST(top.exit_code == 0);
  std::set<std::string> seen;
  for (const auto& name : commands_of(top.out)) {
    const auto help = run_tillbridge({name, "--help"});
    BOOST_TEST(help.exit_code == 0);
    auto inner = commands_of(help.out);
    for (const auto& command : inner) {
      const auto text = run_tillbridge({name, command, "--help"});
      BOOST_TEST(text.exit_code == 0);
      BOOST_TEST(text.out.find("tillbridge " + name + " " + command) != std::string::npos, name << " " << command << " has no example");
      BOOST_TEST(text.out.find("Exit codes:") != std::string::npos);
      seen.insert(name + " " + command);
    }
    if (!inner.empty()) continue;
    BOOST_TEST(help.out.find("Examples:\n  ") != std::string::npos, name << " has no example");
    BOOST_TEST(help.out.find("tillbridge " + name) != std::string::npos, name << " has no example");
    seen.insert(name);
  }
  for (const char* promised : {"init", "config check", "config reference", "db migrate", "db status", "account add", "account list", "account rotate", "site add", "site list", "site test",
                               "site pause", "site resume", "run", "status", "explain", "orders list", "orders show", "orders pull", "orders resend", "parked list", "parked retry",
                               "audit list", "jobs", "sandbox"}) {
    BOOST_TEST(seen.contains(promised), promised);
  }
  BOOST_TEST(run_tillbridge({"--version"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(the_environment_names_the_configuration_and_its_values) {
  const Installation shop;
  const auto config = "TILLBRIDGE_CONFIG=" + (shop.folder.path() / "tillbridge.toml").string();
  const auto done = run_tillbridge({"config", "check", "--json"}, "", {config, "TILLBRIDGE_LOG_LEVEL=warn"});
  BOOST_REQUIRE_MESSAGE(done.exit_code == 0, done.err);
  const auto told = Json::parse(done.out);
  std::string from = "not told";
  for (const auto& setting : told["settings"]) {
    if (setting["name"] == "log.level") from = setting["from"];
  }
  BOOST_TEST(from == "environment");
  BOOST_TEST(run_tillbridge({"config", "check"}, "", {"TILLBRIDGE_LOG_LEVLE=warn"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(papers)

BOOST_AUTO_TEST_CASE(the_reference_of_settings_is_the_table_of_the_program) {
  BOOST_TEST(run_tillbridge({"config", "reference"}).out == content_of(kSource / "docs/configuration.md"),
             "run: tillbridge config reference > docs/configuration.md");
}

BOOST_AUTO_TEST_CASE(the_sample_configuration_is_right_with_and_without_its_comments) {
  const auto sample = kSource / "deploy/tillbridge.toml";
  BOOST_TEST(run_tillbridge({"config", "check", "--config", sample.string()}).exit_code == 0);
  const tillbridge::tests::TempFolder folder;
  std::istringstream lines(content_of(sample));
  std::ofstream uncommented(folder.path() / "all.toml");
  const std::regex setting("^#?([a-z_]+) = .*");
  std::set<std::string> taken;
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[")) taken.clear();
    // A sample may show two values of one setting, and password files that this machine does not have.
    const bool is_setting = std::regex_match(line, match, setting);
    if (is_setting && (match[1] == "password_file" || !taken.insert(match[1]).second)) continue;
    uncommented << (is_setting && line.starts_with("#") ? line.substr(1) : line) << "\n";
  }
  uncommented.close();
  const auto done = run_tillbridge({"config", "check", "--config", (folder.path() / "all.toml").string()});
  BOOST_TEST(done.exit_code == 0, done.err);
}

BOOST_AUTO_TEST_CASE(every_setting_is_read_by_some_process) {
  std::string sources;
  for (const char* place : {"main", "admin", "base"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / place)) {
      if (entry.path().extension() == ".cpp" && entry.path().filename() != "config_table.cpp") sources += content_of(entry.path());
    }
  }
  for (const auto& setting : Json::parse(run_tillbridge({"config", "reference", "--json"}).out)) {
    const auto name = setting["name"].get<std::string>();
    BOOST_TEST(sources.find("\"" + name + "\"") != std::string::npos, name << " is read by nobody");
  }
}

BOOST_AUTO_TEST_CASE(the_operators_manual_names_only_commands_that_exist) {
  const auto manual = content_of(kSource / "docs/operators.md");
  const std::regex call("tillbridge ((?:[a-z][a-z-]* )?[a-z][a-z-]*)");
  std::set<std::string> calls;
  for (std::sregex_iterator it(manual.begin(), manual.end(), call), end; it != end; ++it) calls.insert((*it)[1]);
  const auto top = commands_of(run_tillbridge({"--help"}).out);
  for (const auto& words : calls) {
    const auto first = words.substr(0, words.find(' '));
    if (std::find(top.begin(), top.end(), first) == top.end()) continue;
    const auto inner = commands_of(run_tillbridge({first, "--help"}).out);
    if (inner.empty() || words == first) continue;
    const auto second = words.substr(words.find(' ') + 1);
    BOOST_TEST((std::find(inner.begin(), inner.end(), second) != inner.end()), words);
  }
  BOOST_TEST(calls.size() > 20u);
}

BOOST_AUTO_TEST_SUITE_END()
