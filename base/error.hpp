#pragma once
#include <string>
#include <string_view>

namespace tillbridge::base {

/// What went wrong, independent of any protocol. Three edges translate it and nobody else:
/// the SOAP fault (services/fault.cpp), the job outcome (jobs/) and the exit code (admin/cli/).
/// Callers' errors stand before ours.
enum class ErrorCode {
  kInvalidRequest,      ///< resending unchanged cannot help
  kUnauthenticated,     ///< no hint which part was wrong
  kForbidden,
  kNotFound,            ///< the message names the key
  kConflict,
  kBusy,                ///< says when to come back
  kRateLimited,
  kUnavailable,         ///< network, database gone; resending may succeed
  kRejectedByPlatform,  ///< keeps the platform's own words
  kAlreadyDone,
  kInternal,            ///< a bug: logged with its cause, never shown to the caller
};

/// The word that stands in faults, job results and JSON output: "invalid_request", "not_found" ...
std::string_view to_word(ErrorCode code);

/// `message` is safe to show the caller and says what to do next; `details` go to the log; secrets go to neither.
/// `word` is the precise catalogue code (docs/errors.md) where there is one finer than `code`, e.g. "too_many_rows".
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string details = {};
  std::string word = {};
  std::string field = {};

  std::string_view catalogue_word() const { return word.empty() ? to_word(code) : std::string_view{word}; }
};

}  // namespace tillbridge::base
