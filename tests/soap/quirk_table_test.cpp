// What old tills and odd toolkits send, one row per quirk: either the very values of a clean request are stored, or the call is refused with a
// message that names the place.
#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time_text.hpp"
#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// What a row sends: the clean request with something about it changed.
struct Sent {
  std::string body;
  Headers headers = {{"content-type", "text/xml; charset=utf-8"}};
  std::string path = "/soap/ProductTasks";
};

constexpr const char* kEnvelope11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* kEnvelope12 = "http://www.w3.org/2003/05/soap-envelope";

const std::string kProduct =
    "<Product><ItemIntegrationId>Q-1</ItemIntegrationId><Name>Größe 5 € “Ž”</Name><WeightUnit>kg</WeightUnit><Price>1234.5</Price>"
    "<SaleStart>2026-11-01T10:00:00Z</SaleStart><Taxable>true</Taxable><Quantity>7</Quantity></Product>";

/// The element alone.
std::string operation(const std::string& rows = "<ReturnAllRows>true</ReturnAllRows><Products>" + kProduct + "</Products>") {
  return "<UpdatePOSProducts xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>main-street</StoreId><UserName>till1</UserName><Password>" + tests::kTillPassword +
         "</Password></Credentials>" + rows + "</UpdatePOSProducts>";
}

std::string envelope(const std::string& content, const char* version = kEnvelope11) {
  return "<s:Envelope xmlns:s=\"" + std::string(version) + "\"><s:Body>" + content + "</s:Body></s:Envelope>";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the clean request has no " + from);
  for (auto next = at; next != std::string::npos; next = text.find(from, next + to.size())) text.replace(next, from.size(), to);
  return text;
}

std::string clean() { return envelope(operation()); }
Sent with(const std::string& from, const std::string& to) { return {replaced(clean(), from, to)}; }
Sent headed(Headers headers, std::string body = clean()) { return {std::move(body), std::move(headers)}; }

/// The clean request in an encoding of one byte each; only the characters that kProduct holds.
std::string single_byte(std::string text, const std::vector<std::pair<std::string, char>>& table) {
  for (const auto& [character, byte] : table) text = replaced(std::move(text), character, std::string(1, byte));
  return text;
}
std::string windows_1252(const std::string& text) {
  return single_byte(text, {{"ö", '\xF6'}, {"ß", '\xDF'}, {"€", '\x80'}, {"“", '\x93'}, {"”", '\x94'}, {"Ž", '\x8E'}});
}
/// Latin-9 has no typographic quotes: the row that uses it has none.
std::string iso_8859_15(const std::string& text) { return single_byte(text, {{"ö", '\xF6'}, {"ß", '\xDF'}, {"€", '\xA4'}, {"Ž", '\xB4'}}); }

std::string utf16(const std::string& text, bool big_endian, bool mark) {
  std::u16string units;
  if (mark) units += u'\xFEFF';
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const int length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
    unsigned code = length == 1 ? byte : length == 2 ? byte & 0x1F : byte & 0x0F;
    for (int k = 1; k < length; ++k) code = code << 6 | (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3F);
    units += static_cast<char16_t>(code);
    i += static_cast<std::size_t>(length);
  }
  std::string bytes;
  for (const char16_t unit : units) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    if (c == ' ') out += '+';
    else if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
    else out += code;
  }
  return out;
}

std::string multipart(const std::string& more_of_head, const std::string& xml) {
  return "--xyz\r\nContent-Disposition: form-data; name=\"xml\"" + more_of_head + "\r\n\r\n" + xml + "\r\n--xyz--\r\n";
}

