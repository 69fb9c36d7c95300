#include "sandbox/page_products.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "sandbox/html.hpp"
#include "sandbox/page_form.hpp"

namespace tillbridge::sandbox {
namespace {

constexpr std::size_t kPerPage = 50;
constexpr int kMoneyPlaces = 2;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(const std::string& text, const std::string& part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

bool matches(const Product& product, const std::string& text) {
  return contains(product.name, text) || contains(product.sku, text) ||
         std::any_of(product.variants.begin(), product.variants.end(), [&](const Variant& variant) { return contains(variant.sku, text); });
}

std::string price_text(const Variant& variant) {
  const auto price = variant.price.to_fixed(kMoneyPlaces);
  return variant.sale_price ? "<s>" + price + "</s> " + variant.sale_price->to_fixed(kMoneyPlaces) : price;
}

std::string price_range(const Product& product) {
  const auto [low, high] = std::minmax_element(product.variants.begin(), product.variants.end(), [](const Variant& a, const Variant& b) { return a.price < b.price; });
  return low->price == high->price ? price_text(product.variants.front()) : low->price.to_fixed(kMoneyPlaces) + " – " + high->price.to_fixed(kMoneyPlaces);
}

std::string product_row(const Product& product) {
  Decimal stock;
  for (const auto& variant : product.variants) stock += variant.quantity;
  const bool published = product.status == "published";
  const auto variants = product.is_matrix() ? " <span class=\"soft\">· " + std::to_string(product.variants.size()) + " variants</span>" : "";
  return "<tr><td><a href=\"/products/" + product.product_id + "\">" + escape_html(product.name) + "</a>" + variants + "<br><code class=\"soft\">" + escape_html(product.sku) + "</code></td><td>" +
         badge(product.status) + "</td><td class=\"number\">" + price_range(product) + "</td><td class=\"number\">" + stock.to_text() + "</td><td class=\"number\"><form class=\"inline\" method=\"post\" action=\"/products/" +
         product.product_id + "\"><input type=\"hidden\" name=\"status\" value=\"" + (published ? "draft" : "published") + "\">" + button(published ? "Back to draft" : "Publish", true) + "</form></td></tr>";
}

std::string search_form(const std::string& text, const std::string& status) {
  std::string options;
  for (const auto* word : {"", "draft", "published", "hidden"})
    options += std::string("<option value=\"") + word + "\"" + (status == word ? " selected" : "") + ">" + (*word ? word : "any status") + "</option>";
  return "<form class=\"row card\" method=\"get\" action=\"/\">" + input("Name or SKU", "q", text, "search") + "<label>Status<select name=\"status\">" + options + "</select></label>" + button("Search") + "</form>";
}

std::string window_text(const Variant& variant) {
  if (!variant.sale_price || (!variant.sale_start && !variant.sale_end)) return "";
  const auto part = [](const std::optional<Timestamp>& at) { return at ? base::format_utc(*at) : std::string("…"); };
  return "<br><span class=\"soft\">" + part(variant.sale_start) + " to " + part(variant.sale_end) + "</span>";
}

std::string variant_row(const Variant& variant) {
  std::string options;
  for (const auto& option : variant.options) options += (options.empty() ? "" : ", ") + escape_html(option.name + ": " + option.value);
  return "<tr><td><code>" + escape_html(variant.sku) + "</code>" + (variant.hidden ? " " + badge("hidden") : "") + "</td><td>" + options + "</td><td class=\"number\">" + price_text(variant) + window_text(variant) +
         "</td><td class=\"number\">" + variant.quantity.to_text() + "</td></tr>";
}

std::string status_select(const Product& product) {
  std::string options;
  for (const auto* word : {"draft", "published", "hidden"}) options += std::string("<option") + (product.status == word ? " selected" : "") + ">" + word + "</option>";
  return "<label>Status<select name=\"status\">" + options + "</select></label>";
}

}  // namespace

Response show_products(Shop& shop, const Request& request) {
  const auto text = request.parameter("q").value_or("");
  const auto status = request.parameter("status").value_or("");
  const auto from = std::max(0, std::atoi(request.parameter("from").value_or("0").c_str()));
  std::vector<const Product*> found;
  for (const auto& [id, product] : shop.catalogue.all())
    if (matches(product, text) && (status.empty() || product.status == status)) found.push_back(&product);
  std::string rows;
  const auto first = std::min(found.size(), static_cast<std::size_t>(from));
  const auto last = std::min(found.size(), first + kPerPage);
  for (std::size_t i = first; i < last; ++i) rows += product_row(*found[i]);
  std::string content = search_form(text, status);
  if (found.empty()) return html_page("Products", "/", content + "<div class=\"card empty\">No products here yet. They arrive as drafts once a site of Tillbridge points to <code>/api</code> of this shop.</div>");
  content += "<div class=\"card table\"><table><tr><th>Product</th><th>Status</th><th class=\"number\">Price " + escape_html(shop.settings.currency) + "</th><th class=\"number\">Stock</th><th></th></tr>" + rows + "</table></div>";
  content += "<p class=\"soft\">" + std::to_string(first + 1) + " to " + std::to_string(last) + " of " + std::to_string(found.size());
  const auto link = [&](std::size_t at, const char* word) {
    return " · <a href=\"/?from=" + std::to_string(at) + "&amp;status=" + encode_percent(status) + "&amp;q=" + encode_percent(text) + "\">" + word + "</a>";
  };
  if (first > 0) content += link(first > kPerPage ? first - kPerPage : 0, "previous");
  if (last < found.size()) content += link(last, "next");
  return html_page("Products", "/", content + "</p>");
}

Response show_product(Shop& shop, const std::string& product_id) {
  const auto* product = shop.catalogue.find(product_id);
  if (!product) return html_page("Not found", "/", "<div class=\"card empty\">The shop has no such product.</div>", 404);
  std::string rows;
  for (const auto& variant : product->variants) rows += variant_row(variant);
  const auto facts = "<p class=\"soft\">" + escape_html(product->brand) + (product->category.empty() ? "" : " · " + escape_html(product->category)) + "</p>";
  return html_page(product->name, "/",
                   "<p>" + badge(product->status) + " <code>" + escape_html(product->sku) + "</code></p>" + facts + "<div class=\"card table\"><table><tr><th>SKU</th><th>Options</th><th class=\"number\">Price " +
                       escape_html(shop.settings.currency) + "</th><th class=\"number\">Stock</th></tr>" + rows + "</table></div><div class=\"card\"><h2>Merchandise</h2><form method=\"post\" action=\"/products/" + product->product_id +
                       "\">" + input("Name", "name", product->name) + "<label>Description<textarea name=\"description\" rows=\"4\">" + escape_html(product->description) + "</textarea></label>" + status_select(*product) +
                       button("Save") + "</form></div>");
}

Response change_product(Shop& shop, const Request& request, const std::string& product_id) {
  const Form form(request);
  Merchandising change;
  if (form.has("name")) change.name = form.text("name");
  if (form.has("description")) change.description = form.text("description");
  if (form.has("status")) change.status = form.text("status");
  const auto changed = shop.catalogue.merchandise(product_id, change);
  if (!changed) return html_page("Not saved", "/", "<div class=\"notice\">" + escape_html(changed.error().message) + "</div>", 400);
  return see_other(form.has("name") ? "/products/" + product_id : "/");
}

}  // namespace tillbridge::sandbox
