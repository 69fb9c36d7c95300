#pragma once
#include <memory>
#include <string_view>

#include "base/log_setup.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::bench {

/// Keeps the log lines of this process while it lives.
class LogWatch {
 public:
  LogWatch();
  /// Lines with this event until now.
  int count(std::string_view event) const;

 private:
  tests::TempFolder folder_;
  std::unique_ptr<base::LogSession> session_;
};

}  // namespace tillbridge::bench
