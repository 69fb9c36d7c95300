#pragma once
#include <string>

#include <log4cplus/layout.h>
#include <log4cplus/loglevel.h>

#include "base/log.hpp"

namespace tillbridge::base {

log4cplus::LogLevel to_log4cplus(LogLevel level);

/// One JSON object per line around what format_log_fields made. A message that did not come through base/log.hpp (log4cplus's own)
/// becomes the field "text" of event "message", escaped like everything else.
class JsonLayout final : public log4cplus::Layout {
 public:
  explicit JsonLayout(std::string process) : process_(std::move(process)) {}
  void formatAndAppend(log4cplus::tostream& output, const log4cplus::spi::InternalLoggingEvent& event) override;

 private:
  std::string process_;
};

}  // namespace tillbridge::base
