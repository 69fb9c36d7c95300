#include "services/front/markup_guard.hpp"

#include <fmt/format.h>

#include <array>

namespace tillbridge::services::front {
namespace {

constexpr std::size_t kMaxTag = 48 * 1024;
constexpr std::size_t kMaxComment = 64 * 1024;
constexpr std::size_t kMaxReference = 64;
constexpr std::size_t kMaxDeclaration = 1024;
constexpr std::string_view kCdataOpen = "[CDATA[";
constexpr std::uint32_t kCommentEnd = 0x2D2D3E;  // "-->"
constexpr std::uint32_t kCdataEnd = 0x5D5D3E;    // "]]>"

/// The bytes at which something happens.
class ByteSet {
 public:
  explicit constexpr ByteSet(std::string_view bytes) {
    for (const char c : bytes) marks_[static_cast<unsigned char>(c)] = true;
  }
  bool has(char c) const { return marks_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> marks_{};
};
constexpr ByteSet kText("<&\n"), kTag(">\"'=\n");

}  // namespace

void MarkupGuard::refuse(std::string word, std::string message) {
  word_ = std::move(word);
  message_ = std::move(message);
}

bool MarkupGuard::ends_with(char c, std::uint32_t end) {
  recent_ = ((recent_ << 8) | static_cast<unsigned char>(c)) & 0xFFFFFF;
  return recent_ == end;
}

void MarkupGuard::grow(std::size_t limit, std::string_view word, std::string_view what) {
  if (++length_ > limit) refuse(std::string(word), fmt::format("{} is longer than the limit of {} bytes", what, limit));
}

bool MarkupGuard::scan(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size() && word_.empty(); ++at) {
    at = pass_quiet(piece, at);
    if (at == piece.size() || !word_.empty()) break;
    const char c = piece[at];
    if (c == '\n') ++line_;
    step(c);
  }
  return word_.empty();
}

/// Most bytes of a document change no state: texts and names are passed quickly. Returns where one stands that may.
std::size_t MarkupGuard::pass_quiet(std::string_view piece, std::size_t at) {
  const std::size_t from = at;
  if (state_ == State::kText) {
    while (at < piece.size() && !kText.has(piece[at])) ++at;
  } else if (state_ == State::kTag) {
    while (at < piece.size() && !kTag.has(piece[at])) ++at;
    length_ += at - from;
    if (length_ > kMaxTag) grow(kMaxTag, "tag_too_long", "A tag");
  }
  return at;
}

void MarkupGuard::step(char c) {
  switch (state_) {
    case State::kText:
      if (c == '<') state_ = State::kMarkup;
      else if (c == '&') {
        state_ = State::kReference;
        length_ = 0;
      }
      return;
    case State::kReference:
      if (c == ';' || c == ' ' || c == '\n') state_ = State::kText;
      else if (c == '<') state_ = State::kMarkup;
      else grow(kMaxReference, "malformed_xml", "A reference (text behind '&')");
      return;
    case State::kMarkup: return open_markup(c);
    case State::kBang: return open_bang(c);
    case State::kTag: return step_tag(c);
    case State::kQuoted:
      grow(kMaxTag, "tag_too_long", "A tag");
      if (c == quote_) state_ = State::kTag;
      return;
    case State::kDeclaration:
      grow(kMaxDeclaration, "tag_too_long", "The XML declaration");
      if (c == '>') state_ = State::kText;
      return;
    case State::kComment:
      grow(kMaxComment, "comment_too_long", "A comment");
      if (ends_with(c, kCommentEnd)) state_ = State::kText;
      return;
    case State::kCdata:
      if (ends_with(c, kCdataEnd)) state_ = State::kText;
      return;
  }
}

void MarkupGuard::open_markup(char c) {
  length_ = 0;
  equals_ = 0;
  bang_.clear();
  recent_ = 0;
  const bool is_first = at_start_;
  at_start_ = false;
  if (c == '!') state_ = State::kBang;
  else if (c == '?') {
    state_ = State::kDeclaration;
    if (!is_first) refuse("processing_instruction_not_allowed", "Processing instructions are not allowed in a request");
  } else {
    state_ = State::kTag;
    step_tag(c);
  }
}

void MarkupGuard::open_bang(char c) {
  bang_ += c;
  if (bang_ == "--") state_ = State::kComment;
  else if (bang_ == kCdataOpen) state_ = State::kCdata;
  else if (bang_ != "-" && kCdataOpen.substr(0, bang_.size()) != bang_) {
    refuse("dtd_not_allowed", "A document type declaration (DTD) is not allowed in a request");
  }
}

void MarkupGuard::step_tag(char c) {
  grow(kMaxTag, "tag_too_long", "A tag");
  if (c == '>') state_ = State::kText;
  else if (c == '"' || c == '\'') {
    quote_ = c;
    state_ = State::kQuoted;
  } else if (c == '=' && ++equals_ > max_attributes_) {
    refuse("too_many_attributes", fmt::format("An element has more than the limit of {} attributes", max_attributes_));
  }
}

}  // namespace tillbridge::services::front
