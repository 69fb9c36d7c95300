#include "admin/cli/exit_code.hpp"

namespace tillbridge::admin::cli {

int exit_code_of(base::ErrorCode code) {
  using enum base::ErrorCode;
  switch (code) {
    case kInvalidRequest: return kExitUsage;
    case kUnauthenticated:
    case kForbidden: return kExitForbidden;
    case kNotFound: return kExitNotFound;
    case kConflict: return kExitConflict;
    case kBusy:
    case kRateLimited:
    case kUnavailable: return kExitUnavailable;
    case kRejectedByPlatform: return kExitRejected;
    case kAlreadyDone: return kExitOk;
    case kInternal: return kExitInternal;
  }
  return kExitInternal;
}

}  // namespace tillbridge::admin::cli
