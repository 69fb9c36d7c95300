#include "services/front/plain_tag.hpp"

#include <algorithm>

#include "services/front/front_context.hpp"
#include "services/front/plain_text.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::ptrdiff_t kMaxTag = 4 * 1024;
constexpr std::ptrdiff_t kMaxDeclaration = 256;
constexpr std::size_t kMaxPrefix = 64;
constexpr std::size_t kMaxNamespaceName = 512;
constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kXmlnsNamespace = "http://www.w3.org/2000/xmlns/";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

/// Reads the small things a tag is made of; once something is missing, everything after it is missing too.
class Reader {
 public:
  Reader(const char* at, const char* end, std::ptrdiff_t limit) : at_(at), end_(at + std::min(end - at, limit)) {}

  bool failed() const { return failed_; }
  const char* at() const { return at_; }

  bool next_is(std::string_view mark) {
    if (failed_ || static_cast<std::size_t>(end_ - at_) < mark.size() || std::string_view(at_, mark.size()) != mark) return false;
    at_ += mark.size();
    return true;
  }
  void expect(std::string_view mark) { failed_ = !next_is(mark) || failed_; }
  bool skip_blanks() {
    const char* const from = at_;
    at_ = front::skip_blanks(at_, end_);
    return at_ != from;
  }
  std::string_view name() {
    const char* const from = at_;
    if (at_ != end_ && is_letter(*at_))
      while (at_ != end_ && is_name_character(*at_)) ++at_;
    failed_ = failed_ || at_ == from;
    return {from, static_cast<std::size_t>(at_ - from)};
  }
  /// Printable ASCII in either kind of quotes; whether char is signed or not, a byte from 0x80 on ends it.
  std::string_view quoted() {
    if (failed_ || at_ == end_ || (*at_ != '"' && *at_ != '\'')) return fail();
    const char quote = *at_++;
    const char* const from = at_;
    while (at_ != end_ && *at_ != quote && *at_ != '<' && *at_ != '&' && *at_ >= 0x20 && *at_ < 0x7F) ++at_;
    if (at_ == end_ || *at_ != quote) return fail();
    return {from, static_cast<std::size_t>(at_++ - from)};
  }
  std::string_view fail() {
    failed_ = true;
    return {};
  }

 private:
  const char* at_;
  const char* end_;
  bool failed_ = false;
};

void read_qualified_name(Reader& read, PlainTag& tag) {
  const char* const from = read.at();
  tag.local = read.name();
  if (read.next_is(":")) {
    tag.prefix = tag.local;
    tag.local = read.name();
  }
  tag.name = {from, static_cast<std::size_t>(read.at() - from)};
}

bool is_reserved(std::string_view prefix) { return prefix.size() >= 3 && equals_ignoring_case(prefix.substr(0, 3), "xml"); }

void read_namespace(Reader& read, PlainTag& tag) {
  NamespaceDeclaration declaration;
  read.expect("xmlns");
  if (read.next_is(":")) declaration.prefix = read.name();
  read.expect("=");
  declaration.uri = read.quoted();
  const bool is_known = std::any_of(tag.declarations.begin(), tag.declarations.end(), [&](const auto& other) { return other.prefix == declaration.prefix; });
  const bool is_odd = declaration.uri.empty() || declaration.uri.size() > kMaxNamespaceName || declaration.prefix.size() > kMaxPrefix ||
                      declaration.uri == kXmlNamespace || declaration.uri == kXmlnsNamespace;
  if (is_known || is_odd || is_reserved(declaration.prefix)) read.fail();
  tag.declarations.push_back(declaration);
}

}  // namespace

std::optional<PlainTag> read_plain_tag(const char* at, const char* end) {
  Reader read(at, end, kMaxTag);
  PlainTag tag;
  read.expect("<");
  read_qualified_name(read, tag);
  while (!read.failed()) {
    const bool has_blank = read.skip_blanks();
    tag.is_empty = read.next_is("/>");
    if (tag.is_empty || read.next_is(">")) break;
    if (!has_blank) read.fail();
    read_namespace(read, tag);
  }
  if (read.failed()) return std::nullopt;
  tag.behind = read.at();
  return tag;
}

const char* skip_plain_declaration(const char* at, const char* end) {
  Reader read(at, end, kMaxDeclaration);
  if (!read.next_is("<?xml")) return at;
  if (!read.skip_blanks()) return nullptr;
  read.expect("version=");
  if (read.quoted() != "1.0") return nullptr;
  bool has_blank = read.skip_blanks();
  if (has_blank && read.next_is("encoding=")) {
    const auto encoding = read.quoted();
    if (encoding.empty() || !is_letter(encoding.front()) || encoding.front() == '_' || !std::all_of(encoding.begin(), encoding.end(), is_name_character)) return nullptr;
    has_blank = read.skip_blanks();
  }
  if (has_blank && read.next_is("standalone=")) {
    const auto standalone = read.quoted();
    if (standalone != "yes" && standalone != "no") return nullptr;
    read.skip_blanks();
  }
  read.expect("?>");
  return read.failed() ? nullptr : read.at();
}

}  // namespace tillbridge::services::front
