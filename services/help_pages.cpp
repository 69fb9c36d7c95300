#include "services/help_pages.hpp"

#include <algorithm>

#include "contract/contract_text.hpp"
#include "guide/error_pages.hpp"
#include "guide/operation_page.hpp"
#include "guide/sample.hpp"

namespace tillbridge::services {
namespace {

constexpr std::string_view kRoot = "/help", kErrors = "/help/errors", kOperations = "/help/operations/", kStyle = "/help/style.css";

constexpr std::string_view kStyleSheet = R"(body { font: 16px/1.5 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff; }
table { border-collapse: collapse; }
th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; }
code, pre { font-family: monospace; font-size: 14px; background: #f4f4f4; }
pre { padding: 1em; overflow-x: auto; }
)";

/// Symbolic targets become addresses; those of pages that are no part of the help stay.
std::string resolve(std::string_view target) {
  constexpr std::string_view kOneError = "error:", kOneOperation = "operation:";
  if (target == "errors:") return std::string(kErrors);
  if (target.starts_with(kOneError)) return std::string(kErrors) + "/" + std::string(target.substr(kOneError.size()));
  if (target.starts_with(kOneOperation)) return std::string(kOperations) + std::string(target.substr(kOneOperation.size()));
  return std::string(target);
}

http::Response answer(int status, std::string_view type, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = std::string(type) + "; charset=utf-8";
  response.headers = {{"Cache-Control", "public, max-age=3600"},
                      {"Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"}};
  response.text = std::move(text);
  return response;
}

http::Response html(int status, guide::Page page) {
  page.blocks.emplace_back(guide::Paragraph{"[Help](/help) · [Errors](errors:)"});
  return answer(status, "text/html", guide::to_html(page, resolve, kStyle));
}

http::Response not_get() {
  auto response = answer(405, "text/plain", "method_not_allowed: this page is read with GET\n");
  response.headers.emplace_back("Allow", "GET, HEAD");
  return response;
}

guide::Paragraph sample_links(std::string_view operation) {
  std::string text = "A sample that calls this service:";
  for (const auto& language : guide::language_words()) text += " [" + language + "](" + std::string(kOperations) + std::string(operation) + "/" + language + ")";
  return {std::move(text)};
}

}  // namespace

HelpPages::HelpPages(http::RequestHandler& next, const base::Clock& clock)
    : next_(next), clock_(clock), contract_(contract::ContractTable::from_wsdl(contract::contract_text())) {}

http::Response HelpPages::handle(http::Request& request) {
  if (request.path != kRoot && !request.path.starts_with(std::string(kRoot) + "/")) return next_.handle(request);
  if (request.method != "GET" && request.method != "HEAD") return not_get();
  auto path = request.path;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return show(path, request.public_base);
}

http::Response HelpPages::show(const std::string& path, const std::string& public_base) const {
  if (path == kStyle) return answer(200, "text/css", std::string(kStyleSheet));
  if (path == kRoot) return html(200, guide::help_page(contract_));
  if (path == kErrors) return html(200, guide::catalogue_page());
  if (path.starts_with(std::string(kErrors) + "/")) {
    const auto page = guide::error_page(path.substr(kErrors.size() + 1));
    return page ? html(200, *page) : html(404, guide::unknown_error_page());
  }
  return path.starts_with(kOperations) ? show_operation(std::string_view(path).substr(kOperations.size()), public_base) : not_found();
}

/// "UpdateInventory" or "UpdateInventory/php".
http::Response HelpPages::show_operation(std::string_view name, const std::string& public_base) const {
  const auto slash = name.find('/');
  const auto operation = name.substr(0, slash);
  if (contract_.find_operation(operation) == nullptr) return not_found();
  if (slash == std::string_view::npos) {
    auto page = guide::operation_page(contract_, operation);
    page.blocks.insert(page.blocks.begin() + 1, sample_links(operation));
    return html(200, std::move(page));
  }
  const auto language = name.substr(slash + 1);
  const auto& words = guide::language_words();
  if (std::find(words.begin(), words.end(), language) == words.end()) return not_found();
  const guide::SampleOptions options{.address = public_base, .now = clock_.now()};
  auto sample = answer(200, "text/plain", guide::write_sample(guide::make_sample(contract_, operation, options), guide::language_of(language)));
  sample.headers.front().second = "no-store";
  return sample;
}

http::Response HelpPages::not_found() const {
  auto page = guide::help_page(contract_);
  page.title = "No such page";
  return html(404, std::move(page));
}

}  // namespace tillbridge::services
