#include "bench/sample_updates.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tillbridge::bench {
namespace {

constexpr std::string_view kLongText =
    "Light, waterproof and made to last: three layers with taped seams, a hood that follows the head, two pockets for cold hands and one inside for what must "
    "stay dry. Cut wide enough for a pullover, long enough for the bicycle. The cloth is woven in Portugal from recycled yarn.";

template <class Rows>
std::string envelope(const TillLogin& login, const char* operation, const char* list, Rows rows) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out),
                 "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                 "<{0} xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>{1}</StoreId><UserName>{2}</UserName><Password>{3}</Password></Credentials><{4}>\n",
                 operation, login.store_id, login.user_name, login.password, list);
  rows(out);
  fmt::format_to(std::back_inserter(out), "</{}></{}></soap:Body></soap:Envelope>\n", list, operation);
  return fmt::to_string(out);
}

std::string as_of_element(const std::optional<std::string>& as_of) { return as_of ? "<AsOf>" + *as_of + "</AsOf>" : std::string(); }

void append_product(fmt::memory_buffer& out, int row, int version, const std::string& as_of) {
  fmt::format_to(std::back_inserter(out),
                 "<Product><ItemIntegrationId>{0}</ItemIntegrationId><Name>Rain coat Nordsee {1}, waterproof, lined{2}</Name>"
                 "<ShortDescription>Light and waterproof, with a hood and two pockets; model {1}.</ShortDescription><LongDescription>{3}</LongDescription>"
                 "<AdditionalDescription>Wash cold. Do not iron the print. Batch {1}.</AdditionalDescription><Brand>Northwind</Brand>"
                 "<Department>Women/Coats/Rain</Department><Barcode>40063813{1:05}</Barcode><SupplierSku>NW-{1}-XL</SupplierSku><Weight>0.85</Weight>"
                 "<WeightUnit>kg</WeightUnit><Price>{4}.99</Price><SalePrice>{5}.49</SalePrice><SaleStart>2026-11-27T00:00:00Z</SaleStart>"
                 "<SaleEnd>2026-11-30T23:59:59Z</SaleEnd><Taxable>true</Taxable><TaxClass>standard</TaxClass><Quantity>{6}</Quantity>"
                 "<SellOnline>true</SellOnline><ImageUrls><ImageUrl>https://pictures.example.com/nordsee/{1}/front.jpg</ImageUrl>"
                 "<ImageUrl>https://pictures.example.com/nordsee/{1}/back.jpg</ImageUrl></ImageUrls><Attributes><ProductAttribute><Name>Material</Name>"
                 "<Value>Polyester, recycled</Value></ProductAttribute><ProductAttribute><Name>Season</Name><Value>Winter {1}</Value></ProductAttribute>"
                 "</Attributes>{7}</Product>\n",
                 sample_item_id(row), row, version == 0 ? "" : fmt::format(", edition {}", version), kLongText, 30 + row % 90 + version, 20 + row % 9, row % 40 + version,
                 as_of);
}

}  // namespace

std::string sample_item_id(int row) { return fmt::format("COAT-{:07}-XL", row); }
std::string sample_quantity(int row, const Changed& changed) { return fmt::format("{}", row % 900 + changed.of(row)); }

std::string inventory_envelope(const TillLogin& login, int first, int count, const Changed& changed, const std::optional<std::string>& as_of,
                               bool backwards) {
  const std::string time = as_of_element(as_of);
  return envelope(login, "UpdateInventory", "InventoryRows", [&](fmt::memory_buffer& out) {
    for (int i = 0; i < count; ++i) {
      const int row = first + (backwards ? count - 1 - i : i);
      fmt::format_to(std::back_inserter(out), "<InventoryRow><ItemIntegrationId>{}</ItemIntegrationId><Quantity>{}</Quantity>{}</InventoryRow>\n", sample_item_id(row),
                     sample_quantity(row, changed), time);
    }
  });
}

std::string products_envelope(const TillLogin& login, int first, int count, const Changed& changed, const std::optional<std::string>& as_of) {
  const std::string time = as_of_element(as_of);
  return envelope(login, "UpdatePOSProducts", "Products", [&](fmt::memory_buffer& out) {
    for (int row = first; row < first + count; ++row) append_product(out, row, changed.of(row), time);
  });
}

std::string short_products_envelope(const TillLogin& login, int first, int count) {
  return envelope(login, "UpdatePOSProducts", "Products", [&](fmt::memory_buffer& out) {
    for (int row = first; row < first + count; ++row)
      fmt::format_to(std::back_inserter(out), "<Product><ItemIntegrationId>{}</ItemIntegrationId><Name>Rain coat {}</Name></Product>\n", sample_item_id(row), row);
  });
}

}  // namespace tillbridge::bench
