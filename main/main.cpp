#include <exception>
#include <iostream>

#include "admin/cli/command_line.hpp"
#include "admin/cli/exit_code.hpp"
#include "main/conformance.hpp"
#include "main/job_settings.hpp"
#include "main/process.hpp"

namespace {

using namespace tillbridge;

admin::cli::Parts parts() {
  admin::cli::Parts out{.processes = {}, .job_settings = job_settings, .version = TILLBRIDGE_VERSION};
  out.processes.push_back({"serve", "Runs the SOAP service for tills: a process that ends with SIGTERM",
                           {"tillbridge serve --dir ./shop", "tillbridge serve --config /etc/tillbridge/tillbridge.toml --set log.level=debug"}, run_serve,
                           {{"--listen", "serve.listen"}}});
  out.processes.push_back({"jobs", "Runs the job runner, which keeps the shops up to date and collects their orders: a process that ends with SIGTERM",
                           {"tillbridge jobs --dir ./shop"}, run_jobs});
  out.processes.push_back({"sandbox", "Runs the built-in shop for trying and testing: a process that ends with SIGTERM",
                           {"tillbridge sandbox --dir ./shop", "tillbridge sandbox --port 8088 --file ./shop/sandbox.db"}, run_sandbox,
                           {{"--port", "sandbox.port"}, {"--file", "sandbox.file"}}});
  out.commands.push_back(add_conformance_command);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return admin::cli::run_command_line(argc, argv, parts());
  } catch (const std::exception& error) {
    std::cerr << "tillbridge: this is a bug, please report it: " << error.what() << "\n";
    return admin::cli::kExitInternal;
  }
}
