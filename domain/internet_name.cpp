#include "domain/internet_name.hpp"

#include <algorithm>

#include "domain/letters.hpp"

namespace tillbridge::domain {
namespace {

// The figures of RFC 3492, section 5.
constexpr std::uint32_t kBase = 36, kLeast = 1, kMost = 26, kSkew = 38, kDamp = 700, kFirstBias = 72, kFirstPoint = 0x80;
constexpr std::size_t kLongestLabel = 63;

std::uint32_t adapted_bias(std::uint32_t delta, std::uint32_t count, bool first) {
  delta = first ? delta / kDamp : delta / 2;
  delta += delta / count;
  std::uint32_t steps = 0;
  for (; delta > (kBase - kLeast) * kMost / 2; steps += kBase) delta /= kBase - kLeast;
  return steps + (kBase - kLeast + 1) * delta / (delta + kSkew);
}

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

void append_number(std::string& out, std::uint32_t value, std::uint32_t bias) {
  for (std::uint32_t at = kBase;; at += kBase) {
    const std::uint32_t threshold = at <= bias ? kLeast : std::min(at - bias, kMost);
    if (value < threshold) break;
    out += digit(threshold + (value - threshold) % (kBase - threshold));
    value = (value - threshold) / (kBase - threshold);
  }
  out += digit(value);
}

/// A label of at most kLongestLabel code points, so that no figure overflows.
std::string encoded_label(const std::u32string& label) {
  std::string out;
  for (const char32_t point : label)
    if (point < kFirstPoint) out += static_cast<char>(point);
  const auto plain = static_cast<std::uint32_t>(out.size());
  if (plain > 0) out += '-';
  std::uint32_t next = kFirstPoint, delta = 0, bias = kFirstBias, done = plain;
  while (done < label.size()) {
    std::uint32_t lowest = 0x10FFFF;
    for (const char32_t point : label)
      if (point >= next) lowest = std::min<std::uint32_t>(lowest, point);
    delta += (lowest - next) * (done + 1);
    next = lowest;
    for (const char32_t point : label) {
      if (point < next) ++delta;
      if (point != next) continue;
      append_number(out, delta, bias);
      bias = adapted_bias(delta, done + 1, done == plain);
      delta = 0;
      ++done;
    }
    ++delta;
    ++next;
  }
  return "xn--" + out;
}

std::string name_label(const std::u32string& label) {
  const bool plain = std::all_of(label.begin(), label.end(), [](char32_t point) { return point < kFirstPoint; });
  return plain || label.size() > kLongestLabel ? to_utf8(label) : encoded_label(label);
}

}  // namespace

std::string internet_name(std::string_view utf8) {
  std::string out;
  std::u32string label;
  for (const char32_t point : code_points(utf8)) {
    if (point == '.' || point == 0x3002) {
      out += name_label(label) + ".";
      label.clear();
    } else {
      label += lower_letter(point);
    }
  }
  out += name_label(label);
  while (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

}  // namespace tillbridge::domain