struct Stored {
  std::string name, weight_unit, price, sale_start, quantity;
  bool taxable = false;
  bool operator==(const Stored&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Stored& stored) {
  return out << stored.name << " | " << stored.weight_unit << " | " << stored.price << " | " << stored.sale_start << " | " << stored.quantity << " | " << stored.taxable;
}

std::optional<Stored> stored_item(TillScene& scene) {
  std::optional<Stored> found;
  scene.database().read([&](persistence::UnitOfWork& work) {
    const auto items = work.items().find_many(scene.account(), {"Q-1"});
    if (items.empty()) return;
    const auto price = work.prices().find_many(scene.account(), {"Q-1"}).at(0);
    const auto stock = work.stock().find_many(scene.account(), {"Q-1"}).at(0);
    found = Stored{items[0].name, items[0].weight_unit, price.price->to_text(), price.sale_start ? base::format_utc(*price.sale_start) : "", stock.quantity.to_text(), items[0].taxable};
  });
  return found;
}

services::http::Response send(TillScene& scene, const Sent& sent) {
  auto request = TillScene::a_request(sent.body, sent.path);
  request.headers.clear();
  for (const auto& header : sent.headers) request.headers.push_back(header);
  return scene.send(std::move(request));
}

const Stored kWanted{"Größe 5 € “Ž”", "kg", "1234.5", "2026-11-01T10:00:00Z", "7", true};

struct Accepted {
  std::string quirk;
  Sent sent;
  std::string warning = {};           ///< a part of the warning that it earns; "" = none
  std::string answer = "<SOAP-ENV:Envelope";  ///< what the answer holds besides
  Stored wanted = kWanted;
};

struct Refused {
  std::string quirk;
  Sent sent;
  std::string code;
  std::vector<std::string> named;     ///< what the message must name
};

Stored but(const std::function<void(Stored&)>& change) {
  Stored other = kWanted;
  change(other);
  return other;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<Accepted> actions_and_labels() {
  const std::string action = "urn:tillbridge:pos:v1:UpdatePOSProducts", type = "text/xml; charset=utf-8";
  return {
      {"no SOAPAction", headed({{"content-type", type}})},
      {"an empty SOAPAction", headed({{"content-type", type}, {"soapaction", ""}})},
      {"a SOAPAction of two quotes", headed({{"content-type", type}, {"soapaction", "\"\""}})},
      {"the SOAPAction in quotes", headed({{"content-type", type}, {"soapaction", "\"" + action + "\""}})},
      {"the SOAPAction bare", headed({{"content-type", type}, {"soapaction", action}})},
      {"the SOAPAction in single quotes", headed({{"content-type", type}, {"soapaction", "'" + action + "'"}})},
      {"a SOAPAction of another base address", headed({{"content-type", type}, {"soapaction", "\"http://tempuri.org/UpdatePOSProducts\""}})},
      {"a SOAPAction that names nothing of ours", headed({{"content-type", type}, {"soapaction", "\"http://old.example/SendStock\""}})},
      {"text/xml without charset", headed({{"content-type", "text/xml"}})},
      {"application/xml", headed({{"content-type", "application/xml"}})},
      {"application/octet-stream", headed({{"content-type", "application/octet-stream"}})},
      {"no content type", headed({})},
      {"XML labelled as a form", headed({{"content-type", "application/x-www-form-urlencoded"}})},
      {"SOAP 1.1 labelled as SOAP 1.2", headed({{"content-type", "application/soap+xml; charset=utf-8"}})},
      {"SOAP 1.2 labelled as SOAP 1.1", headed({{"content-type", type}}, envelope(operation(), kEnvelope12)), "", kEnvelope12},
      {"SOAP 1.2 with its action", headed({{"content-type", "application/soap+xml; charset=utf-8; action=\"" + action + "\""}}, envelope(operation(), kEnvelope12)), "", kEnvelope12},
  };
}

std::vector<Accepted> encodings() {
  const std::string mark = "\xEF\xBB\xBF", plain_name = "Größe 5 € Ž";
  const auto prolog = [](const std::string& encoding) { return "<?xml version='1.0' encoding='" + encoding + "'?>"; };
  const auto latin9 = replaced(clean(), "Größe 5 € “Ž”", plain_name);
  return {
      {"UTF-8 with a byte order mark", headed({{"content-type", "text/xml"}}, mark + clean())},
      {"a byte order mark in front of a prolog", headed({{"content-type", "text/xml"}}, mark + prolog("UTF-8") + clean())},
      {"blank lines in front of the prolog", headed({{"content-type", "text/xml"}}, "\r\n\r\n" + prolog("utf-8") + clean())},
      {"UTF-16 little-endian with its mark", headed({{"content-type", "text/xml"}}, utf16(prolog("UTF-16") + clean(), false, true))},
      {"UTF-16 big-endian with its mark", headed({{"content-type", "text/xml"}}, utf16(prolog("UTF-16") + clean(), true, true))},
      {"UTF-16 little-endian without mark", headed({{"content-type", "text/xml; charset=utf-16le"}}, utf16(clean(), false, false))},
      {"UTF-16 big-endian without mark", headed({{"content-type", "text/xml; charset=utf-16"}}, utf16(clean(), true, false))},
      {"UTF-16 little-endian that nothing declares", headed({{"content-type", "text/xml"}}, utf16(clean(), false, false))},
      {"UTF-16 big-endian that nothing declares", headed({{"content-type", "text/xml"}}, utf16(clean(), true, false))},
      {"a prolog that says UTF-16 over UTF-8", headed({{"content-type", "text/xml"}}, prolog("UTF-16") + clean())},
      {"Windows-1252 by the prolog", headed({{"content-type", "text/xml"}}, prolog("windows-1252") + windows_1252(clean()))},
      {"Windows-1252 by the header", headed({{"content-type", "text/xml; charset=\"Windows-1252\""}}, windows_1252(clean()))},
      {"ISO-8859-1 that is Windows-1252", headed({{"content-type", "text/xml"}}, prolog("ISO-8859-1") + windows_1252(clean()))},
      {"ISO-8859-15 with its euro", headed({{"content-type", "text/xml"}}, prolog("ISO-8859-15") + iso_8859_15(latin9)), "", "<SOAP-ENV:Envelope", but([&](Stored& stored) { stored.name = plain_name; })},
      {"the prolog where header and prolog differ", headed({{"content-type", "text/xml; charset=utf-8"}}, prolog("windows-1252") + windows_1252(clean()))},
      {"the mark where header and mark differ", headed({{"content-type", "text/xml; charset=iso-8859-1"}}, mark + clean())},
      {"an emoji as two halves", with("Größe", "&#xD83D;&#xDE00;"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.name = "\U0001F600 5 € “Ž”"; })},
  };
}

std::vector<Accepted> ways_of_writing() {
  const auto reordered = "<Product><Taxable>true</Taxable><Quantity>7</Quantity><SaleStart>2026-11-01T10:00:00Z</SaleStart><Price>1234.5</Price><WeightUnit>kg</WeightUnit>"
                         "<Name>Größe 5 € “Ž”</Name><ItemIntegrationId>Q-1</ItemIntegrationId></Product>";
  const auto header = [](const std::string& block) { return Sent{replaced(clean(), "<s:Body>", "<s:Header>" + block + "</s:Header><s:Body>")}; };
  const std::string wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  return {
      {"CDATA", with("<Name>Größe 5 € “Ž”</Name>", "<Name><![CDATA[Größe 5 € “Ž”]]></Name>")},
      {"references", with("Größe 5 €", "Gr&#246;&#xDF;e 5 &#8364;")},
      {"any prefix", {replaced(replaced(clean(), "<s:", "<SOAP:"), "</s:", "</SOAP:").insert(std::string("<SOAP:Envelope").size(), " xmlns:SOAP=\"" + std::string(kEnvelope11) + "\"")}},
      {"a prefix on the operation only", {envelope(replaced(replaced(operation(), "<UpdatePOSProducts xmlns=", "<n1:UpdatePOSProducts xmlns:n1="), "</UpdatePOSProducts>", "</n1:UpdatePOSProducts>"))}},
      {"an operation without namespace", {envelope(replaced(operation(), " xmlns=\"urn:tillbridge:pos:v1\"", ""))}, "namespace"},
      {"elements in another order", with(kProduct, reordered)},
      {"comments and line ends between elements", with("<Price>", "\r\n  <!-- the price -->\r\n  <Price>")},
      {"xsi:type, schemaLocation and encodingStyle", with("<Price>", "<Price xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xsd:double\" xsi:schemaLocation=\"a b\">")},
      {"an unknown attribute", with("<Price>", "<Price currency=\"EUR\">")},
      {"an unknown element", with("<Price>", "<Colour>red</Colour><Price>"), "Products/Product[0]/Colour"},
      {"an unknown element with content of its own", with("<Price>", "<Extra><Deep>1</Deep></Extra><Price>"), "Products/Product[0]/Extra"},
      {"a known element in another case, beside the right one", with("<Price>", "<price>1</price><Price>"), "price"},
      {"blanks and NULs behind the end", {clean() + "\r\n  \t" + std::string(3, '\0') + "\n"}},
      {"one line of a megabyte", with("<Price>", std::string(1'000'000, ' ') + "<Price>")},
      {"an unknown header", header("<t:Trace xmlns:t=\"urn:t\">1</t:Trace>")},
      {"a header for another actor", header("<t:Trace xmlns:t=\"urn:t\" s:mustUnderstand=\"1\" s:actor=\"urn:somebody\">1</t:Trace>")},
      {"a header for the last receiver", {replaced(envelope(operation(), kEnvelope12), "<s:Body>", "<s:Header><t:Trace xmlns:t=\"urn:t\" s:role=\"http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver\">1</t:Trace></s:Header><s:Body>")}, "", kEnvelope12},
      {"a security header that must be understood", {replaced(replaced(clean(), "<s:Body>", "<s:Header><w:Security xmlns:w=\"" + wsse + "\" s:mustUnderstand=\"1\"><w:UsernameToken><w:Username>main-street/till1</w:Username><w:Password>" + tests::kTillPassword + "</w:Password></w:UsernameToken></w:Security></s:Header><s:Body>"),
                                                            "<Credentials><StoreId>main-street</StoreId><UserName>till1</UserName><Password>" + tests::kTillPassword + "</Password></Credentials>", "")}},
      {"our header with an empty actor, as Axis 1 sends it", {replaced(replaced(clean(), "<s:Body>", "<s:Header><Credentials xmlns=\"urn:tillbridge:pos:v1\" s:actor=\"\"><StoreId>main-street</StoreId><UserName>till1</UserName><Password>" + tests::kTillPassword + "</Password></Credentials></s:Header><s:Body>"),
                                                                     "<UpdatePOSProducts xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>main-street</StoreId><UserName>till1</UserName><Password>" + tests::kTillPassword + "</Password></Credentials>", "<UpdatePOSProducts xmlns=\"urn:tillbridge:pos:v1\">")}},
      {"an empty optional text", with("<Price>", "<Brand></Brand><Brand2/><Price>"), "Brand2"},
      {"nil for an optional text", with("<Price>", "<Brand xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><Price>")},
  };
}

std::vector<Accepted> values() {
  std::vector<Accepted> rows;
  for (const char* number : {" 1234.5 ", "\r\n1234.5\r\n", "+1234.5", "1234.50", "01234.5", "1234.5000", "1234.50000000"})
    rows.push_back({std::string("the number '") + number + "'", with(">1234.5<", std::string(">") + number + "<")});
  for (const char* number : {"007", "+7", "7.0", "7."}) rows.push_back({std::string("the quantity '") + number + "'", with(">7<", std::string(">") + number + "<")});
  rows.push_back({"the number .5", with(">1234.5<", ">.5<"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.price = "0.5"; })});
  rows.push_back({"the number 5.", with(">1234.5<", ">5.<"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.price = "5"; })});
  for (const char* flag : {"TRUE", "True", "1", " true "}) rows.push_back({std::string("the flag '") + flag + "'", with(">true</Taxable>", std::string(">") + flag + "</Taxable>")});
  for (const char* flag : {"FALSE", "False", "0"})
    rows.push_back({std::string("the flag '") + flag + "'", with(">true</Taxable>", std::string(">") + flag + "</Taxable>"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.taxable = false; })});
  // The account main-street is in the zone Europe/Berlin: UTC+1 in November.
  for (const char* time : {"2026-11-01T11:00:00", "2026-11-01T11:00:00+01:00", "2026-11-01T11:00:00+0100", "2026-11-01T12:00:00+0200", "2026-11-01 10:00:00Z", "2026-11-01T10:00:00z", "2026-11-01T10:00:00.0000000Z", " 2026-11-01T10:00:00Z "})
    rows.push_back({std::string("the time '") + time + "'", with("2026-11-01T10:00:00Z", time)});
  rows.push_back({"a date alone", with("2026-11-01T10:00:00Z", "2026-11-01"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.sale_start = "2026-10-31T23:00:00Z"; })});
  rows.push_back({"the date that .NET sends for none", with("2026-11-01T10:00:00Z", "0001-01-01T00:00:00"), "", "<SOAP-ENV:Envelope", but([](Stored& stored) { stored.sale_start = ""; })});
  for (const char* unit : {"KG", " kg ", "Kg"}) rows.push_back({std::string("the unit '") + unit + "'", with(">kg<", std::string(">") + unit + "<")});
  return rows;
}

