#include "admin/mapping_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/attribute_map.hpp"

namespace tillbridge::admin {
namespace {

using domain::AttributeMapping;
using domain::mapping_key;

/// Bytes; the database's columns and what shops take.
constexpr std::size_t kLongestAttribute = 190;
constexpr std::size_t kLongestPosValue = 1'020;
constexpr std::size_t kLongestWebValue = 255;

base::Error invalid(const std::string& field, const std::string& message) {
  return {base::ErrorCode::kInvalidRequest, field + " " + message, {}, {}, field};
}

/// Overlong forms and surrogates are none.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : (first & 0xF0u) == 0xE0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0u) != 0x80u) return false;
    if (length > 2) {
      const auto second = static_cast<unsigned char>(text[i + 1]);
      if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return false;
    }
    i += length;
  }
  return true;
}

std::optional<base::Error> refuse_text(const std::string& field, std::string& text, std::size_t longest) {
  text = std::string(base::trim_blanks(text));
  if (text.empty()) return invalid(field, "is empty");
  if (!is_utf8(text)) return invalid(field, "is not UTF-8; save the file, or set the terminal, as UTF-8");
  if (text.size() > longest) return invalid(field, fmt::format("has {} bytes, at most {} are possible", text.size(), longest));
  // A POS value may be a text of several lines.
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; }))
    return invalid(field, "holds a control character");
  return std::nullopt;
}

bool is_same_attribute(const AttributeMapping& one, const AttributeMapping& other) { return mapping_key(one.attribute) == mapping_key(other.attribute); }

}  // namespace

std::optional<AttributeMapping> same_value(const std::vector<AttributeMapping>& stored, const AttributeMapping& mapping) {
  const auto found = std::ranges::find_if(stored, [&](const AttributeMapping& one) {
    return one.site_id == mapping.site_id && is_same_attribute(one, mapping) && mapping_key(one.pos_value) == mapping_key(mapping.pos_value);
  });
  return found == stored.end() ? std::nullopt : std::optional(*found);
}

base::Result<AttributeMapping> checked_mapping(AttributeMapping mapping, const std::vector<AttributeMapping>& beside) {
  if (auto error = refuse_text("attribute", mapping.attribute, kLongestAttribute)) return *error;
  if (auto error = refuse_text("pos_value", mapping.pos_value, kLongestPosValue)) return *error;
  if (auto error = refuse_text("web_value", mapping.web_value, kLongestWebValue)) return *error;
  if (mapping.pos_value != mapping.web_value) return mapping;
  auto of_all = mapping;
  of_all.site_id.reset();
  if (mapping.site_id && same_value(beside, of_all)) return mapping;
  return invalid("web_value", fmt::format("is the POS's value \"{}\" itself: a value without a mapping passes unchanged anyway", mapping.pos_value));
}

std::vector<std::string> chain_notes(const AttributeMapping& mapping, const std::vector<AttributeMapping>& beside) {
  std::vector<std::string> notes;
  for (const auto& other : beside) {
    const bool together = !other.site_id || !mapping.site_id || other.site_id == mapping.site_id;
    if (!together || !is_same_attribute(other, mapping) || mapping_key(other.pos_value) == mapping_key(mapping.pos_value)) continue;
    if (mapping_key(other.pos_value) == mapping_key(mapping.web_value) && other.web_value != mapping.web_value)
      notes.push_back(fmt::format("a mapped value is not mapped again: \"{}\" becomes \"{}\", and stays so although \"{}\" becomes \"{}\"", mapping.pos_value, mapping.web_value,
                                  other.pos_value, other.web_value));
    if (mapping_key(other.web_value) == mapping_key(mapping.pos_value) && mapping.pos_value != mapping.web_value)
      notes.push_back(fmt::format("a mapped value is not mapped again: \"{}\" still becomes \"{}\", not \"{}\"", other.pos_value, other.web_value, mapping.web_value));
  }
  return notes;
}

}  // namespace tillbridge::admin
