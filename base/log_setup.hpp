#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/config.hpp"
#include "base/log.hpp"
#include "base/result.hpp"

namespace tillbridge::base {

/// How the lines of base/log.hpp leave the process.
struct LogOptions {
  std::string process;                 ///< "serve", "jobs" ...: stands in every line and in the file's name
  LogLevel level = LogLevel::kInfo;
  bool to_file = false;                ///< else the standard error output
  std::filesystem::path file;          ///< "tillbridge.log" becomes "tillbridge-<process>.log" beside it
  std::int64_t max_bytes = 50LL * 1024 * 1024;
  int keep = 10;                       ///< moved files .1 (newest) to .<keep>
};

/// From the settings [log] and data.directory.
LogOptions log_options(const Config& config, const std::string& process);

/// Logging while it lives: made first in a process and destroyed last, so that the last lines are written. One at a time.
/// A line is one JSON object: time (UTC, ISO 8601), level, process, component, event, then the fields of the call.
/// Rotation is our own, by size, under a rename: no signal and no logrotate is needed.
class LogSession {
 public:
  /// kUnavailable when the file cannot be written; the folder is made when it is missing.
  static Result<std::unique_ptr<LogSession>> open(const LogOptions& options);
  ~LogSession();
  LogSession(const LogSession&) = delete;
  LogSession& operator=(const LogSession&) = delete;

 private:
  LogSession();
};

}  // namespace tillbridge::base
