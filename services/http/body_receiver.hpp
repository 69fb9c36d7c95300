#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/http/message.hpp"
#include "services/http/request_head.hpp"

namespace tillbridge::services::http {

struct BodyLimits {
  std::size_t max_body = 256u << 20;       ///< bytes, inflated
  std::size_t max_in_memory = 8u << 20;    ///< a longer body goes to an anonymous file
  /// A compressed body may grow this many times; the first 8 MB are free. XML of many equal rows reaches about 40.
  std::size_t max_ratio = 100;
  std::string spool_directory = "/var/tmp";
};

/// Takes a request's body apart from the bytes of a connection: Content-Length or chunks (read by Beast's parser), inflated when it is
/// compressed, collected in memory or an anonymous file. Knows nothing of sockets.
class BodyReceiver {
 public:
  /// `raw_head` is the head as received, `head` what was read from it.
  BodyReceiver(std::string_view raw_head, const RequestHead& head, const BodyLimits& limits);
  ~BodyReceiver();

  /// Takes as much as belongs to this body; the number of bytes taken. Fewer than given: done, refused, or a chunk line is incomplete
  /// and more must be received first.
  std::size_t consume(std::string_view bytes);
  bool is_done() const;
  const std::optional<Problem>& problem() const;
  /// Bytes of the body so far, inflated.
  std::size_t size() const;
  /// The body, once; after is_done() without a problem.
  std::unique_ptr<Body> take();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tillbridge::services::http
