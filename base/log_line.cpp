#include "base/log_line.hpp"

#include <fmt/format.h>

namespace tillbridge::base {

std::string escape_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else out += c;
    }
  }
  return out;
}

std::string format_log_fields(std::string_view event, std::initializer_list<LogField> fields) {
  std::string out = fmt::format("\"event\":\"{}\"", escape_json(event));
  for (const auto& field : fields) {
    out += fmt::format(",\"{}\":", escape_json(field.key));
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) out += std::to_string(*number);
    else if (const auto* flag = std::get_if<bool>(&field.value)) out += *flag ? "true" : "false";
    else out += fmt::format("\"{}\"", escape_json(std::get<std::string_view>(field.value)));
  }
  return out;
}

}  // namespace tillbridge::base
