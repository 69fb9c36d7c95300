#include "base/error.hpp"

namespace tillbridge::base {

std::string_view to_word(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidRequest: return "invalid_request";
    case ErrorCode::kUnauthenticated: return "unauthenticated";
    case ErrorCode::kForbidden: return "forbidden";
    case ErrorCode::kNotFound: return "not_found";
    case ErrorCode::kConflict: return "conflict";
    case ErrorCode::kBusy: return "busy";
    case ErrorCode::kRateLimited: return "rate_limited";
    case ErrorCode::kUnavailable: return "unavailable";
    case ErrorCode::kRejectedByPlatform: return "rejected_by_platform";
    case ErrorCode::kAlreadyDone: return "already_done";
    case ErrorCode::kInternal: return "internal";
  }
  return "internal";
}

}  // namespace tillbridge::base