std::vector<Accepted> plain_doors_and_forms() {
  const std::string plain = "/xml/ProductTasks/UpdatePOSProducts", bare = "<tb:UpdatePOSProductsResponse xmlns:tb=";
  const Headers form{{"content-type", "application/x-www-form-urlencoded"}}, latin{{"content-type", "application/x-www-form-urlencoded; charset=windows-1252"}};
  const Headers parts{{"content-type", "multipart/form-data; boundary=xyz"}}, quoted{{"content-type", "multipart/form-data; boundary=\"xyz\""}};
  return {
      {"the element alone at the SOAP address", {operation()}, "", bare},
      {"the element alone at the plain-XML door", {operation(), {{"content-type", "text/xml"}}, plain}, "", bare},
      {"an envelope at the plain-XML door", {clean(), {{"content-type", "text/xml"}}, plain}},
      {"a form with an element", {"xml=" + percent_encoded(operation()), form, plain}, "", bare},
      {"a form with an envelope at the SOAP address", {"xml=" + percent_encoded(clean()), form}},
      {"a form in Windows-1252", {"xml=" + percent_encoded(windows_1252(operation())), latin, plain}, "", bare},
      {"a form whose XML says its encoding", {"xml=" + percent_encoded("<?xml version='1.0' encoding='windows-1252'?>" + windows_1252(operation())), form, plain}, "", bare},
      {"a form in parts", {multipart("", operation()), parts, plain}, "", bare},
      {"a form with a file", {multipart("; filename=\"stock.xml\"\r\nContent-Type: text/xml; charset=utf-8", clean()), quoted}},
  };
}

