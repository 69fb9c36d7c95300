#include "base/log_layout.hpp"

#include <log4cplus/spi/loggingevent.h>

#include "base/log_line.hpp"
#include "base/time_text.hpp"

namespace tillbridge::base {
namespace {

const char* level_word(log4cplus::LogLevel level) {
  if (level >= log4cplus::ERROR_LOG_LEVEL) return "error";
  if (level >= log4cplus::WARN_LOG_LEVEL) return "warn";
  return level >= log4cplus::INFO_LOG_LEVEL ? "info" : "debug";
}

}  // namespace

log4cplus::LogLevel to_log4cplus(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return log4cplus::DEBUG_LOG_LEVEL;
    case LogLevel::kInfo: return log4cplus::INFO_LOG_LEVEL;
    case LogLevel::kWarn: return log4cplus::WARN_LOG_LEVEL;
    case LogLevel::kError: return log4cplus::ERROR_LOG_LEVEL;
  }
  return log4cplus::ERROR_LOG_LEVEL;
}

void JsonLayout::formatAndAppend(log4cplus::tostream& output, const log4cplus::spi::InternalLoggingEvent& event) {
  const Timestamp at(std::chrono::microseconds(event.getTimestamp().time_since_epoch()));
  const std::string& message = event.getMessage();
  output << "{\"time\":\"" << format_utc(at) << "\",\"level\":\"" << level_word(event.getLogLevel()) << "\",\"process\":\"" << escape_json(process_)
         << "\",\"component\":\"" << escape_json(event.getLoggerName()) << "\",";
  if (message.starts_with("\"event\":\"")) output << message;
  else output << format_log_fields("message", {{"text", message}});
  output << "}\n";
}

}  // namespace tillbridge::base
