#include <fmt/format.h>

#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {
namespace {

/// For a verbatim string: @"…".
std::string verbatim(std::string_view text) {
  std::string out = "@\"";
  for (const char letter : text) {
    out += letter;
    if (letter == '"') out += '"';
  }
  return out + "\"";
}

}  // namespace

std::string to_csharp(const Sample& sample) {
  return fmt::format(
      R"cs(// {0}: ends with 0 when the answer came, with 75 when the same call may succeed later, else with 1.
// .NET as it is, or Mono: mcs -r:System.Net.Http.dll {0}.cs && TILLBRIDGE_PASSWORD=... mono {0}.exe
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

static class {0}Sample
{{
    const string Request = {1};

    static int Main()
    {{
        string login = {2} + ":" + Environment.GetEnvironmentVariable("TILLBRIDGE_PASSWORD");
        using (var client = new HttpClient {{ Timeout = TimeSpan.FromMinutes(5) }})
        {{
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
            {4}
            string text;
            int status;
            try
            {{
                var answer = client.PostAsync({3}, content).GetAwaiter().GetResult();
                status = (int)answer.StatusCode;
                text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            }}
            catch (Exception error)
            {{
                // No answer came: what was sent may or may not have been carried out. Repeat it unchanged.
                Console.Error.WriteLine(error.Message);
                return 75;
            }}
            Console.WriteLine(text);
            if (text.Contains("{0}Response>")) return 0;
            if (text.Contains("Retryable>false<")) return 1;
            return status >= 500 || status == 408 ? 75 : 1;
        }}
    }}
}}
)cs",
      sample.operation.name, verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + envelope_xml(sample, false)), verbatim(sample.options.store + "/" + sample.options.user),
      verbatim(soap_address(sample)),
      sample.options.soap12
          ? "var content = new StringContent(Request, Encoding.UTF8, \"application/soap+xml\");"
          : fmt::format("var content = new StringContent(Request, Encoding.UTF8, \"text/xml\");\n            content.Headers.Add(\"SOAPAction\", \"\\\"{}\\\"\");",
                        sample.operation.soap_action));
}

}  // namespace tillbridge::guide::samples
