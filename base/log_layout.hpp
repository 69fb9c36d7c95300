#pragma once
#include <string>

#include <log4cplus/layout.h>

namespace tillbridge::base {

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
