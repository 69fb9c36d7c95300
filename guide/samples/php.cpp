#include <fmt/format.h>

#include "guide/samples/nested_value.hpp"
#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "'";
}

// Decimals stay text: a float of PHP would change them.
std::string simple(const SampleElement& element) {
  if (element.simple_type == "boolean" && (element.text == "true" || element.text == "false")) return element.text;
  return quoted(element.text);
}

}  // namespace

std::string to_php(const Sample& sample) {
  static const ValueStyle kStyle{"[", "]", "[", "]", " => ", simple, "(string) getenv('TILLBRIDGE_PASSWORD')"};
  return fmt::format(
      R"php(<?php
// {0}: ends with 0 when the answer came, with 75 when the same call may succeed later, else with 1.
// Needs the extension soap (Debian: php-soap). Run: TILLBRIDGE_PASSWORD=... php {0}.php
$request = {2};

try {{
    $client = new SoapClient({1}, ['features' => SOAP_SINGLE_ELEMENT_ARRAYS, 'cache_wsdl' => WSDL_CACHE_NONE]);
    $result = $client->{0}($request)->Result;
    echo json_encode($result, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}} catch (SoapFault $fault) {{
    // Without a ServiceFault no answer came: what was sent may or may not have been carried out. Repeat it unchanged.
    $detail = $fault->detail->ServiceFault ?? null;
    fwrite(STDERR, $fault->getMessage() . "\n");
    exit($detail === null || filter_var($detail->Retryable, FILTER_VALIDATE_BOOLEAN) ? 75 : 1);
}}
)php",
      sample.operation.name, quoted(soap_address(sample) + (sample.options.soap12 ? "?wsdl=soap12" : "?wsdl")), nested_value(sample.request, kStyle, 0));
}

}  // namespace tillbridge::guide::samples
