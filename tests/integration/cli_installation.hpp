#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::tests {

/// The program with these arguments, as a shell would run it.
inline EndedProgram run_tillbridge(std::vector<std::string> arguments, const std::string& input = "", const std::vector<std::string>& environment = {}) {
  arguments.insert(arguments.begin(), TILLBRIDGE_PROGRAM);
  return run_program(arguments, input, environment);
}

/// An installation in a folder of its own, with its commands.
struct Installation {
  Installation() { run({"init"}); }
  EndedProgram run(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.end(), {"--dir", folder.path().string()});
    return run_tillbridge(std::move(arguments), input);
  }
  nlohmann::json json(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.push_back("--json");
    const auto done = run(std::move(arguments), input);
    BOOST_REQUIRE_MESSAGE(done.exit_code == 0, done.err);
    return nlohmann::json::parse(done.out);
  }
  void add_account(const std::string& store_id = "POS1") const { json({"account", "add", "Garden", "--store-id", store_id, "--user", "till1"}); }
  EndedProgram add_site(const std::string& name = "web") const {
    return run({"site", "add", name, "--platform", "generic", "--url", "https://shop.example/api", "--secret", "token=-"}, "geheim\n");
  }
  TempFolder folder;
};

}  // namespace tillbridge::tests
