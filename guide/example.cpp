#include "guide/example.hpp"

#include "base/text.hpp"

namespace tillbridge::guide {
namespace {

constexpr std::string_view kMark = "Example: ";

struct Place {
  std::size_t begin = std::string_view::npos, end = 0;   ///< from the mark to behind the full stop
  std::string_view value;
};

Place find_example(std::string_view words) {
  Place place;
  place.begin = words.find(kMark);
  if (place.begin == std::string_view::npos) return place;
  const auto start = place.begin + kMark.size();
  auto stop = words.find(". ", start);
  if (stop == std::string_view::npos) stop = words.size() - (words.back() == '.' ? 1 : 0);
  place.value = words.substr(start, stop - start);
  place.end = std::min(words.size(), stop + 1);
  return place;
}

}  // namespace

std::string example_in(std::string_view documentation) { return std::string(find_example(documentation).value); }

std::string without_example(std::string_view documentation) {
  const auto place = find_example(documentation);
  if (place.begin == std::string_view::npos) return std::string(documentation);
  std::string rest(base::trim_blanks(documentation.substr(0, place.begin)));
  if (const auto behind = base::trim_blanks(documentation.substr(place.end)); !behind.empty()) rest += (rest.empty() ? "" : " ") + std::string(behind);
  return rest;
}

}  // namespace tillbridge::guide
