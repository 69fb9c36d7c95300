#include "guide/samples/request_text.hpp"

#include <fmt/format.h>

namespace tillbridge::guide::samples {
namespace {

constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view kSoap12 = "http://www.w3.org/2003/05/soap-envelope";

void append(std::string& out, const SampleElement& element, int depth, bool with_credentials, const std::string& attributes) {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  if (element.is_simple()) {
    out += fmt::format("{}<{}>{}</{}>\n", indent, element.name, escape_xml(element.text), element.name);
    return;
  }
  out += fmt::format("{}<{}{}>\n", indent, element.name, attributes);
  for (const auto& child : element.children) {
    if (child.name != "Credentials" || with_credentials) append(out, child, depth + 1, with_credentials, "");
  }
  out += fmt::format("{}</{}>\n", indent, element.name);
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '&') out += "&amp;";
    else if (letter == '<') out += "&lt;";
    else if (letter == '>') out += "&gt;";
    else if (letter == '"') out += "&quot;";
    else if (letter == '\r') out += "&#13;";
    else out += letter;
  }
  return out;
}

std::string operation_xml(const Sample& sample, bool with_credentials, int depth) {
  std::string out;
  append(out, sample.request, depth, with_credentials, fmt::format(" xmlns=\"{}\"", sample.target_namespace));
  out.pop_back();
  return out;
}

std::string envelope_xml(const Sample& sample, bool with_credentials) {
  return fmt::format("<soap:Envelope xmlns:soap=\"{}\">\n  <soap:Body>\n{}\n  </soap:Body>\n</soap:Envelope>", sample.options.soap12 ? kSoap12 : kSoap11,
                     operation_xml(sample, with_credentials, 2));
}

std::string soap_address(const Sample& sample) { return fmt::format("{}/soap/{}", sample.options.address, sample.operation.service); }
std::string xml_address(const Sample& sample) { return fmt::format("{}/xml/{}/{}", sample.options.address, sample.operation.service, sample.operation.name); }

}  // namespace tillbridge::guide::samples
