#include "tests/soap/plain_mutants.hpp"

#include <algorithm>
#include <array>

namespace tillbridge::tests {
namespace {

const std::string k11 = "http://schemas.xmlsoap.org/soap/envelope/", k12 = "http://www.w3.org/2003/05/soap-envelope", kOurs = "urn:tillbridge:pos:v1";

/// Elements of `body` are written with '^' where their prefix goes.
std::string with_prefix(std::string body, const std::string& prefix) {
  for (auto at = body.find('^'); at != std::string::npos; at = body.find('^', at)) body.replace(at, 1, prefix.empty() ? "" : prefix + ":");
  return body;
}

std::string declared(const std::string& prefix) { return (prefix.empty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"") + kOurs + "\""; }

std::string operation(const std::string& name, const std::string& prefix, const std::string& content, bool declares) {
  const std::string credentials = "<^Credentials><^StoreId>main-street</^StoreId><^UserName>till1</^UserName><^Password>p&amp;w</^Password></^Credentials>";
  return with_prefix("<^" + name + (declares ? declared(prefix) : "") + ">" + credentials + content + "</^" + name + ">", prefix);
}

/// One element per line, as tools for people write.
std::string on_lines(const std::string& xml, const std::string& line) {
  std::string out;
  for (std::size_t at = 0; at < xml.size(); ++at) {
    out += xml[at];
    if (xml[at] == '>' && at + 1 < xml.size() && xml[at + 1] == '<' && (xml[at + 2] != '/' || xml[xml.rfind('<', at) + 1] == '/')) out += line;
  }
  return out;
}

const std::string kInventory =
    "<^InventoryRows><^InventoryRow><^ItemIntegrationId>SKU-1</^ItemIntegrationId><^Quantity>5</^Quantity></^InventoryRow>"
    "<^InventoryRow><^ItemIntegrationId> A&lt;2 </^ItemIntegrationId><^Quantity>-1.50</^Quantity><^Location>Main</^Location><^AsOf>2026-11-25T08:00:00Z</^AsOf></^InventoryRow>"
    "</^InventoryRows>";
const std::string kProducts =
    "<^CallerReference>day-1 &amp; 2</^CallerReference><^ReturnAllRows>true</^ReturnAllRows><^Products><^Product><^ItemIntegrationId>P1</^ItemIntegrationId><^ProductIntegrationId>S</^ProductIntegrationId>"
    "<^Options><^ProductOption><^Name>Size</^Name><^Value>41 \xC2\xBD</^Value></^ProductOption><^ProductOption><^Name>Colour</^Name><^Value>r\xC3\xB8" "d</^Value></^ProductOption></^Options>"
    "<^Name>Schuh \xE2\x82\xAC \xF0\x9F\x91\x9F</^Name><^LongDescription>&lt;p&gt;Soft &amp;amp; \"light\" ]] &#233;&#x41;\n\t&apos;x&apos; &quot;y&quot; > z\xEF\xBC\x81&lt;/p&gt;</^LongDescription>"
    "<^Brand/><^Barcode></^Barcode><^Price>1</^Price><^Quantity /><^Sites><^SiteName>a</^SiteName><^SiteName>b</^SiteName></^Sites><^ImageUrls></^ImageUrls></^Product></^Products>";
const std::string kPrices = "<^PriceRows><^PriceRow><^ItemIntegrationId>A</^ItemIntegrationId><^Price>9.99</^Price><^SaleStart>2026-01-01</^SaleStart></^PriceRow></^PriceRows>";
const std::string kAsked = "<^MaxCount>10</^MaxCount><^Site>web-eu</^Site>";

const std::string kShipments =
    "<^Shipments><^Shipment><^ShipmentId>S-2</^ShipmentId><^Site>web-eu</^Site><^WebOrderNumber>#1042</^WebOrderNumber><^Lines><^Line><^ItemIntegrationId>COAT-M</^ItemIntegrationId>"
    "<^Quantity>1</^Quantity></^Line><^Line><^LineId>17</^LineId><^Quantity>2</^Quantity></^Line></^Lines></^Shipment></^Shipments>";

std::string confirmation(const std::string& entry, const std::string& id) {
  const auto one = "<^" + entry + "><^" + id + ">d_1</^" + id + "><^Accepted>true</^Accepted><^PosCustomerNumber>9</^PosCustomerNumber></^" + entry + ">";
  return "<^Confirmations>" + one + one + "</^Confirmations>";
}

std::vector<std::string> make_seeds() {
  const std::string declaration = R"(<?xml version="1.0" encoding="utf-8"?>)";
  std::vector<std::string> seeds;
  seeds.push_back(declaration + "<s:Envelope xmlns:s=\"" + k11 + "\"" + declared("p") + "><s:Body>" + operation("UpdateInventory", "p", kInventory, false) + "</s:Body></s:Envelope>");
  seeds.push_back("<soap:Envelope xmlns:soap='" + k12 + "'>\r\n <soap:Header/><soap:Body>" + operation("UpdateInventory", "", kInventory, true) + "</soap:Body></soap:Envelope>\n");
  seeds.push_back(declaration + "\n" + on_lines("<Envelope xmlns=\"" + k11 + "\"><Header></Header><Body>" + operation("UpdatePOSProducts", "tb", kProducts, true) + "</Body></Envelope>", "\r\n  "));
  seeds.push_back("<e:Envelope xmlns:e=\"" + k12 + "\"><e:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + operation("UpdatePOSProducts", "", kProducts, true) + "</e:Body></e:Envelope>");
  seeds.push_back(on_lines("<s:Envelope xmlns:s=\"" + k11 + "\"><s:Body>" + operation("UpdatePricing", "ns1", kPrices, true) + "</s:Body></s:Envelope>", "\n\t"));
  seeds.push_back(operation("UpdateInventory", "x", kInventory, true));
  seeds.push_back("\xEF\xBB\xBF" + declaration + "<s:Envelope xmlns:s=\"" + k11 + "\"" + declared("s2") + "><s:Body>" + operation("GetNewOrders", "s2", kAsked, false) + "</s:Body></s:Envelope>");
  for (const char* what : {"GetNewCaptures", "GetNewTransactions"})
    seeds.push_back("<s:Envelope xmlns:s=\"" + k11 + "\"><s:Body>" + operation(what, "a", kAsked, true) + "</s:Body></s:Envelope>");
  for (const auto& [what, entry, id] : {std::array{"ConfirmOrders", "OrderConfirmation", "OrderDocumentId"}, {"ConfirmCaptures", "CaptureConfirmation", "CaptureId"}, {"ConfirmTransactions", "TransactionConfirmation", "TransactionId"}})
    seeds.push_back("<s:Envelope xmlns:s=\"" + k11 + "\"><s:Body>" + operation(what, "a", confirmation(entry, id), true) + "</s:Body></s:Envelope>");
  seeds.push_back("<s:Envelope xmlns:s=\"" + k12 + "\"><s:Body>" + operation("SaveShipments", "", kShipments, true) + "</s:Body></s:Envelope>");
  return seeds;
}

const std::vector<std::string> kPieces = {
    "<", ">", "&", ";", "\"", "'", "/", "/>", "</", "]]>", "]]", "<![CDATA[", "<!--", "-->", "<!---->", "<?x?>", "<?xml version='1.0'?>", "<!DOCTYPE a>", "&#x", "&#0;", "&#13;", "&#10;", "&#233;", "&#xE9;", "&#X41;",
    "&#x1F600;", "&#128512;", "&#65535;", "&#xFFFE;", "&#xD800;", "&#00065;", "&#000065;", "&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&nbsp;", "&lt", "\xC3", "\xA9", "\xC3\xA9", "\xED\xA0\x80", "\xEF\xBF\xBE",
    "\xEF\xBF\xBF", "\xEF\xBF\xBD", "\xEF\xBB\xBF", "\xF4\x90\x80\x80", "\xF0\x9F\x98\x80", "\xC0\x80", "\x7F", "\xC2\x85", "\xE2\x80\xA8", " ", "\n", "\r", "\r\n", "\t", "\x0B", "\x01", std::string(1, '\0'),
    " xmlns=''", " xmlns=\"\"", " xmlns='urn:x'", " xmlns:p='urn:x'", " xmlns:p='urn:tillbridge:pos:v1'", " xsi:nil='true'", " xsi:nil='1'", " id='1'", " href='#1'", " a='b'", "p:", "tb:", ":", "=",
    "<p:InventoryRow>", "</p:InventoryRow>", "<p:InventoryRow/>", "<InventoryRow/>", "<InventoryRows/>", "<p:Quantity>7</p:Quantity>", "<Quantity>7</Quantity>", "<Quantity/>", "<p:Location/>", "<p:Location />",
    "<p:Location></p:Location>", "<tb:Name>n</tb:Name>", "<Name/>", "<p:CallerReference>r</p:CallerReference>", "<CallerReference/>", "<p:ReturnAllRows>1</p:ReturnAllRows>", "<ReturnAllRows>&#49;</ReturnAllRows>",
    "<p:Unknown/>", "<Unknown>u</Unknown>", "<Credentials/>", "<p:Credentials></p:Credentials>", "<Sites/>", "<tb:Options></tb:Options>", "<s:Header/>", "<s:Header></s:Header>", "<s:Body/>", "<s:Fault/>", "<Value>v</Value>"};

const std::vector<std::string> kTexts = {
    "x", "]", "]]", ">", "]]&gt;", "&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "\"", "'", "&#9;", "&#10;", "&#13;", "&#32;", "&#60;", "&#38;", "&#x26;lt;", "&#x3C;", "&#x3e;", "&#233;", "&#xe9;", "&#x20AC;", "&#8364;", "&#xFFFD;",
    "&#65533;", "&#xD7FF;", "&#xE000;", "&#x85;", "&#127;", "&#0065;", "&#x041;", "&#00065;", "&#x0041;", "\n", "\t", " ", "  ", "\r", "\xC2\x85", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD", "\xEF\xBC\x81",
    "\x7F", "\xF4\x8F\xBF\xBF", "\xEF\xB7\x90", "=", "/", "?", "!", ";", "#", "%3C", "xmlns='u'"};
const std::vector<std::string> kBlanks = {" ", "\n", "\r\n", "\t", "\r", "      \n\n\t\t    ", "", "\n "};

class Mutator {
 public:
  Mutator(std::mt19937_64& random, std::string text) : random_(random), text_(std::move(text)) {}

  std::string run() {
    for (auto times = 1 + pick(3); times > 0 && !text_.empty(); --times) change();
    return std::move(text_);
  }

 private:
  std::size_t pick(std::size_t count) { return count == 0 ? 0 : random_() % count; }

  void change() {
    const auto place = pick(text_.size());
    switch (pick(16)) {
      case 0: text_[place] = static_cast<char>(pick(256)); return;
      case 1: text_[place] = static_cast<char>(text_[place] ^ (1 << pick(8))); return;
      case 2: text_.erase(place, 1 + pick(12)); return;
      case 3: text_.insert(place, kPieces[pick(kPieces.size())]); return;
      case 4:
      case 5: text_.insert(between_tags(), kPieces[pick(kPieces.size())]); return;
      case 6: text_.insert(place, text_.substr(pick(text_.size()), 1 + pick(80))); return;
      case 7: return repeat_element();
      case 8: return exchange_elements();
      case 9: return rename();
      case 10: text_.resize(place + 1); return;
      case 11: text_.insert(between_tags(), kBlanks[pick(kBlanks.size())]); return;
      case 12: text_.erase(inside_a_text(), 1); return;
      default: text_.insert(inside_a_text(), kTexts[pick(kTexts.size())]);
    }
  }

  std::size_t after(char mark) {
    const auto found = text_.find(mark, pick(text_.size()));
    return found == std::string::npos ? text_.size() : found + 1;
  }
  std::size_t between_tags() { return after('>'); }
  std::size_t inside_a_text() {
    const auto at = after('>');
    return at + pick(std::min(text_.find('<', at), text_.size()) - at + 1);
  }

  /// From a '<' to behind the end tag of the same name, if there is one.
  std::pair<std::size_t, std::size_t> element() {
    const auto at = text_.find('<', pick(text_.size()));
    if (at == std::string::npos) return {0, 0};
    const auto name_end = std::min(text_.find_first_of(" />", at + 1), text_.size());
    const std::string close = "</" + text_.substr(at + 1, name_end - at - 1) + ">";
    const auto end = text_.find(close, name_end);
    return end == std::string::npos ? std::pair{at, at} : std::pair{at, end + close.size()};
  }

  void repeat_element() {
    const auto [from, to] = element();
    const auto copy = text_.substr(from, to - from);
    text_.insert(pick(2) == 0 ? to : between_tags(), copy);
  }
  void exchange_elements() {
    const auto [from, to] = element();
    const auto moved = text_.substr(from, to - from);
    text_.erase(from, to - from);
    text_.insert(between_tags(), moved);
  }
  /// A name of the seed in another place: tags that do not match, or elements where they are not known.
  void rename() {
    const auto [from, to] = element();
    const auto [other, other_end] = element();
    const auto length = std::min(text_.find('>', from), text_.size()) - from, other_length = std::min(text_.find('>', other), text_.size()) - other;
    const auto name = text_.substr(other, other_length);
    if (to > from && pick(2) == 0) {
      const auto old = "</" + text_.substr(from + 1, length - 1) + ">";
      if (const auto at = text_.find(old, from); at != std::string::npos && name.size() > 1) text_.replace(at, old.size(), "</" + name.substr(1) + ">");
    }
    text_.replace(from, length, name);
    (void)other_end;
  }

  std::mt19937_64& random_;
  std::string text_;
};

}  // namespace

const std::vector<std::string>& plain_seeds() {
  static const auto seeds = make_seeds();
  return seeds;
}

std::string plain_mutant(std::mt19937_64& random) { return Mutator(random, plain_seeds()[random() % plain_seeds().size()]).run(); }

}  // namespace tillbridge::tests
