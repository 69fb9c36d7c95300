#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "services/http/message.hpp"
#include "services/soap/answer_form.hpp"

namespace tillbridge::services {

/// Whether the same call may succeed later: for busy, rate_limited, unavailable and internal.
bool is_retryable(base::ErrorCode code);

/// Where the page about a code of the catalogue is served.
std::string help_address(std::string_view public_base, std::string_view code);

/// The one place where an Error becomes a SOAP fault: HTTP 500 always (some clients accept no other), faultcode Client or Server
/// (Sender or Receiver in SOAP 1.2), `code: text (request id)` as the fault's text, and ServiceFault as its detail, whose
/// Extras name the address of the page about the code. Bare calls get
/// ServiceFault alone. `details` never leave the program.
http::Response make_fault(const base::Error& error, const std::string& request_id, const AnswerForm& form);

}  // namespace tillbridge::services
