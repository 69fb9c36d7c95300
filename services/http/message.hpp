#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tillbridge::services::http {

/// A body that was received whole: contiguous bytes in memory, or in an anonymous file that is mapped when it is large.
/// Already inflated when the caller sent gzip.
class Body {
 public:
  virtual ~Body() = default;
  virtual std::string_view bytes() const = 0;
  /// The reader has passed the first `until` bytes: memory that stands for them may go. They can still be read, at the price of a page
  /// that comes back. Any thread; cheap where there is nothing to give back.
  virtual void let_go(std::size_t until) const { static_cast<void>(until); }
};

/// Grows in memory up to a limit and goes on in an anonymous file: an answer may be as long as its rows without memory growing.
class BodyWriter {
 public:
  virtual ~BodyWriter() = default;
  virtual void append(std::string_view bytes) = 0;
  /// Ends the writing.
  virtual std::unique_ptr<Body> finish() = 0;
};
/// For a reader that goes through the body, maybe several times: told how many bytes it has passed, lets go what lies behind, a megabyte at a time.
/// The body outlives it.
std::function<void(std::size_t)> let_go_behind(const Body& body);

/// `directory` is where the anonymous file is made when it is needed; it has no name there and is gone with the process.
std::unique_ptr<BodyWriter> make_body_writer(std::size_t memory_limit = 1 << 20, const std::string& directory = "/var/tmp");

/// One request, framing already checked. Header names are lower-case.
struct Request {
  std::string method;
  std::string path;                   ///< decoded, without the query
  std::string query;                  ///< raw, without '?'
  std::vector<std::pair<std::string, std::string>> headers;
  std::unique_ptr<Body> body;         ///< never null
  std::string peer_address;           ///< the caller's, or what a named proxy says
  std::string public_base;            ///< "https://pos.example:8443": how the caller reached us
  std::string request_id;             ///< ours: "req_" + 26 characters

  std::optional<std::string_view> header(std::string_view lower_name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/xml; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string text;                   ///< the body, unless `body` is set
  std::unique_ptr<Body> body;
  std::string operation;              ///< what metrics and the log call it, e.g. "UpdateInventory"; "" for pages
  std::string outcome;                ///< "ok" or the fault's code; "" = by status
};

/// What answers requests; called on worker threads, several at once. Must not throw: the server answers 500 and logs if it does.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;
  virtual Response handle(Request& request) = 0;
};

}  // namespace tillbridge::services::http
