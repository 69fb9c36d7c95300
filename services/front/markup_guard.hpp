#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tillbridge::services::front {

/// A linear scan of the bytes in front of expat. Expat reads an unfinished tag, comment or reference again with every piece, and counts
/// attributes only when the tag is complete, so a hostile sender could buy much work with little text. The guard ends that: it stops at a DTD,
/// a processing instruction, an over-long tag, comment or reference and at too many attributes, before expat sees them.
/// It judges nothing else; whether the text is well-formed is expat's word.
class MarkupGuard {
 public:
  explicit MarkupGuard(int max_attributes) : max_attributes_(max_attributes) {}

  /// Looks at the next piece; false when it must not be parsed: then word() and message() tell why.
  bool scan(std::string_view piece);

  const std::string& word() const { return word_; }
  const std::string& message() const { return message_; }
  std::int64_t line() const { return line_; }

 private:
  enum class State { kText, kReference, kMarkup, kTag, kQuoted, kBang, kComment, kCdata, kDeclaration };

  std::size_t pass_quiet(std::string_view piece, std::size_t at);
  void step(char c);
  void open_markup(char c);
  void open_bang(char c);
  void step_tag(char c);
  void grow(std::size_t limit, std::string_view word, std::string_view what);
  bool ends_with(char c, std::uint32_t end);
  void refuse(std::string word, std::string message);

  int max_attributes_;
  State state_ = State::kText;
  bool at_start_ = true;
  char quote_ = 0;
  std::size_t length_ = 0;            ///< bytes of the open tag, comment or reference
  int equals_ = 0;                    ///< '=' outside of quotes in the open tag: its attributes
  std::string bang_;                  ///< what stood behind "<!" so far
  std::uint32_t recent_ = 0;          ///< the last three bytes of a comment or CDATA section
  std::int64_t line_ = 1;
  std::string word_, message_;
};

}  // namespace tillbridge::services::front
