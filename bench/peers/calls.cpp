#include "bench/peers/calls.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tillbridge::bench {
namespace {

constexpr const char* kDescription =
    "A classic of our range: soft yarn from a family spinning mill, cut for everyday wear and washed twice before it leaves the workshop. "
    "Keeps its shape &amp; its colour; \u201Emaschinenwaschbar bei 30\u00B0\u201C.";

std::string call(const Login& login, const char* operation, const std::string& list) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
      "<{0} xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>{1}</StoreId><UserName>{2}</UserName><Password>{3}</Password></Credentials>{4}</{0}>"
      "</soap:Body></soap:Envelope>",
      operation, login.store_id, login.user_name, login.password, list);
}

template <class Row>
std::string rows(const char* list, int count, Row row) {
  std::string text = fmt::format("<{}>", list);
  for (int n = 0; n < count; ++n) row(std::back_inserter(text), n);
  return text + fmt::format("</{}>", list);
}

constexpr const char* kProduct =
    "<Product><ItemIntegrationId>{0}</ItemIntegrationId><ProductIntegrationId>P-{1:07}</ProductIntegrationId>"
    "<Options><ProductOption><Name>Size</Name><Value>{2}</Value></ProductOption></Options>"
    "<Name>Cardigan No. {1}</Name><ShortDescription>Merino cardigan, edition {3}</ShortDescription><LongDescription>{4}</LongDescription>"
    "<AdditionalDescription>Lieferung ohne B\u00FCgel</AdditionalDescription><Brand>Nordwind</Brand><Department>Women/Knitwear</Department>"
    "<Barcode>40{5:011}</Barcode><SupplierSku>NW-{1}-{2}</SupplierSku><Weight>0.4200</Weight><WeightUnit>kg</WeightUnit>"
    "<Price>{6}.90</Price><SalePrice>{6}.50</SalePrice><SaleStart>2026-11-27T00:00:00Z</SaleStart><SaleEnd>2026-12-01T00:00:00Z</SaleEnd>"
    "<Taxable>true</Taxable><TaxClass>standard</TaxClass><Quantity>{7}</Quantity>"
    "<LocationQuantities><LocationQuantity><Location>warehouse</Location><Quantity>{8}</Quantity></LocationQuantity></LocationQuantities>"
    "<SellOnline>true</SellOnline><Sites><SiteName>web</SiteName><SiteName>outlet</SiteName></Sites>"
    "<ImageUrls><ImageUrl>https://pictures.example/knitwear/{1}.jpg</ImageUrl></ImageUrls>"
    "<Attributes><ProductAttribute><Name>Material</Name><Value>Merino</Value></ProductAttribute></Attributes></Product>";

}  // namespace

std::string item_key(int n) { return fmt::format("SKU-{:08}", n); }

std::string inventory_call(const Login& login, const std::vector<int>& quantities, const std::string& as_of) {
  const std::string moment = as_of.empty() ? "" : "<AsOf>" + as_of + "</AsOf>";
  return call(login, "UpdateInventory", rows("InventoryRows", static_cast<int>(quantities.size()), [&](auto out, int n) {
                fmt::format_to(out, "<InventoryRow><ItemIntegrationId>{}</ItemIntegrationId><Quantity>{}</Quantity>{}</InventoryRow>", item_key(n),
                               quantities[static_cast<std::size_t>(n)], moment);
              }));
}

std::string one_row_call(const Login& login, int item, int quantity) {
  return call(login, "UpdateInventory",
              fmt::format("<InventoryRows><InventoryRow><ItemIntegrationId>{}</ItemIntegrationId><Quantity>{}</Quantity></InventoryRow></InventoryRows>", item_key(item), quantity));
}

std::string products_call(const Login& login, const std::vector<int>& editions) {
  constexpr const char* kSizes[] = {"S", "M", "L", "XL"};
  return call(login, "UpdatePOSProducts", rows("Products", static_cast<int>(editions.size()), [&](auto out, int n) {
                const int edition = editions[static_cast<std::size_t>(n)];
                fmt::format_to(out, kProduct, item_key(n), n / 4, kSizes[n % 4], edition, kDescription, n, 40 + edition % 50, n % 90 + edition % 7, n % 30);
              }));
}

std::string plain_products_call(const Login& login, int count, int first) {
  return call(login, "UpdatePOSProducts", rows("Products", count, [first](auto out, int n) {
                fmt::format_to(out, "<Product><ItemIntegrationId>{}</ItemIntegrationId><Name>Item {}</Name></Product>", item_key(first + n), first + n);
              }));
}

}  // namespace tillbridge::bench
