#pragma once
#include <string>

#include "base/error.hpp"
#include "services/http/message.hpp"
#include "services/soap/answer_form.hpp"

namespace tillbridge::services {

/// Whether the same call may succeed later: for busy, rate_limited, unavailable and internal.
bool is_retryable(base::ErrorCode code);

/// The one place where an Error becomes a SOAP fault: HTTP 500 always (some clients accept no other), faultcode Client or Server
/// (Sender or Receiver in SOAP 1.2), `code: text (request id)` as the fault's text, and ServiceFault as its detail. Bare calls get
/// ServiceFault alone. `details` never leave the program.
http::Response make_fault(const base::Error& error, const std::string& request_id, const AnswerForm& form);

}  // namespace tillbridge::services
