#include "base/log_setup.hpp"

#include <sys/stat.h>

#include <fstream>

#include <fmt/format.h>
#include <log4cplus/consoleappender.h>
#include <log4cplus/fileappender.h>
#include <log4cplus/helpers/loglog.h>
#include <log4cplus/initializer.h>
#include <log4cplus/logger.h>

#include "base/log_layout.hpp"

namespace tillbridge::base {
namespace {

constexpr std::int64_t kMegabyte = 1024 * 1024;
constexpr auto kFileMode = S_IRUSR | S_IWUSR | S_IRGRP;

LogLevel level_of(const std::string& word) {
  if (word == "debug") return LogLevel::kDebug;
  if (word == "warn") return LogLevel::kWarn;
  return word == "error" ? LogLevel::kError : LogLevel::kInfo;
}

std::filesystem::path file_of_process(const LogOptions& options) {
  const auto name = options.file.stem().string() + "-" + options.process + options.file.extension().string();
  return options.file.parent_path() / name;
}

Result<void> make_writable(const std::filesystem::path& file) {
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  if (!std::ofstream(file, std::ios::app)) {
    return Error{ErrorCode::kUnavailable,
                 fmt::format("{}: the log cannot be written; give the folder to this user or set log.target=console", file.string())};
  }
  ::chmod(file.c_str(), kFileMode);
  return {};
}

}  // namespace

// Not log4cplus::Initializer: what it tears down cannot be built again in the same process, and lines of late destructors would be lost.
LogSession::LogSession() { log4cplus::initialize(); }
LogSession::~LogSession() { log4cplus::Logger::getRoot().removeAllAppenders(); }

LogOptions log_options(const Config& config, const std::string& process) {
  LogOptions out{.process = process, .level = level_of(config.text("log.level")), .to_file = config.text("log.target") == "file"};
  out.file = config.text("log.file");
  if (out.file.empty()) out.file = std::filesystem::path(config.text("data.directory")) / "log" / "tillbridge.log";
  out.max_bytes = config.integer("log.max_size_mb") * kMegabyte;
  out.keep = static_cast<int>(config.integer("log.keep"));
  return out;
}

Result<std::unique_ptr<LogSession>> LogSession::open(const LogOptions& options) {
  std::unique_ptr<LogSession> session(new LogSession);
  log4cplus::helpers::LogLog::getLogLog()->setQuietMode(true);
  log4cplus::SharedAppenderPtr appender;
  if (options.to_file) {
    const auto file = file_of_process(options);
    if (const auto writable = make_writable(file); !writable) return writable.error();
    appender = new log4cplus::RollingFileAppender(file.string(), static_cast<long>(options.max_bytes), options.keep, true);
  } else {
    appender = new log4cplus::ConsoleAppender(true, true);
  }
  appender->setLayout(std::make_unique<JsonLayout>(options.process));
  auto root = log4cplus::Logger::getRoot();
  root.removeAllAppenders();
  root.addAppender(appender);
  root.setLogLevel(to_log4cplus(options.level));
  return session;
}

}  // namespace tillbridge::base
