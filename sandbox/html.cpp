#include "sandbox/html.hpp"

#include <array>
#include <utility>

namespace tillbridge::sandbox {
namespace {

constexpr std::array kNavigation{std::pair{"/", "Products"}, std::pair{"/orders", "Orders"}, std::pair{"/basket", "Place an order"}, std::pair{"/faults", "Faults"}};

// Nothing but our own style sheet and forms: a script that got into a product name stays text.
constexpr const char* kPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr const char* kStyle = R"(:root { --ink: #1d2433; --soft: #5d6779; --line: #e3e7ee; --paper: #fff; --ground: #f5f7fa; --accent: #14665a; --accent-soft: #e2f2ee; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header { background: var(--paper); border-bottom: 1px solid var(--line); }
header div, main { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header div { display: flex; align-items: center; gap: 28px; min-height: 60px; flex-wrap: wrap; }
header strong { font-size: 17px; letter-spacing: -.01em; }
header strong small { color: var(--soft); font-weight: 400; margin-left: 8px; }
nav { display: flex; gap: 4px; }
nav a { color: var(--soft); text-decoration: none; padding: 6px 12px; border-radius: 8px; }
nav a:hover { background: var(--ground); }
nav a.active { color: var(--accent); background: var(--accent-soft); font-weight: 600; }
main { padding-top: 28px; padding-bottom: 64px; }
h1 { font-size: 24px; letter-spacing: -.02em; margin: 0 0 18px; }
h2 { font-size: 16px; margin: 20px 0 12px; }
h2:first-child { margin-top: 0; }
a { color: var(--accent); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin-bottom: 20px; }
.card.table { padding: 0; overflow-x: auto; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 20px; align-items: start; }
.columns.tight { gap: 0 20px; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 12px; font-weight: 600; color: var(--soft); text-transform: uppercase; letter-spacing: .04em; }
th, td { padding: 10px 16px; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
s { color: var(--soft); }
.soft { color: var(--soft); }
.badge { display: inline-block; padding: 1px 10px; border-radius: 99px; font-size: 12.5px; font-weight: 600; background: #eceff4; color: var(--soft); }
.badge.published, .badge.shipped { background: var(--accent-soft); color: var(--accent); }
.badge.open { background: #e6eefc; color: #2656a8; }
.badge.pending, .badge.hidden { background: #fdf1d8; color: #85600b; }
.badge.cancelled, .badge.refunded { background: #fbe6e4; color: #a1352a; }
form.row { display: flex; gap: 10px; flex-wrap: wrap; align-items: end; }
form.inline { display: inline; }
label { display: block; font-size: 13px; color: var(--soft); margin-bottom: 12px; }
form.row label { margin-bottom: 0; }
input, textarea, select { display: block; width: 100%; margin-top: 4px; padding: 8px 10px; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid #cdd4df; border-radius: 8px; }
input[type=checkbox] { display: inline-block; width: auto; margin: 0 6px 0 0; }
input.small { width: 84px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button { font: inherit; font-weight: 600; padding: 8px 16px; border: 0; border-radius: 8px; background: var(--accent); color: #fff; cursor: pointer; }
button.quiet { background: var(--ground); color: var(--ink); border: 1px solid #cdd4df; padding: 4px 12px; font-weight: 500; }
.notice { border-left: 4px solid #c0392b; background: #fdf0ee; padding: 12px 16px; border-radius: 8px; margin-bottom: 20px; }
.empty { padding: 48px 20px; text-align: center; color: var(--soft); }
ol.events { list-style: none; margin: 0; padding: 0; }
ol.events li { padding: 8px 0; border-bottom: 1px solid var(--line); }
ol.events li:last-child { border-bottom: 0; }
)";

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

Response html_page(const std::string& title, const std::string& active, const std::string& content, int status) {
  std::string navigation;
  for (const auto& [path, text] : kNavigation)
    navigation += std::string("<a href=\"") + path + "\"" + (active == path ? " class=\"active\" aria-current=\"page\"" : "") + ">" + text + "</a>";
  auto response = html_response(status, "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" +
                                            escape_html(title) + " · Sandbox shop</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body><header><div><strong>Sandbox shop<small>for trying and testing</small></strong><nav>" +
                                            navigation + "</nav></div></header><main><h1>" + escape_html(title) + "</h1>" + content + "</main></body></html>");
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  return response;
}

Response see_other(const std::string& location) {
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", location);
  return response;
}

Response stylesheet() {
  Response response;
  response.headers.emplace_back("Content-Type", "text/css; charset=utf-8");
  response.body = kStyle;
  return response;
}

std::string badge(const std::string& word) { return "<span class=\"badge " + escape_html(word) + "\">" + escape_html(word) + "</span>"; }

std::string input(const std::string& label, const std::string& name, const std::string& value, const std::string& type) {
  return "<label>" + escape_html(label) + "<input type=\"" + type + "\" name=\"" + escape_html(name) + "\" value=\"" + escape_html(value) + "\"></label>";
}

std::string button(const std::string& text, bool quiet) { return std::string("<button") + (quiet ? " class=\"quiet\"" : "") + ">" + escape_html(text) + "</button>"; }

}  // namespace tillbridge::sandbox