std::vector<Refused> refused() {
  const auto one = [](const std::string& from, const std::string& to) { return with(from, to); };
  return {
      {"a SOAPAction of another operation of ours", headed({{"content-type", "text/xml"}, {"soapaction", "\"urn:tillbridge:pos:v1:UpdateInventory\""}}), "wrong_operation", {"UpdateInventory", "UpdatePOSProducts"}},
      {"an action parameter of another operation", headed({{"content-type", "application/soap+xml; action=\"urn:tillbridge:pos:v1:GetNewOrders\""}}, envelope(operation(), kEnvelope12)), "wrong_operation", {"GetNewOrders"}},
      {"two operations in a body", {envelope(operation() + operation())}, "several_operations", {"line"}},
      {"a doubled element", one("<Price>", "<Price>1</Price><Price>"), "duplicate_element", {"Price", "line"}},
      {"a foreign namespace", {replaced(clean(), "urn:tillbridge:pos:v1", "http://tempuri.org/")}, "wrong_namespace", {"urn:tillbridge:pos:v1"}},
      {"our namespace with a slash behind it", {replaced(clean(), "urn:tillbridge:pos:v1", "urn:tillbridge:pos:v1/")}, "wrong_namespace", {"urn:tillbridge:pos:v1"}},
      {"the operation in another case", {replaced(clean(), "UpdatePOSProducts", "updateposproducts")}, "unknown_operation", {"UpdatePOSProducts"}},
      {"an unknown envelope", {envelope(operation(), "http://www.w3.org/2001/06/soap-envelope")}, "version_mismatch", {kEnvelope11}},
      {"a header that must be understood", {replaced(clean(), "<s:Body>", "<s:Header><t:X xmlns:t=\"urn:t\" s:mustUnderstand=\"1\"/></s:Header><s:Body>")}, "must_understand", {"X"}},
      {"garbage behind the end", {clean() + "<more/>"}, "junk_after_envelope", {"line"}},
      {"a document type", {"<!DOCTYPE x>" + clean()}, "dtd_not_allowed", {"line"}},
      {"bytes beyond ASCII that nothing declares", headed({{"content-type", "text/xml"}}, windows_1252(clean())), "encoding", {"byte", std::to_string(windows_1252(clean()).find('\xF6'))}},
      {"an encoding that is not read", {"<?xml version='1.0' encoding='EBCDIC-CP-US'?>" + clean()}, "encoding", {"ebcdic-cp-us"}},
      {"a cut document", {clean().substr(0, clean().size() - 30)}, "incomplete_xml", {"line"}},
      {"an end that does not match", one("</Price>", "</Prize>"), "malformed_xml", {"line"}},
      {"a lone ampersand", one("Größe", "A & B"), "malformed_xml", {"line"}},
      {"half an emoji", one("Größe", "&#xD83D;"), "malformed_xml", {"line"}},
      {"an entity of HTML", one("Größe", "a&nbsp;b"), "unknown_entity", {"UpdatePOSProducts", "line"}},
      {"100 levels", one("<Price>", [] { std::string deep; for (int i = 0; i < 100; ++i) deep += "<a>"; for (int i = 0; i < 100; ++i) deep += "</a>"; return deep; }() + "<Price>"), "too_deep", {"line"}},
      {"nil for the operation", {envelope(replaced(operation(), "<UpdatePOSProducts ", "<UpdatePOSProducts xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" "))}, "nil_not_allowed", {"UpdatePOSProducts", "line"}},
      {"nil for a row", one("<Product>", "<Product xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><Product>"), "nil_not_allowed", {"Product", "line"}},
      {"a flag beside the rows that is none", one("<ReturnAllRows>true", "<ReturnAllRows>yes"), "bad_boolean", {"ReturnAllRows", "yes"}},
      {"an envelope in a form of two fields", {"user=x&xml=" + percent_encoded(clean()), {{"content-type", "application/x-www-form-urlencoded"}}}, "", {"user, xml", "one field named xml"}},
      {"a form of other fields", {"op=UpdateInventory&qty=1", {{"content-type", "application/x-www-form-urlencoded"}}}, "", {"op, qty", "one field named xml"}},
      {"JSON", headed({{"content-type", "application/json"}}, "{\"op\": 1}"), "", {"XML"}},
      {"a form in parts without its end", {"--xyz\r\nContent-Disposition: form-data; name=\"xml\"\r\n\r\n<a/>", {{"content-type", "multipart/form-data; boundary=xyz"}}}, "", {"no end"}},
      {"a form with a broken percent code", {"xml=%3", {{"content-type", "application/x-www-form-urlencoded"}}}, "", {"%"}},
  };
}

struct RowRefused {
  std::string from, to, code, named;
};

std::vector<RowRefused> refused_values() {
  return {
      {">1234.5<", ">1234,5<", "bad_number", "point"}, {">1234.5<", ">1.234,56<", "bad_number", "point"}, {">1234.5<", ">1,234.56<", "bad_number", "1,234.56"},
      {">1234.5<", ">1e3<", "bad_number", "1e3"},     {">1234.5<", ">NaN<", "bad_number", "NaN"},        {">1234.5<", ">INF<", "bad_number", "INF"},
      {">1234.5<", ">5 pcs<", "bad_number", "5 pcs"}, {">1234.5<", ">$5<", "bad_number", "$5"},          {">1234.5<", ">0x10<", "bad_number", "0x10"},
      {">1234.5<", ">1.23456<", "bad_number", "1.23456"}, {">1234.5<", "><", "missing_value", "Price"},
      {">true</T", ">yes</T", "bad_boolean", "yes"},  {">true</T", ">on</T", "bad_boolean", "on"},       {">true</T", ">-1</T", "bad_boolean", "-1"},
      {">true</T", "></T", "missing_value", "Taxable"},
      {"2026-11-01T10:00:00Z", "06.05.2024", "bad_date", "06.05.2024"}, {"2026-11-01T10:00:00Z", "05/06/2024", "bad_date", "05/06/2024"},
      {"2026-11-01T10:00:00Z", "2024-02-31T00:00:00Z", "bad_date", "2024-02-31"}, {"2026-11-01T10:00:00Z", "2026-11-01T25:00:00Z", "bad_date", "25:00"},
      {"2026-11-01T10:00:00Z", "20261101", "bad_date", "20261101"}, {"2026-11-01T10:00:00Z", "now", "bad_date", "now"},
      {">kg<", ">stone<", "unknown_weight_unit", "kg, g, lb, oz"},
  };
}

/// The answer's values, without what tells two equal calls apart: its number, the envelope round it, and the warnings.
std::string values_of(const std::string& answer) {
  const auto begin = answer.find("</tb:RequestId>"), warnings = answer.find("<tb:Warnings"), extras = answer.find("<tb:Extras");
  if (begin == std::string::npos || warnings == std::string::npos || extras == std::string::npos) return answer;
  return answer.substr(begin, warnings - begin) + answer.substr(extras, answer.find("</tb:Result>", extras) - extras);
}

std::string clean_answer() {
  TillScene scene;
  return values_of(TillScene::text_of(send(scene, {clean()})));
}

void check_accepted(const std::vector<Accepted>& rows) {
  const auto wanted_answer = clean_answer();
  for (const auto& row : rows) {
    TillScene scene;
    const auto text = TillScene::text_of(send(scene, row.sent));
    const auto found = stored_item(scene);
    BOOST_TEST_CONTEXT(row.quirk << ": " << text.substr(0, 700)) {
      BOOST_TEST(contains(text, "<tb:Created>1</tb:Created>"));
      BOOST_TEST(values_of(text) == wanted_answer);
      BOOST_TEST(contains(text, row.answer));
      BOOST_REQUIRE(found.has_value());
      BOOST_TEST(*found == row.wanted);
      const auto warnings = text.substr(std::min(text.find("<tb:Warnings"), text.size()));
      if (row.warning.empty()) BOOST_TEST(!contains(warnings, "<tb:Warning>"));
      else BOOST_TEST(contains(warnings, row.warning));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(quirk_table)

BOOST_AUTO_TEST_CASE(actions_and_labels_decide_nothing) { check_accepted(actions_and_labels()); }
BOOST_AUTO_TEST_CASE(every_encoding_arrives_as_the_right_characters) { check_accepted(encodings()); }
BOOST_AUTO_TEST_CASE(every_way_of_writing_means_the_same) { check_accepted(ways_of_writing()); }
BOOST_AUTO_TEST_CASE(values_are_read_as_tills_write_them) { check_accepted(values()); }
BOOST_AUTO_TEST_CASE(plain_xml_and_forms_reach_the_same_service) { check_accepted(plain_doors_and_forms()); }

BOOST_AUTO_TEST_CASE(what_cannot_be_understood_without_guessing_is_refused_by_its_place) {
  TillScene scene;
  for (const auto& row : refused()) {
    const auto response = send(scene, row.sent);
    const auto text = TillScene::text_of(response);
    BOOST_TEST_CONTEXT(row.quirk << ": " << text.substr(0, 700)) {
      BOOST_TEST(response.status == (row.code.empty() ? 415 : 500));
      if (!row.code.empty()) BOOST_TEST(contains(text, "<tb:Code>" + row.code + "</tb:Code>"));
      for (const auto& part : row.named) BOOST_TEST(contains(text, part), "the message names no " << part);
    }
  }
  BOOST_TEST(!stored_item(scene).has_value());
}

BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_read_is_a_row_error_that_names_it) {
  for (const auto& row : refused_values()) {
    TillScene scene;
    const auto text = TillScene::text_of(send(scene, with(row.from, row.to)));
    BOOST_TEST_CONTEXT(row.to << ": " << text.substr(0, 900)) {
      BOOST_TEST(contains(text, "<tb:Rejected>1</tb:Rejected>"));
      BOOST_TEST(contains(text, "<tb:Code>" + row.code + "</tb:Code>"));
      BOOST_TEST(contains(text, row.named), "the message names no " << row.named);
      // What the row says as a whole, as an empty price does, is told by its Index and element.
      if (row.code.starts_with("bad_")) BOOST_TEST(contains(text, "(line 1)"));
      BOOST_TEST(!stored_item(scene).has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
