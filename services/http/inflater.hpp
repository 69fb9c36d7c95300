#pragma once
#include <zlib.h>

#include <array>
#include <functional>
#include <string_view>

#include "services/http/request_head.hpp"

namespace tillbridge::services::http {

/// Inflates gzip or deflate (zlib's or raw) piece by piece; never holds more than one output buffer.
class Inflater {
 public:
  explicit Inflater(ContentCoding coding);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  enum class Outcome { kMore, kEnd, kBad, kStopped };
  /// Hands what comes out to `sink`, which returns false to stop (a cap is reached).
  Outcome inflate(std::string_view bytes, const std::function<bool(std::string_view)>& sink);
  bool is_complete() const { return is_complete_; }

 private:
  bool restart_raw();

  z_stream stream_{};
  std::array<char, 64 * 1024> out_;
  bool may_be_raw_;                   ///< "deflate" means zlib's format, and some senders write the raw one
  bool is_complete_ = false;
};

}  // namespace tillbridge::services::http
