#pragma once
#include "base/config.hpp"

namespace tillbridge {

/// The long-running processes of the one program. Each builds its parts from the settings, runs until SIGTERM or SIGINT and returns the
/// exit code; logging is set up already. Each writes one line "listening" or "ready" with its address to the log and, where it
/// listens, the line "listening on <address>:<port>" to the standard output, so that whoever started it with port 0 finds it.

int run_serve(const base::Config& config);    ///< main/serve.cpp
int run_jobs(const base::Config& config);     ///< main/jobs.cpp
int run_sandbox(const base::Config& config);  ///< main/sandbox.cpp

}  // namespace tillbridge
