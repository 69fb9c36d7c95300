#include "services/front/form_post.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "services/front/front_context.hpp"
#include "services/front/header_parameter.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::string_view kField = "xml";
constexpr std::string_view kWhatToSend = "send one field named xml that holds the envelope or the operation's element, or the XML itself as text/xml";
constexpr std::size_t kMostFieldsNamed = 5;

struct Field {
  std::string name, value, content_type;
};

base::Error not_a_call(std::string what) {
  return {.code = base::ErrorCode::kInvalidRequest, .message = std::move(what) + "; " + std::string(kWhatToSend), .word = "not_xml"};
}

std::string_view media_type(std::string_view content_type) { return base::trim_blanks(content_type.substr(0, content_type.find(';'))); }

/// '+' is a blank and %XX a byte; nothing for a '%' without two digits.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int byte = base::escaped_byte(text, i);
    if (byte < 0) return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

base::Result<std::vector<Field>> read_urlencoded(std::string_view content_type, std::string_view body) {
  const auto charset = header_parameter(content_type, "charset");
  std::vector<Field> fields;
  while (!body.empty()) {
    const auto pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals)), value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return not_a_call("the form holds a % without two digits behind it");
    fields.push_back({std::move(*name), std::move(*value), charset.empty() ? "text/xml" : "text/xml; charset=" + charset});
  }
  return fields;
}

/// One part of a multipart body: its heads, an empty line, its content.
std::optional<Field> read_part(std::string_view part) {
  const auto end = part.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  Field field;
  field.value = part.substr(end + 4);
  auto heads = part.substr(0, end);
  while (!heads.empty()) {
    const auto line = heads.substr(0, heads.find("\r\n"));
    heads.remove_prefix(std::min(line.size() + 2, heads.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const auto name = base::trim_blanks(line.substr(0, colon)), value = base::trim_blanks(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-disposition")) field.name = header_parameter(value, "name");
    if (equals_ignoring_case(name, "content-type")) field.content_type = value;
  }
  return field;
}

base::Result<std::vector<Field>> read_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = header_parameter(content_type, "boundary");
  const std::string mark = "--" + boundary;
  if (boundary.empty() || !body.starts_with(mark)) return not_a_call("the form does not begin with its boundary");
  std::vector<Field> fields;
  body.remove_prefix(mark.size());
  while (body.starts_with("\r\n")) {
    const auto end = body.find("\r\n" + mark, 2);
    if (end == std::string_view::npos) return not_a_call("a part of the form has no end");
    auto field = read_part(body.substr(2, end - 2));
    if (!field) return not_a_call("a part of the form has no end of its heads");
    fields.push_back(std::move(*field));
    body.remove_prefix(end + 2 + mark.size());
  }
  if (!body.starts_with("--")) return not_a_call("the form does not end with its boundary");
  return fields;
}

std::string names_of(const std::vector<Field>& fields) {
  std::string names;
  for (std::size_t i = 0; i < fields.size() && i < kMostFieldsNamed; ++i) names += (names.empty() ? "" : ", ") + shorten(fields[i].name);
  return names + (fields.size() > kMostFieldsNamed ? ", ..." : "");
}

}  // namespace

bool is_form(std::string_view content_type, std::string_view body) {
  const auto type = media_type(content_type);
  if (equals_ignoring_case(type, "multipart/form-data")) return true;
  const auto first = body.find_first_not_of(" \t\r\n");
  const bool begins_with_a_name = first != std::string_view::npos && static_cast<unsigned char>(body[first]) < 0x80 && body[first] != '<' && body[first] != '\0';
  return begins_with_a_name && equals_ignoring_case(type, "application/x-www-form-urlencoded");
}

base::Result<FormDocument> read_form(std::string_view content_type, std::string_view body) {
  if (body.size() > kMaxForm) return not_a_call("the form is larger than 16 MB");
  auto fields = equals_ignoring_case(media_type(content_type), "multipart/form-data") ? read_multipart(content_type, body) : read_urlencoded(content_type, body);
  if (!fields) return fields.error();
  if (fields->size() != 1 || fields->front().name != kField)
    return not_a_call(fields->empty() ? std::string("the form has no field") : "the form has the fields " + names_of(*fields));
  return FormDocument{std::move(fields->front().value), std::move(fields->front().content_type)};
}

}  // namespace tillbridge::services::front
