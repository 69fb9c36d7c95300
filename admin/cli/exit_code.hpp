#pragma once
#include "base/error.hpp"

namespace tillbridge::admin::cli {

/// What the shell sees; the same table stands in docs/operators.md and under every --help.
enum ExitCode : int {
  kExitOk = 0,
  kExitBreach = 1,       ///< `verify` found evidence that contradicts the promise
  kExitUsage = 2,        ///< invalid_request and mistakes of the command line
  kExitForbidden = 3,    ///< unauthenticated, forbidden
  kExitNotFound = 4,
  kExitConflict = 5,
  kExitUnavailable = 6,  ///< unavailable, busy, rate_limited
  kExitRejected = 7,     ///< rejected_by_platform
  kExitInternal = 70,
};

int exit_code_of(base::ErrorCode code);

}  // namespace tillbridge::admin::cli
