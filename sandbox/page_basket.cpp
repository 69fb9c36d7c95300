#include "sandbox/html.hpp"
#include "sandbox/page_form.hpp"
#include "sandbox/page_orders.hpp"
#include "sandbox/place_order.hpp"

namespace tillbridge::sandbox {
namespace {

constexpr int kBasketLines = 3;
constexpr std::size_t kMaxChoices = 500;

std::string choices(const Shop& shop) {
  std::string options;
  std::size_t count = 0;
  for (const auto& [id, product] : shop.catalogue.all()) {
    if (product.status != "published") continue;
    for (const auto& variant : product.variants)
      if (!variant.hidden && count++ < kMaxChoices)
        options += "<option value=\"" + escape_html(variant.sku) + "\">" + escape_html(product.name) + ", " + variant.quantity.to_text() + " in stock</option>";
  }
  return "<datalist id=\"skus\">" + options + "</datalist>";
}

std::string line_fields(int index) {
  const auto number = std::to_string(index);
  return "<label>SKU<input name=\"sku" + number + "\" list=\"skus\" autocomplete=\"off\"></label>" + input("Quantity", "quantity" + number, index == 0 ? "1" : "") + input("Discount", "discount" + number);
}

}  // namespace

Response show_basket(Shop& shop, const std::string& problem) {
  const auto notice = problem.empty() ? "" : "<div class=\"notice\">" + escape_html(problem) + "</div>";
  std::string lines;
  for (int i = 0; i < kBasketLines; ++i) lines += "<div class=\"columns tight\">" + line_fields(i) + "</div>";
  const auto customer = input("First name", "first_name") + input("Last name", "last_name") + input("E-mail", "email", "", "email") + input("Street", "line1") + input("Postcode", "postcode") + input("City", "city") +
                        input("Country (two letters)", "country", "DE");
  return html_page("Place an order", "/basket",
                   notice + "<form method=\"post\" action=\"/basket\">" + choices(shop) + "<div class=\"card\"><h2>Basket</h2>" + lines +
                       "<p class=\"soft\">Only published products can be bought.</p></div><div class=\"card\"><h2>Customer</h2><div class=\"columns tight\">" + customer + "</div></div><div class=\"card\"><h2>Payment</h2>" + input("Shipping charge", "shipping_charge", "4.90") +
                       "<label><input type=\"checkbox\" name=\"capture\" value=\"1\" checked>Take the money at once</label>" + button("Buy") + "</div></form>",
                   problem.empty() ? 200 : 409);
}

Response post_basket(Shop& shop, const Request& request) {
  const Form form(request);
  Basket basket;
  for (int i = 0; i < kBasketLines; ++i) {
    const auto number = std::to_string(i);
    if (const auto sku = form.text("sku" + number); !sku.empty()) basket.lines.push_back({.sku = sku, .quantity = form.number("quantity" + number), .discount = form.number("discount" + number)});
  }
  basket.customer = {.email = form.text("email"), .first_name = form.text("first_name"), .last_name = form.text("last_name")};
  basket.billing_address = {.first_name = form.text("first_name"), .last_name = form.text("last_name"), .line1 = form.text("line1"), .city = form.text("city"), .postcode = form.text("postcode"), .country = form.text("country"), .email = form.text("email")};
  basket.shipping_address = basket.billing_address;
  basket.shipping_charge = form.number("shipping_charge");
  basket.capture = form.has("capture");
  const auto placed = place_order(shop, basket);
  return placed ? see_other("/orders/" + placed->order_id) : show_basket(shop, placed.error().message);
}

}  // namespace tillbridge::sandbox
