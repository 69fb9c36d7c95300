#include "jobs/products/parent_name.hpp"

#include <algorithm>
#include <string_view>

namespace tillbridge::jobs {
namespace {

constexpr std::string_view kDividers = " \t-/,;:|()[]";

std::string_view without_dividers(std::string_view text) {
  const auto last = text.find_last_not_of(kDividers);
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

bool is_divider(char c) { return kDividers.find(c) != std::string_view::npos; }

/// Whole words only: "M" does not end "Alarm".
bool ends_with_word(std::string_view text, std::string_view word) {
  return !word.empty() && text.ends_with(word) && (text.size() == word.size() || is_divider(text[text.size() - word.size() - 1]));
}

}  // namespace

std::string parent_name(const domain::Item& item) {
  std::string_view name = item.name;
  for (bool cut = true; cut;) {
    cut = false;
    const auto bare = without_dividers(name);
    for (const auto& option : item.options)
      if (ends_with_word(bare, option.value)) {
        name = without_dividers(bare.substr(0, bare.size() - option.value.size()));
        cut = true;
        break;
      }
  }
  return name.empty() ? item.name : std::string(name);
}

}  // namespace tillbridge::jobs
