#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tillbridge::services::http {

/// Why a request is refused before any handler sees it: the HTTP status, a stable word for metrics, and the text for the caller.
struct Problem {
  int status = 400;
  std::string word;
  std::string text;
};

struct HeadLimits {
  std::size_t max_bytes = 16 * 1024;
  std::size_t max_headers = 64;
};

enum class ContentCoding { kIdentity, kGzip, kDeflate };

/// A request's head that passed the strict rules of framing. Header names are lower-case, values trimmed.
struct RequestHead {
  std::string method, path, query;    ///< path decoded
  int minor_version = 1;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string host;                   ///< "" only in HTTP/1.0
  std::optional<std::uint64_t> content_length;
  bool is_chunked = false;
  bool keeps_alive = true;
  bool expects_continue = false;
  ContentCoding coding = ContentCoding::kIdentity;
  std::optional<Problem> coding_problem;  ///< a Content-Encoding that is not read here: the framing is sound, the body is of no use
};

/// Where the head ends in what was received so far: its length, nothing while it is incomplete, or a Problem as soon as a bare line feed,
/// a NUL or the limit of bytes shows.
using HeadEnd = std::variant<std::monostate, std::size_t, Problem>;
HeadEnd find_head_end(std::string_view received, const HeadLimits& limits);

/// `raw` is the head with its closing empty line. One meaning only: whatever two readers could take differently is a Problem
/// (Content-Length with Transfer-Encoding, several or odd lengths, folded lines, a blank before the colon, HTTP/0.9, no Host).
std::variant<RequestHead, Problem> read_request_head(std::string_view raw, const HeadLimits& limits);

}  // namespace tillbridge::services::http
