#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/config.hpp"
#include "jobs/job_services.hpp"

namespace tillbridge::admin::cli {

/// A long-running process that the one program can be, e.g. {"serve", "Runs the SOAP service", run_serve}.
struct Process {
  /// A setting that the process also takes as an option of its own: {"--listen", "sandbox.listen"}.
  struct Option {
    std::string flag, key;
  };
  std::string name, text;
  std::vector<std::string> examples;  ///< whole command lines for --help
  std::function<int(const base::Config&)> run;
  std::vector<Option> options = {};
};

struct Registry;

/// What main/ composes for the command line.
struct Parts {
  std::vector<Process> processes;
  std::function<jobs::JobSettings(const base::Config&)> job_settings;
  std::string version;
  std::vector<std::function<void(Registry&)>> commands = {};  ///< commands that are made of more than use cases
};

/// Parses, runs one command and returns its exit code (exit_code.hpp). Results go to the standard output, as a table or with --json as one JSON
/// value; errors as one line to the standard error output, with --json also as {"error":{…}} to the standard output.
int run_command_line(int argc, const char* const* argv, const Parts& parts);

}  // namespace tillbridge::admin::cli
