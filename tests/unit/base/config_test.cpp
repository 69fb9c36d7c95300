#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "base/config.hpp"

using namespace tillbridge::base;
namespace fs = std::filesystem;

namespace {

/// A folder of its own with a configuration file, gone with the test.
struct ConfigFolder {
  ConfigFolder() {
    char name[] = "/tmp/tillbridge_config_XXXXXX";
    path = mkdtemp(name);
  }
  ~ConfigFolder() { fs::remove_all(path); }
  fs::path write(const std::string& name, const std::string& text, fs::perms perms = fs::perms::owner_read | fs::perms::owner_write) const {
    std::ofstream(path / name) << text;
    fs::permissions(path / name, perms);
    return path / name;
  }
  fs::path path;
};

std::string problem_of(const ConfigSources& sources) {
  const auto config = load_config(sources);
  return config ? "" : config.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(config)

BOOST_AUTO_TEST_CASE(every_default_of_the_table_is_a_legal_value) { BOOST_TEST(problem_of({}) == ""); }

BOOST_AUTO_TEST_CASE(the_command_line_wins_over_the_environment_and_that_over_the_file) {
  const ConfigFolder folder;
  const auto file = folder.write("t.toml", "[log]\nlevel = \"error\"\nkeep = 3\nmax_size_mb = 4\n[database]\npool_size = 2\n");
  const auto config = load_config({file, {{"TILLBRIDGE_LOG_KEEP", "5"}, {"TILLBRIDGE_LOG_LEVEL", "warn"}}, {"log.level=debug"}}).value();
  BOOST_TEST(config.text("log.level") == "debug");
  BOOST_TEST(config.integer("log.keep") == 5);
  BOOST_TEST(config.integer("log.max_size_mb") == 4);
  BOOST_TEST(config.text("log.target") == "console");
  BOOST_TEST(config.origin("log.level") == "command line");
  BOOST_TEST(config.origin("log.keep") == "environment");
  BOOST_TEST(config.origin("database.pool_size") == file.string() + ":6");
}

BOOST_AUTO_TEST_CASE(every_mistake_of_a_file_is_named_with_its_line_and_the_nearest_key) {
  const ConfigFolder folder;
  const auto file = folder.write("t.toml", "[log]\nlevle = \"info\"\nkeep = 0\nlevel = \"loud\"\n");
  const auto problem = problem_of({file, {}, {}});
  BOOST_TEST(problem.find(file.string() + ":2: there is no setting log.levle; did you mean log.level?") != std::string::npos);
  BOOST_TEST(problem.find(":3: log.keep must be a whole number from 1 to 1000") != std::string::npos);
  BOOST_TEST(problem.find(":4: log.level must be one of debug, info, warn, error") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(bad_input_is_refused_with_what_to_do) {
  const ConfigFolder folder;
  struct Case { std::string name; ConfigSources sources; std::string expected; };
  const std::vector<Case> cases = {
      {"no file", {folder.path / "none.toml", {}, {}}, "there is no such file"},
      {"no TOML", {folder.write("bad.toml", "[log\n"), {}, {}}, ":1:"},
      {"number in quotes", {folder.write("q.toml", "[log]\nkeep = \"3\"\n"), {}, {}}, "without quotes"},
      {"text without quotes", {folder.write("u.toml", "[log]\nlevel = 3\n"), {}, {}}, "in quotes"},
      {"a list where one value is", {folder.write("l.toml", "[log]\nlevel = [\"info\"]\n"), {}, {}}, "not a list"},
      {"a float", {folder.write("f.toml", "[log]\nkeep = 1.5\n"), {}, {}}, "as the reference shows"},
      {"override without value", {{}, {}, {"log.level"}}, "--set key=value"},
      {"unknown override", {{}, {}, {"logs.level=info"}}, "did you mean log.level?"},
      {"unknown variable of a known section", {{}, {{"TILLBRIDGE_LOG_LEVLE", "x"}}, {}}, "TILLBRIDGE_LOG_LEVLE is no setting"},
      {"overflow", {{}, {}, {"log.keep=99999999999999999999"}}, "whole number from 1 to 1000"},
      {"trailing text", {{}, {}, {"log.keep=3x"}}, "whole number from 1 to 1000"},
  };
  for (const auto& c : cases) BOOST_TEST(problem_of(c.sources).find(c.expected) != std::string::npos, c.name << ": " << problem_of(c.sources));
}

BOOST_AUTO_TEST_CASE(a_secret_on_the_command_line_is_refused_and_not_repeated) {
  const auto problem = problem_of({{}, {}, {"database.password=geheim"}});
  BOOST_TEST(problem.find("database.password_file") != std::string::npos);
  BOOST_TEST(problem.find("geheim") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_variable_that_is_no_setting_of_ours_is_left_alone) { BOOST_TEST(problem_of({{}, {{"TILLBRIDGE_CONFIG", "x"}}, {}}) == ""); }

BOOST_AUTO_TEST_CASE(a_file_that_holds_a_secret_and_is_open_to_others_is_refused) {
  const ConfigFolder folder;
  const std::string text = "[database]\npassword = \"secret\"\n";
  BOOST_TEST(load_config({folder.write("closed.toml", text), {}, {}}).value().text("database.password") == "secret");
  const auto open = folder.write("open.toml", text, fs::perms::owner_all | fs::perms::group_read);
  const auto problem = problem_of({open, {}, {}});
  BOOST_TEST(problem.find("chmod 600") != std::string::npos);
  BOOST_TEST(problem.find("secret\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_secret_is_read_from_a_file_of_its_own_beside_the_configuration) {
  const ConfigFolder folder;
  folder.write("db.password", "geheim\n");
  const auto open = fs::perms::owner_all | fs::perms::others_read;
  const auto file = folder.write("t.toml", "[database]\npassword_file = \"db.password\"\n", open);
  BOOST_TEST(load_config({file, {}, {}}).value().text("database.password") == "geheim");
  folder.write("db.password", "geheim\n", open);
  BOOST_TEST(problem_of({file, {}, {}}).find("chmod 600") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(relative_paths_count_from_the_folder_of_the_file) {
  const ConfigFolder folder;
  const auto file = folder.write("t.toml", "[data]\ndirectory = \"data/../here\"\n");
  BOOST_TEST(load_config({file, {}, {}}).value().text("data.directory") == (folder.path / "here").string());
}

BOOST_AUTO_TEST_CASE(asking_for_an_unknown_setting_or_another_type_is_a_bug) {
  const auto config = load_config({}).value();
  BOOST_CHECK_THROW(config.text("no.such"), std::logic_error);
  BOOST_CHECK_THROW(config.integer("log.level"), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_sample_is_a_legal_file_with_the_values_given) {
  const ConfigFolder folder;
  const auto file = folder.write("t.toml", config_sample({{"log.level", "warn"}, {"data.directory", "/x\"y"}}));
  const auto config = load_config({file, {}, {}}).value();
  BOOST_TEST(config.text("log.level") == "warn");
  BOOST_TEST(config.text("data.directory") == "/x\"y");
}

BOOST_AUTO_TEST_SUITE_END()
