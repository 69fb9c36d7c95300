#include "sandbox/api_answer.hpp"
#include "sandbox/html.hpp"
#include "sandbox/page_form.hpp"
#include "sandbox/page_orders.hpp"
#include "sandbox/page_products.hpp"

namespace tillbridge::sandbox {
namespace {

struct Switch {
  const char* kind;
  const char* text;
};

constexpr Switch kSwitches[] = {
    {"throttle", "Answer 429 with Retry-After"},          {"error", "Answer 500"},
    {"unauthorized", "Refuse the token (401)"},           {"html", "Answer a web page instead of JSON"},
    {"drop", "Close the connection without an answer"},   {"hold", "Never answer"},
    {"slow", "Answer slowly (3 s)"},                      {"duplicate_orders", "List every order twice"},
    {"bump_modified", "Move every order's modified time"}, {"late_orders", "New orders appear late (2 listings)"},
    {"frozen_refund_date", "Refunds do not move the order's time"}, {"reject_sku", "Refuse one SKU"},
    {"refuse_batch", "Refuse the whole batch with this SKU"},
};
constexpr int kSlowMilliseconds = 3'000;
constexpr int kRetryAfterSeconds = 5;
constexpr int kLatePolls = 2;

Response show_faults(const Shop& shop) {
  std::string options, rows;
  for (const auto& [kind, text] : kSwitches) options += std::string("<option value=\"") + kind + "\">" + text + "</option>";
  for (const auto& fault : shop.faults.all())
    rows += "<tr><td>" + escape_html(fault.kind) + (fault.after_work ? " after the work" : "") + "</td><td><code>" + escape_html(fault.method + " " + fault.path + fault.sku) + "</code></td><td class=\"number\">" +
            (fault.times == 0 ? "until cleared" : std::to_string(fault.times)) + "</td></tr>";
  const auto table = rows.empty() ? "<div class=\"card empty\">The shop behaves well.</div>"
                                  : "<div class=\"card table\"><table><tr><th>Switch</th><th>Where</th><th class=\"number\">Times</th></tr>" + rows + "</table></div><form method=\"post\" action=\"/faults/clear\">" + button("Clear all", true) + "</form><br>";
  return html_page("Faults", "/faults",
                   table + "<div class=\"card\"><h2>Set a switch</h2><form method=\"post\" action=\"/faults\"><label>What goes wrong<select name=\"kind\">" + options + "</select></label>" + input("How often (0 = until cleared)", "times", "1") +
                       input("Only for paths that begin with (e.g. /stock)", "path") + input("SKU (for the two refusals)", "sku") +
                       "<label><input type=\"checkbox\" name=\"after_work\" value=\"1\">After the work was done</label>" + button("Set") + "</form></div>");
}

Response post_fault(Shop& shop, const Request& request) {
  const Form form(request);
  Fault fault{.kind = form.text("kind"), .path = form.text("path"), .times = static_cast<int>(form.number("times").units() / Decimal::kScale), .after_work = form.has("after_work"), .sku = form.text("sku")};
  if (fault.kind == "throttle") fault.retry_after = kRetryAfterSeconds;
  if (fault.kind == "slow") fault.delay_ms = kSlowMilliseconds;
  if (fault.kind == "late_orders") fault.polls = kLatePolls;
  const auto added = shop.faults.add(std::move(fault));
  return added ? see_other("/faults") : html_page("Not set", "/faults", "<div class=\"notice\">" + escape_html(added.error().message) + "</div>", 400);
}

bool is_order_act(const std::string& word) { return word == "capture" || word == "ship" || word == "refund" || word == "cancel"; }

Response route_page(Shop& shop, const Request& request) {
  const auto s = segments_of(request.path);
  const bool get = request.method == "GET";
  const bool post = request.method == "POST";
  if (get && s.empty()) return show_products(shop, request);
  if (get && s == std::vector<std::string>{"style.css"}) return stylesheet();
  if (s.size() == 2 && s[0] == "products" && get) return show_product(shop, s[1]);
  if (s.size() == 2 && s[0] == "products" && post) return change_product(shop, request, s[1]);
  if (s == std::vector<std::string>{"orders"} && get) return show_orders(shop);
  if (s.size() == 2 && s[0] == "orders" && get) return show_order_page(shop, s[1]);
  if (s.size() == 3 && s[0] == "orders" && post && is_order_act(s[2])) return act_on_order_page(shop, request, s[1], s[2]);
  if (s == std::vector<std::string>{"basket"}) return post ? post_basket(shop, request) : show_basket(shop);
  if (s == std::vector<std::string>{"faults"}) return post ? post_fault(shop, request) : show_faults(shop);
  if (post && s == std::vector<std::string>{"faults", "clear"}) {
    shop.faults.clear();
    return see_other("/faults");
  }
  return html_page("Not found", "", "<div class=\"card empty\">There is nothing here.</div>", 404);
}

}  // namespace

Response answer_page(Shop& shop, const Request& request) {
  try {
    return route_page(shop, request);
  } catch (const BadValue& bad) {
    return html_page("Not done", "", "<div class=\"notice\">" + escape_html(bad.what()) + "</div>", 400);
  }
}

}  // namespace tillbridge::sandbox
