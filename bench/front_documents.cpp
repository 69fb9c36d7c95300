#include "bench/front_documents.hpp"

#include <fmt/format.h>

#include <array>

namespace tillbridge::bench {
namespace {

constexpr std::string_view kComment = "<!-- made by hand -->";

constexpr std::array<std::string_view, 8> kSentences = {
    "A light everyday jacket made of brushed cotton with a soft lining.",
    "The seams are taped, so rain stays where it belongs.",
    "Two pockets in front, one inside with a zip, room for a phone &amp; keys.",
    "Machine wash at 30 °C; do not tumble dry.",
    "Runs small: order one size up if you wear a jumper underneath.",
    "Designed in Malmö, sewn in Portugal from certified wool &gt; 80 %.",
    "Matches the trousers of the same line &quot;Nordlicht&quot; and our caps.",
    "Free returns within 30 days – no questions asked."};

std::string envelope(std::string_view operation, const std::string& content) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body><{0} xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>main-street</StoreId><UserName>till1</UserName>"
      "<Password>tb_nbhjvdryjg2asaaqaanwky64tha3vy7iz5tuiw3ddjftcggku62qxvkxng</Password></Credentials>{1}</{0}></soap:Body></soap:Envelope>",
      operation, content);
}

std::string html_description(int number) {
  std::string text;
  for (int paragraph = 0; paragraph < 2; ++paragraph) {
    text += "&lt;p class=\"text\"&gt;";
    for (int at = 0; at < 2; ++at) text += std::string(kSentences[static_cast<std::size_t>(number + paragraph * 3 + at) % kSentences.size()]) + "&lt;br/&gt;";
    text += "&lt;/p&gt;\n";
  }
  return text;
}

std::string product(int i) {
  const auto sentence = [&](int offset) { return kSentences[static_cast<std::size_t>(i + offset) % kSentences.size()]; };
  return fmt::format(
      "<Product><ItemIntegrationId>SKU-{0:06}-{1}</ItemIntegrationId><ProductIntegrationId>STYLE-{2:05}</ProductIntegrationId>"
      "<Options><ProductOption><Name>Size</Name><Value>{3}</Value></ProductOption><ProductOption><Name>Colour</Name><Value>Blå {4}</Value></ProductOption></Options>"
      "<Name>Jacket Nordlicht {2} – {4}</Name><ShortDescription>{5}</ShortDescription><LongDescription>{6}</LongDescription><AdditionalDescription>{7}</AdditionalDescription>"
      "<Brand>Åkerlund &amp; Söner</Brand><Department>Women/Jackets</Department><Barcode>40{0:010}7</Barcode><SupplierSku>AK-{0:08}</SupplierSku><Weight>0.85</Weight><WeightUnit>kg</WeightUnit>"
      "<Price>{8}.90</Price><SalePrice>{9}.90</SalePrice><SaleStart>2026-11-20T00:00:00Z</SaleStart><SaleEnd>2026-12-01T00:00:00Z</SaleEnd><Taxable>true</Taxable><TaxClass>standard</TaxClass>"
      "<Quantity>{1}</Quantity><SellOnline>true</SellOnline><Sites><SiteName>web-eu</SiteName><SiteName>web-us</SiteName></Sites>"
      "<ImageUrls><ImageUrl>https://img.example.com/nordlicht/{0}/front.jpg</ImageUrl><ImageUrl>https://img.example.com/nordlicht/{0}/back.jpg</ImageUrl></ImageUrls>"
      "<Attributes><ProductAttribute><Name>Material</Name><Value>80 % wool, 20 % polyamide</Value></ProductAttribute><ProductAttribute><Name>Season</Name><Value>Winter 2026</Value></ProductAttribute></Attributes>"
      "<AsOf>2026-11-25T08:00:00Z</AsOf></Product>",
      i, i % 50, i / 6, 34 + i % 12, i % 9, sentence(0), html_description(i), sentence(4), 60 + i % 140, 40 + i % 100);
}

}  // namespace

std::string inventory_document(int rows) {
  std::string list = "<InventoryRows>";
  for (int i = 0; i < rows; ++i) list += fmt::format("<InventoryRow><ItemIntegrationId>SKU-{:06}</ItemIntegrationId><Quantity>{}</Quantity></InventoryRow>", i, i % 200);
  return envelope("UpdateInventory", list + "</InventoryRows>");
}

std::string products_document(int rows) {
  std::string list = "<Products>";
  for (int i = 0; i < rows; ++i) list += product(i);
  return envelope("UpdatePOSProducts", list + "</Products>");
}

std::string on_lines(const std::string& document) {
  std::string out;
  int depth = 0;
  for (std::size_t at = 0; at < document.size(); ++at) {
    const bool is_end = document.compare(at, 2, "</") == 0;
    if (document[at] == '<' && at > 0) {
      if (is_end) --depth;
      if (document[at - 1] == '>' && !(is_end && document[document.rfind('<', at - 1) + 1] != '/')) out += "\r\n" + std::string(static_cast<std::size_t>(depth) * 2, ' ');
      if (!is_end) ++depth;
    }
    out += document[at];
  }
  return out;
}

std::string with_comment_first(std::string document) { return document.insert(document.find("?>") + 2, kComment); }
std::string with_comment_last(std::string document) { return document.insert(document.rfind("</"), kComment); }

}  // namespace tillbridge::bench
