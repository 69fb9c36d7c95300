#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "services/front/encoding.hpp"

namespace tillbridge::services::front {

/// The request as valid UTF-8 in pieces of about 8 KB that end at whole characters, whatever encoding it came in; UTF-8 is handed on in place.
/// Trailing blanks and NULs are left out.
class Utf8Source {
 public:
  Utf8Source(std::string_view bytes, EncodingDecision decision);

  bool at_end() const { return at_ >= bytes_.size(); }
  /// The next piece, valid until the next call; empty at the end. Error word "encoding" with the byte offset in the request.
  base::Result<std::string_view> next();
  std::size_t consumed() const { return at_; }

 private:
  base::Result<std::string_view> next_utf8();
  base::Result<std::string_view> next_utf16();
  std::string_view next_eight_bit();
  std::uint16_t unit(std::size_t at) const;

  std::string_view bytes_;
  Encoding encoding_;
  std::size_t at_;
  std::string piece_;
};

}  // namespace tillbridge::services::front
