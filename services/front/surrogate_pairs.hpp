#pragma once
#include <string>
#include <string_view>

namespace tillbridge::services::front {

/// Joins a character above U+FFFF that was written as two references, one per UTF-16 half ("&#xD83D;&#xDE00;"), into that one character.
/// Axis 1 and other serialisers of its age write every emoji so. XML has no such references and expat refuses them, but a pair can only mean
/// one character. Halves that stand alone, and what stands in a CDATA section, are left as they are. Stands in front of expat; linear.
class SurrogatePairs {
 public:
  /// The next piece of the text with its pairs joined, valid until the next call. A few bytes at its end may be kept for the next one.
  std::string_view join(std::string_view piece, bool is_last);

 private:
  std::size_t next_mark(std::string_view text, std::size_t from) const;

  bool in_cdata_ = false;
  std::string held_;           ///< the end of the last piece, where a pair or a mark of CDATA may have begun
  std::string text_, joined_;
};

}  // namespace tillbridge::services::front
