#include "base/log.hpp"

#include <log4cplus/logger.h>
#include <log4cplus/loggingmacros.h>

#include "base/log_line.hpp"

namespace tillbridge::base {
namespace {

log4cplus::LogLevel to_log4cplus(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return log4cplus::DEBUG_LOG_LEVEL;
    case LogLevel::kInfo: return log4cplus::INFO_LOG_LEVEL;
    case LogLevel::kWarn: return log4cplus::WARN_LOG_LEVEL;
    case LogLevel::kError: return log4cplus::ERROR_LOG_LEVEL;
  }
  return log4cplus::ERROR_LOG_LEVEL;
}

}  // namespace

void log(LogLevel level, std::string_view component, std::string_view event, std::initializer_list<LogField> fields) {
  try {
    const auto logger = log4cplus::Logger::getInstance(LOG4CPLUS_STRING_TO_TSTRING(std::string(component)));
    const auto native = to_log4cplus(level);
    if (logger.isEnabledFor(native)) logger.forcedLog(native, format_log_fields(event, fields));
  } catch (...) {
    // A log line that cannot be written must not stop the work that it tells of.
  }
}

}  // namespace tillbridge::base
