#include "sandbox/page_orders.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "sandbox/html.hpp"
#include "sandbox/page_form.hpp"

namespace tillbridge::sandbox {
namespace {

constexpr int kMoneyPlaces = 2;

std::string money(Decimal amount) { return amount.to_fixed(kMoneyPlaces); }

std::string time_text(Timestamp at) { return base::format_sql(at).substr(0, 19); }

std::string person(const Order& order) {
  const auto name = order.customer.first_name + " " + order.customer.last_name;
  return escape_html(name == " " ? order.customer.email : name);
}

std::string order_row(const Order& order) {
  Decimal pieces;
  for (const auto& line : order.lines) pieces += line.quantity;
  return "<tr><td><a href=\"/orders/" + order.order_id + "\">" + escape_html(order.number) + "</a><br><span class=\"soft\">" + time_text(order.placed_at) + "</span></td><td>" + person(order) + "</td><td>" + badge(order.status) +
         "</td><td class=\"number\">" + pieces.to_text() + "</td><td class=\"number\">" + money(order.total) + "</td></tr>";
}

std::string line_row(const Order& order, const OrderLine& line) {
  const auto state = line_state(order, line.line_id);
  return "<tr><td>" + escape_html(line.name) + "<br><code class=\"soft\">" + escape_html(line.sku) + "</code></td><td class=\"number\">" + line.quantity.to_text() + "</td><td class=\"number\">" + state.open.to_text() +
         "</td><td class=\"number\">" + state.shipped.to_text() + "</td><td class=\"number\">" + state.returned.to_text() + "</td><td class=\"number\">" + money(line.quantity * line.unit_price - line.discount + line.tax) + "</td></tr>";
}

std::string quantities(const Order& order) {
  std::string fields;
  for (const auto& line : order.lines) fields += input(line.name + " (" + line.sku + ")", "q" + line.line_id, "", "text");
  return fields;
}

template <class Lines>
std::string pieces_text(const Order& order, const Lines& lines) {
  std::string text;
  for (const auto& moved : lines)
    for (const auto& line : order.lines)
      if (line.line_id == moved.line_id) text += (text.empty() ? "" : ", ") + moved.quantity.to_text() + " × " + escape_html(line.name);
  return text;
}

std::string history(const Order& order) {
  std::vector<std::pair<std::int64_t, std::string>> entries;
  const auto add = [&](const std::string& id, Timestamp at, const std::string& text) {
    entries.emplace_back(std::stoll(id), "<li>" + text + " <span class=\"soft\">" + time_text(at) + "</span></li>");
  };
  for (const auto& c : order.captures) add(c.capture_id, c.at, "Captured " + money(c.amount) + " by " + escape_html(c.method));
  for (const auto& p : order.shipments)
    add(p.parcel_id, p.at, "Shipped " + pieces_text(order, p.lines) + (p.tracking_number.empty() ? "" : ", " + escape_html(p.carrier) + " <code>" + escape_html(p.tracking_number) + "</code>"));
  for (const auto& r : order.refunds) add(r.refund_id, r.at, "Refunded " + money(r.amount) + (r.lines.empty() ? "" : " for " + pieces_text(order, r.lines)));
  for (const auto& c : order.cancellations) add(c.cancellation_id, c.at, "Cancelled " + pieces_text(order, c.lines));
  for (const auto& e : order.edits) add(e.edit_id, e.at, "Quantities changed");
  std::sort(entries.begin(), entries.end());
  std::string list = "<li>Placed <span class=\"soft\">" + time_text(order.placed_at) + "</span></li>";
  for (const auto& [id, text] : entries) list += text;
  return "<div class=\"card\"><h2>What happened</h2><ol class=\"events\">" + list + "</ol></div>";
}

std::string address_text(const Address& a) {
  std::string text;
  for (const auto& part : {a.first_name + " " + a.last_name, a.company, a.line1, a.line2, a.postcode + " " + a.city, a.region, a.country, a.phone, a.email})
    if (part != " " && !part.empty()) text += escape_html(part) + "<br>";
  return text.empty() ? "<span class=\"soft\">none</span>" : text;
}

std::string act_form(const Order& order, const std::string& act, const std::string& title, const std::string& fields) {
  return "<div class=\"card\"><h2>" + title + "</h2><form method=\"post\" action=\"/orders/" + order.order_id + "/" + act + "\">" + fields + button(title) + "</form></div>";
}

std::string act_forms(const Order& order) {
  const std::string rest = "<p class=\"soft\">No quantity at all means everything that is left.</p>";
  Decimal captured;
  for (const auto& capture : order.captures) captured += capture.amount;
  std::string forms;
  if (captured < order.total) forms += act_form(order, "capture", "Capture", input("Amount", "amount", (order.total - captured).to_text()));
  if (!order.closed && order.status != "cancelled") {
    forms += act_form(order, "ship", "Ship a parcel", rest + quantities(order) + input("Carrier", "carrier") + input("Tracking number", "tracking_number"));
    forms += act_form(order, "cancel", "Cancel", rest + quantities(order) + input("Reason", "reason"));
  }
  forms += act_form(order, "refund", "Refund", quantities(order) + input("Amount (empty = worth of the pieces)", "amount") + "<label><input type=\"checkbox\" name=\"restock\" value=\"1\" checked>Back on the shelf</label>");
  return "<div class=\"columns\">" + forms + "</div>";
}

std::vector<LineQuantity> asked_lines(const Order& order, const Form& form) {
  std::vector<LineQuantity> lines;
  for (const auto& line : order.lines)
    if (const auto quantity = form.number("q" + line.line_id); !quantity.is_zero()) lines.push_back({line.line_id, quantity});
  return lines;
}

Result<Order> act(Shop& shop, const Order& order, const Form& form, const std::string& what) {
  const auto lines = asked_lines(order, form);
  const auto amount = form.text("amount").empty() ? std::nullopt : std::optional(form.number("amount"));
  if (what == "capture") return shop.orders.capture(order.order_id, {.amount = amount});
  if (what == "cancel") return shop.orders.cancel(order.order_id, {.lines = lines, .reason = form.text("reason")});
  if (what == "ship") {
    const auto shipped = shop.orders.ship(order.order_id, {.carrier = form.text("carrier"), .tracking_number = form.text("tracking_number"), .lines = lines});
    return shipped ? Result<Order>(shipped->order) : Result<Order>(shipped.error());
  }
  RefundAct refund{.amount = amount};
  for (const auto& line : lines) refund.lines.push_back({.line_id = line.line_id, .quantity = line.quantity, .restock = form.has("restock")});
  return shop.orders.refund(order.order_id, refund, !shop.faults.use("frozen_refund_date"));
}

}  // namespace

Response show_orders(Shop& shop) {
  std::string rows;
  for (auto at = shop.orders.all().rbegin(); at != shop.orders.all().rend(); ++at) rows += order_row(at->second.order);
  if (rows.empty()) return html_page("Orders", "/orders", "<div class=\"card empty\">No orders yet. <a href=\"/basket\">Place one</a>.</div>");
  return html_page("Orders", "/orders",
                   "<div class=\"card table\"><table><tr><th>Order</th><th>Customer</th><th>Status</th><th class=\"number\">Pieces</th><th class=\"number\">Total " + escape_html(shop.settings.currency) + "</th></tr>" + rows + "</table></div>");
}

Response show_order_page(Shop& shop, const std::string& order_id, const std::string& problem) {
  const auto order = shop.orders.get(order_id);
  if (!order) return html_page("Not found", "/orders", "<div class=\"card empty\">The shop has no such order.</div>", 404);
  std::string rows;
  for (const auto& line : order->lines) rows += line_row(*order, line);
  rows += "<tr><td colspan=\"5\">Shipping</td><td class=\"number\">" + money(order->shipping_charge + order->shipping_tax) + "</td></tr><tr><td colspan=\"5\"><strong>Total</strong></td><td class=\"number\"><strong>" + money(order->total) + "</strong></td></tr>";
  const auto notice = problem.empty() ? "" : "<div class=\"notice\">" + escape_html(problem) + "</div>";
  return html_page("Order " + order->number, "/orders",
                   notice + "<p>" + badge(order->status) + " <span class=\"soft\">placed " + time_text(order->placed_at) + "</span></p><div class=\"card table\"><table><tr><th>Line</th><th class=\"number\">Ordered</th><th class=\"number\">Open</th><th class=\"number\">Shipped</th><th class=\"number\">Returned</th><th class=\"number\">" +
                       escape_html(order->currency) + "</th></tr>" + rows + "</table></div><div class=\"columns\">" + history(*order) + "<div class=\"card\"><h2>Customer</h2>" + person(*order) + "<br><span class=\"soft\">" + escape_html(order->customer.email) +
                       "</span><h2>Ship to</h2>" + address_text(order->shipping_address) + "</div></div>" + act_forms(*order),
                   problem.empty() ? 200 : 409);
}

Response act_on_order_page(Shop& shop, const Request& request, const std::string& order_id, const std::string& what) {
  const auto order = shop.orders.get(order_id);
  if (!order) return show_order_page(shop, order_id);
  const auto done = act(shop, *order, Form(request), what);
  return done ? see_other("/orders/" + order_id) : show_order_page(shop, order_id, done.error().message);
}

}  // namespace tillbridge::sandbox
