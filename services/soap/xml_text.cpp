#include "services/soap/xml_text.hpp"

#include "base/legal_characters.hpp"

namespace tillbridge::services::soap_xml {

std::string legal_text(std::string_view text) { return base::with_legal_characters(text); }

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : legal_text(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\r': out += "&#13;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view text) {
  const std::string tag(name);
  return "<tb:" + tag + ">" + escape(text) + "</tb:" + tag + ">";
}

}  // namespace tillbridge::services::soap_xml
