#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "admin/cli/commands.hpp"
#include "base/log_setup.hpp"

namespace tillbridge::admin::cli {
namespace {

/// A crash must not leave keys and customers in a core file, nor may another process of the user read them.
void keep_memory_private() {
#ifndef __SANITIZE_ADDRESS__  // its leak check reads the process from outside
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

base::Result<int> run_process(Context& context, const Process& process, const std::vector<std::string>& overrides) {
  auto config = context.config(overrides);
  if (!config) return config.error();
  ::umask(S_IWGRP | S_IRWXO);
  keep_memory_private();
  auto log = base::LogSession::open(base::log_options(*config, process.name));
  if (!log) return log.error();
  base::log_info("main", "process_started", {{"version", context.parts().version}, {"config", config->file().string()}});
  try {
    const int exit_code = process.run(*config);
    base::log_info("main", "process_ended", {{"exit_code", exit_code}});
    return exit_code;
  } catch (const std::exception& error) {
    base::log_error("main", "process_failed", {{"cause", error.what()}});
    throw;
  }
}

}  // namespace

void add_processes(Registry& registry, const Parts& parts) {
  for (const auto& process : parts.processes) {
    auto* command = add_command(registry.app, process.name, process.text, process.examples);
    auto overrides = std::make_shared<std::vector<std::string>>();
    for (const auto& option : process.options) {
      command->add_option_function<std::string>(option.flag, [overrides, key = option.key](const std::string& value) { overrides->push_back(key + "=" + value); },
                                                "The setting " + option.key);
    }
    command->callback([&registry, &process, overrides] {
      registry.chosen = [&process, overrides](Context& context) { return run_process(context, process, *overrides); };
    });
  }
}

}  // namespace tillbridge::admin::cli
