#include "services/playground/playground.hpp"

#include <algorithm>

#include "contract/contract_text.hpp"
#include "guide/sample_reader.hpp"
#include "guide/samples/request_text.hpp"
#include "services/playground/files.hpp"

namespace tillbridge::services {
namespace {

constexpr std::string_view kRoot = "/playground";

http::Response answer(int status, std::string_view type, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = std::string(type) + "; charset=utf-8";
  response.headers = {{"Cache-Control", "no-store"},
                      {"Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"X-Frame-Options", "DENY"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Referrer-Policy", "no-referrer"}};
  response.text = std::move(text);
  return response;
}

http::Response line(int status, std::string text) { return answer(status, "text/plain", std::move(text)); }

http::Response wrong_method(std::string allowed) {
  auto response = line(405, "method_not_allowed: use " + allowed + "\n");
  response.headers.emplace_back("Allow", std::move(allowed));
  return response;
}

/// The value of a parameter of plain words; "" when it is not there.
std::string_view parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.substr(0, pair.find('=')) == name && pair.size() > name.size()) return pair.substr(name.size() + 1);
  }
  return {};
}

bool is_language(std::string_view word) {
  const auto& words = guide::language_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Playground::Playground(http::RequestHandler& next, const base::Clock& clock)
    : next_(next), clock_(clock), contract_(contract::ContractTable::from_wsdl(contract::contract_text())) {}

http::Response Playground::handle(http::Request& request) {
  if (request.path != kRoot && !request.path.starts_with(std::string(kRoot) + "/")) return next_.handle(request);
  if (request.path == "/playground/code") return request.method == "POST" ? code(request) : wrong_method("POST");
  if (request.method != "GET" && request.method != "HEAD") return wrong_method("GET, HEAD");
  return show(request);
}

http::Response Playground::show(const http::Request& request) const {
  const auto path = std::string_view(request.path).substr(kRoot.size());
  if (path.empty() || path == "/") return answer(200, "text/html", std::string(playground::page_html()));
  if (path == "/app.js") return answer(200, "text/javascript", std::string(playground::app_js()));
  if (path == "/style.css") return answer(200, "text/css", std::string(playground::style_css()));
  if (path == "/operations.json") return list_operations();
  if (path == "/sample") return sample(request);
  return line(404, "not_found: the page is at /playground\n");
}

http::Response Playground::list_operations() const {
  std::string operations, languages;
  for (const auto& operation : contract_.operations())
    operations += (operations.empty() ? "" : ",") + ("{\"name\":\"" + operation.name + "\",\"service\":\"" + operation.service + "\"}");
  for (const auto& word : guide::language_words()) languages += (languages.empty() ? "\"" : ",\"") + word + "\"";
  return answer(200, "application/json", "{\"operations\":[" + operations + "],\"languages\":[" + languages + "]}");
}

http::Response Playground::sample(const http::Request& request) const {
  const auto operation = parameter(request.query, "operation"), form = parameter(request.query, "form");
  if (contract_.find_operation(operation) == nullptr) return line(404, "not_found: no such operation\n");
  const guide::SampleOptions options{
      .address = request.public_base, .least = parameter(request.query, "least") == "1", .soap12 = form == "soap12", .now = clock_.now()};
  const auto made = guide::make_sample(contract_, operation, options);
  return line(200, form == "plain" ? guide::samples::operation_xml(made, true) + "\n" : guide::write_sample(made, guide::Language::kXml));
}

http::Response Playground::code(const http::Request& request) const {
  const auto language = parameter(request.query, "language");
  if (!is_language(language)) return line(404, "not_found: no such language\n");
  const auto body = request.body->bytes();
  if (body.size() > kMaxRequest) return line(413, "too_large: code is made of at most 1 MB\n");
  const auto read = guide::read_sample(contract_, body, {.address = request.public_base});
  if (!read) return line(422, std::string(read.error().catalogue_word()) + ": " + read.error().message + "\n");
  return line(200, guide::write_sample(*read, guide::language_of(language)));
}

}  // namespace tillbridge::services
