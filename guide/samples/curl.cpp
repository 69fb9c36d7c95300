#include <fmt/format.h>

#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {
namespace {

/// In single quotes of the shell.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'') out += "'\\''";
    else out += letter;
  }
  return out + "'";
}

}  // namespace

// The plain-XML door and HTTP Basic: the password needs no escaping and stands in no process list.
std::string to_curl(const Sample& sample) {
  return fmt::format(
      "#!/bin/sh\n"
      "# {0}: ends with 0 when the answer came, with 75 when the same call may succeed later, else with 1.\n"
      "# Run: TILLBRIDGE_PASSWORD=... sh {0}.sh\n"
      "answer=$(curl --silent --show-error --max-time 300 --write-out '%{{http_code}}' {1} \\\n"
      "  --user {2}:\"$TILLBRIDGE_PASSWORD\" \\\n"
      "  --header 'Content-Type: text/xml; charset=utf-8' --data-binary @- <<'END_OF_REQUEST'\n"
      "{3}\n"
      "END_OF_REQUEST\n"
      ") || exit 75\n"
      "printf '%s\\n' \"${{answer%???}}\"\n"
      "case $answer in\n"
      "  *'{0}Response>'*) exit 0 ;;\n"
      "  *'Retryable>false<'*) exit 1 ;;\n"
      "  *5[0-9][0-9] | *408) exit 75 ;;\n"
      "  *) exit 1 ;;\n"
      "esac\n",
      sample.operation.name, quoted(xml_address(sample)), quoted(sample.options.store + "/" + sample.options.user), operation_xml(sample, false));
}

}  // namespace tillbridge::guide::samples
