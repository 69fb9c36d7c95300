#include "base/log.hpp"

#include <log4cplus/logger.h>
#include <log4cplus/loggingmacros.h>

#include "base/log_layout.hpp"
#include "base/log_line.hpp"

namespace tillbridge::base {

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
