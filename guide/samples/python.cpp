#include <fmt/format.h>

#include "guide/samples/nested_value.hpp"
#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\', out += letter;
    else if (letter == '\n') out += "\\n";
    else if (letter == '\r') out += "\\r";
    else out += letter;
  }
  return out + "'";
}

bool is_digits(std::string_view text) { return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos && (text.size() == 1 || text[0] != '0'); }

std::string simple(const SampleElement& element) {
  if (element.simple_type == "boolean" && element.text == "true") return "True";
  if (element.simple_type == "boolean" && element.text == "false") return "False";
  if (element.simple_type == "int" && is_digits(element.text)) return element.text;
  return quoted(element.text);
}

}  // namespace

std::string to_python(const Sample& sample) {
  static const ValueStyle kStyle{"{", "}", "[", "]", ": ", simple, "os.environ['TILLBRIDGE_PASSWORD']"};
  return fmt::format(
      R"py("""{0}: ends with 0 when the answer came, with 75 when the same call may succeed later, else with 1.

Needs zeep (Debian: python3-zeep). Run: TILLBRIDGE_PASSWORD=... python3 {0}.py
"""
import os
import sys

import requests
import zeep

# Decimals are texts or decimal.Decimal, never float.
request = {3}

try:
    client = zeep.Client({1})
    result = client.bind('{2}', '{2}{4}').{0}(**request)
    print(result)
except zeep.exceptions.Fault as fault:
    # Without a Retryable it is no answer of the service, maybe a proxy's: treated as none.
    retryable = fault.detail is not None and fault.detail.findtext('.//{{{5}}}Retryable')
    print(fault.message, file=sys.stderr)
    sys.exit(1 if retryable == 'false' else 75)
except (requests.RequestException, zeep.exceptions.TransportError) as error:
    # No answer came: what was sent may or may not have been carried out. Repeat it unchanged.
    print(error, file=sys.stderr)
    sys.exit(75)
)py",
      sample.operation.name, quoted(soap_address(sample) + (sample.options.soap12 ? "?wsdl=soap12" : "?wsdl")), sample.operation.service,
      nested_value(sample.request, kStyle, 0), sample.options.soap12 ? "Soap12" : "Soap", sample.target_namespace);
}

}  // namespace tillbridge::guide::samples
