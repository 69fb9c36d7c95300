#include <fmt/format.h>

#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\\' || letter == '"') out += '\\', out += letter;
    else if (letter == '\n') out += "\\n";
    else if (letter == '\r') out += "\\r";
    else out += letter;
  }
  return out;
}

/// A text block, each line four levels deep; three quotation marks and backslashes cannot stand in it as they are.
std::string text_block(const std::string& text) {
  std::string out = "\"\"\"\n            ";
  for (const char letter : text) {
    if (letter == '\\') out += "\\\\";
    else if (letter == '\n') out += "\n            ";
    else out += letter;
  }
  for (auto at = out.find("\"\"\"", 3); at != std::string::npos; at = out.find("\"\"\"", at + 4)) out.insert(at, "\\");
  return out + "\"\"\"";
}

}  // namespace

std::string to_java(const Sample& sample) {
  const auto type = sample.options.soap12 ? std::string("            .header(\"Content-Type\", \"application/soap+xml; charset=utf-8\")")
                                          : fmt::format("            .header(\"Content-Type\", \"text/xml; charset=utf-8\")\n"
                                                        "            .header(\"SOAPAction\", \"\\\"{}\\\"\")",
                                                        sample.operation.soap_action);
  return fmt::format(
      R"java(// {0}: ends with 0 when the answer came, with 75 when the same call may succeed later, else with 1.
// Java 17 or newer. Run: TILLBRIDGE_PASSWORD=... java {0}.java
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

class {0}Sample {{
    static final String REQUEST = {1};

    public static void main(String[] arguments) throws InterruptedException {{
        String login = "{2}:" + System.getenv("TILLBRIDGE_PASSWORD");
        HttpRequest request = HttpRequest.newBuilder(URI.create("{3}"))
            .version(HttpClient.Version.HTTP_1_1)
{4}
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .timeout(Duration.ofMinutes(5))
            .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
            .build();
        HttpResponse<String> answer;
        try {{
            answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }} catch (IOException error) {{
            // No answer came: what was sent may or may not have been carried out. Repeat it unchanged.
            System.err.println(error);
            System.exit(75);
            return;
        }}
        System.out.println(answer.body());
        if (answer.body().contains("{0}Response>")) System.exit(0);
        if (answer.body().contains("Retryable>false<")) System.exit(1);
        System.exit(answer.statusCode() >= 500 || answer.statusCode() == 408 ? 75 : 1);
    }}
}}
)java",
      sample.operation.name, text_block(envelope_xml(sample, false)), escaped(sample.options.store + "/" + sample.options.user), escaped(soap_address(sample)), type);
}

}  // namespace tillbridge::guide::samples
