#include "domain/attribute_map.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tillbridge::domain {
namespace {

/// Small letters of the alphabets that shops of our tills write in; every other character as it is. Simple case pairs only: no character
/// becomes two.
char32_t small_letter(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;                       // À–Þ without ×
  if (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) return c | 1u;      // Ā–ķ: pairs, the small one is odd
  if (c >= 0x139 && c <= 0x148) return c + (c & 1u);                            // Ĺ–ň: pairs, the small one is even
  if (c >= 0x14A && c <= 0x177) return c | 1u;                                  // Ŋ–ŷ
  if (c == 0x178) return 0xFF;                                                  // Ÿ
  if (c >= 0x179 && c <= 0x17E) return c + (c & 1u);                            // Ź–ž
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;                    // Α–Ω
  if (c >= 0x400 && c <= 0x40F) return c + 80;                                  // Ѐ–Џ
  if (c >= 0x410 && c <= 0x42F) return c + 32;                                  // А–Я
  return c;
}

/// All capitals above have two bytes of UTF-8, as have their small letters: other sequences are copied.
void append_folded(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (first < 0x80) {
      out += static_cast<char>(small_letter(first));
      continue;
    }
    const bool two = (first & 0xE0u) == 0xC0u && i + 1 < text.size();
    if (!two) {
      out += text[i];
      continue;
    }
    const auto small = small_letter(((first & 0x1Fu) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3Fu));
    out += static_cast<char>(0xC0u | (small >> 6));
    out += static_cast<char>(0x80u | (small & 0x3Fu));
  }
}

}  // namespace

std::string mapping_key(std::string_view text) {
  std::string key;
  key.reserve(text.size());
  bool blank = false;
  for (auto rest = base::trim_blanks(text); !rest.empty();) {
    const auto end = std::min(rest.find_first_of(" \t"), rest.size());
    if (end > 0) {
      if (blank) key += ' ';
      append_folded(key, rest.substr(0, end));
    }
    blank = true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return key;
}

AttributeMap::AttributeMap(const std::vector<AttributeMapping>& mappings, std::optional<SiteId> site) {
  for (const auto& mapping : mappings) {
    if (mapping.site_id && mapping.site_id != site) continue;
    auto& target = web_values_[mapping_key(mapping.attribute)][mapping_key(mapping.pos_value)];
    const bool of_site = mapping.site_id.has_value();
    if (target.web_value.empty() || of_site || !target.of_site) target = {mapping.web_value, of_site};
  }
}

std::optional<std::string> AttributeMap::find(std::string_view attribute, std::string_view pos_value) const {
  if (web_values_.empty()) return std::nullopt;
  const auto values = web_values_.find(mapping_key(attribute));
  if (values == web_values_.end()) return std::nullopt;
  const auto found = values->second.find(mapping_key(pos_value));
  return found == values->second.end() ? std::nullopt : std::optional(found->second.web_value);
}

bool AttributeMap::is_web_value(std::string_view attribute, std::string_view value) const {
  const auto values = web_values_.find(mapping_key(attribute));
  if (values == web_values_.end()) return false;
  const auto key = mapping_key(value);
  return std::ranges::any_of(values->second, [&](const auto& entry) { return mapping_key(entry.second.web_value) == key; });
}

std::vector<NameValue> map_attributes(const std::vector<NameValue>& attributes, const AttributeMap& map) {
  std::vector<NameValue> out;
  for (const auto& attribute : attributes) {
    const NameValue mapped{attribute.name, map.find(attribute.name, attribute.value).value_or(attribute.value)};
    const bool is_new_pair = mapped == attribute || std::ranges::find(out, mapped) == out.end();
    if (is_new_pair) out.push_back(mapped);
  }
  return out;
}

}  // namespace tillbridge::domain
