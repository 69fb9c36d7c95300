#include "services/front/front_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::size_t kMaxWarnings = 50;
constexpr std::size_t kShownName = 60;
constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

void FrontContext::refuse(std::string_view word, std::string_view message, std::string field) {
  refuse_at(line(), word, message, std::move(field));
}

void FrontContext::refuse_at(std::int64_t at_line, std::string_view word, std::string_view message, std::string field) {
  if (!error_) {
    base::Error error{base::ErrorCode::kInvalidRequest, fmt::format("{} (line {})", message, at_line)};
    error.word = word;
    error.field = std::move(field);
    error_ = std::move(error);
  }
  if (parser_) parser_->stop();
}

bool FrontContext::is_full_of_warnings() const { return warnings_.size() >= kMaxWarnings; }

bool FrontContext::wants_warning(std::string_view code, const std::string& place) const {
  return !is_full_of_warnings() && warned_.count(fmt::format("{} {}", code, place)) == 0;
}

void FrontContext::warn(std::string_view code, const std::string& place, std::string_view message) {
  if (is_full_of_warnings() || !warned_.insert(fmt::format("{} {}", code, place)).second) return;
  warnings_.push_back({std::string(code), fmt::format("{} (line {})", message, line())});
}

bool is_blank(std::string_view text) { return text.find_first_not_of(kBlanks) == std::string_view::npos; }

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

std::string shorten(std::string_view name) {
  if (name.size() <= kShownName) return std::string(name);
  return std::string(base::cut_at_character(name, kShownName)) + "...";
}

}  // namespace tillbridge::services::front
