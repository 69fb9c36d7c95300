#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "services/http/message.hpp"
#include "services/http/request_head.hpp"

namespace tillbridge::services::http {

/// The status line and headers of an answer, with its empty line. Says which way the connection goes on, always with Content-Length, so that
/// HTTP/1.0 callers can read it too. Line ends in header values are taken out.
std::string format_response_head(const Response& response, std::size_t content_length, bool keeps_alive, std::string_view request_id, base::Timestamp now);

/// The answer to a request that no handler saw: one line of text with the word and the reason.
Response to_response(const Problem& problem);

}  // namespace tillbridge::services::http
