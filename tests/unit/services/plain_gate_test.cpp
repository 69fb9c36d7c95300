#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "front_reading.hpp"
#include "services/front/plain_gate.hpp"

using namespace tillbridge::services::front;

namespace {

const std::string k11 = "http://schemas.xmlsoap.org/soap/envelope/", k12 = "http://www.w3.org/2003/05/soap-envelope", kOurs = "urn:test:pos:1";
const std::string kCredentials = "<p:Credentials><p:StoreId>S1</p:StoreId><p:UserName>till</p:UserName><p:Password>pw</p:Password></p:Credentials>";
const FrontLimits kLimits;
const std::string kRow = "<p:Row><p:ItemIntegrationId>A</p:ItemIntegrationId><p:Quantity>1</p:Quantity></p:Row>";

bool is_plain(const std::string& text, const std::string& content_type = "text/xml", const FrontLimits& limits = {}) {
  PlainGate gate(small_contract(), limits, text, content_type);
  const bool plain = gate.read_head() && gate.read_rest();
  // Whatever is plain must be accepted by the front parser without a word.
  if (plain) {
    const auto reading = read_all(text, content_type, limits);
    BOOST_TEST(reading.word == "", text << ": " << reading.message);
    BOOST_TEST(reading.warnings.empty(), text);
  }
  return plain;
}

/// The usual document around the content of UpdateInventory.
std::string with(const std::string& content) { return envelope_around("<p:UpdateInventory>" + content + "</p:UpdateInventory>"); }
std::string in_row(const std::string& fields) { return inventory_envelope("<p:Row>" + fields + "</p:Row>"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_gate)

BOOST_AUTO_TEST_CASE(tells_what_the_front_parser_would_tell) {
  const auto text = replaced(with("<p:Rows>" + kRow + "</p:Rows>" + kCredentials + "<p:ReturnAllRows>t&amp;</p:ReturnAllRows>"), "<p:StoreId>S1", "<p:StoreId> S&lt;1\n");
  PlainGate gate(small_contract(), kLimits, text, "text/xml");
  BOOST_REQUIRE(gate.read_head());
  BOOST_TEST(gate.operation() == "UpdateInventory");
  BOOST_TEST((gate.version() == SoapVersion::kSoap11));
  BOOST_TEST(!gate.is_bare());
  BOOST_REQUIRE(gate.credentials());
  BOOST_TEST(gate.credentials()->store_id == "S<1");
  BOOST_TEST(gate.credentials()->user_name == "till");
  BOOST_TEST(gate.credentials()->password == "pw");
  BOOST_REQUIRE(gate.read_rest());
  BOOST_TEST(gate.content_hash() == read_all(text).hash);
  BOOST_TEST(gate.return_all_rows().value() == "t&");

  std::string given;
  for (const auto piece : gate.pieces()) given += piece;
  BOOST_TEST(given == "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" + k11 + "\" xmlns:p=\"" + kOurs + "\"><SOAP-ENV:Body><p:UpdateInventory><p:Rows>" + kRow +
                          "</p:Rows><p:ReturnAllRows>t&amp;</p:ReturnAllRows></p:UpdateInventory></SOAP-ENV:Body></SOAP-ENV:Envelope>");
  // In place: the rows are the document's own bytes.
  BOOST_TEST((gate.pieces()[1].data() >= text.data() && gate.pieces()[1].data() < text.data() + text.size()));
}

BOOST_AUTO_TEST_CASE(frames_as_toolkits_write_them_are_plain) {
  const std::string rows = "<Rows><Row><Quantity>1</Quantity></Row></Rows>", ours = " xmlns=\"" + kOurs + "\"";
  const auto framed = [&](const std::string& version, const std::string& before, const std::string& header) {
    return before + "<s:Envelope xmlns:s='" + version + "'>" + header + "<s:Body>\r\n<UpdateInventory" + ours + ">" + rows + "</UpdateInventory></s:Body>\n</s:Envelope>";
  };
  for (const auto& version : {k11, k12})
    for (const std::string before : {"", "\r\n ", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='UTF-8'?>\n", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\" ?>", "\xEF\xBB\xBF<?xml version=\"1.0\"?>"})
      for (const std::string header : {"", "<s:Header/>", "<s:Header />", "<s:Header xmlns:x='urn:x'> \n</s:Header>"}) BOOST_TEST(is_plain(framed(version, before, header)), before + header);
  BOOST_TEST(is_plain("<UpdateInventory" + ours + ">" + rows + "</UpdateInventory>"));
  BOOST_TEST(is_plain("<Envelope xmlns=\"" + k11 + "\"><Body><a:UpdateInventory xmlns:a=\"" + kOurs + "\"></a:UpdateInventory></Body></Envelope>"));
  BOOST_TEST(is_plain(framed(k11, "", "") + std::string(" \r\n\t\0\0", 6)));
}

BOOST_AUTO_TEST_CASE(other_frames_are_declined) {
  const std::string plain = inventory_envelope(kRow);
  BOOST_TEST(is_plain(plain));
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"<s:Envelope", "<!-- c --><s:Envelope"}, {"<s:Envelope", "<?xml version=\"1.1\"?><s:Envelope"}, {"<s:Envelope", "<?xml encoding='UTF-8'?><s:Envelope"}, {"<s:Envelope", "<?x y?><s:Envelope"},
      {"<s:Envelope", "<!DOCTYPE a><s:Envelope"}, {"<s:Envelope", "x<s:Envelope"}, {k11, "urn:other"}, {"<s:Body>", "<s:Body id='1'>"}, {"<s:Body>", "<s:Body s:encodingStyle=''>"}, {"<s:Body>", "<p:Body>"},
      {"<s:Body>", "<s:Header><h/></s:Header><s:Body>"}, {"<s:Body>", "<s:Header>x</s:Header><s:Body>"}, {"<s:Body>", "<s:Header/><s:Header/><s:Body>"}, {"<s:Body>", "x<s:Body>"}, {"<s:Body>", "<s:Body/><s:Body>"},
      {"</s:Body>", "<p:UpdateInventory/></s:Body>"}, {"</s:Body>", "x</s:Body>"}, {"</s:Body>", "</s:Body><s:Body/>"}, {"</s:Body>", "</p:Body>"}, {"</s:Envelope>", "</s:Envelope>x"}, {"</s:Envelope>", "</s:Envelope><!-- c -->"},
      {"</s:Envelope>", ""}, {"</s:Envelope>", "</s:Envelope"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:p='urn:other'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='' >"},
      {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='a' xmlns:x='a'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:xml='a'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='http://www.w3.org/2000/xmlns/'>"},
      {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='a&amp;b'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='a\tb'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='\xEF\xBF\xBE'>"},
      {"<p:UpdateInventory>", "<p:UpdateInventory xmlns:x='" + std::string(600, 'u') + "'>"}, {"<p:UpdateInventory>", "<p:UpdateInventory href='#1'>"}, {"<p:UpdateInventory>", "<p:Updateinventory>"},
      {"<p:UpdateInventory>", "<UpdateInventory>"}};
  for (const auto& [from, to] : changes) BOOST_TEST(!is_plain(replaced(plain, from, to)), to);
  for (const std::string document : {"", " ", "x", "<", "<a", "<a>", "<?xml version=\"1.0\"?>", "<p:UpdateInventory/>"}) BOOST_TEST(!is_plain(document), document);
  // The engine would read these prefixes as its own.
  for (const std::string prefix : {"SOAP-ENV", "SOAP-ENC", "xsi", "xsd"}) BOOST_TEST(!is_plain("<" + prefix + ":UpdateInventory xmlns:" + prefix + "=\"" + kOurs + "\"></" + prefix + ":UpdateInventory>"), prefix);
}

BOOST_AUTO_TEST_CASE(only_utf8_is_plain_however_it_is_announced) {
  const std::string text = inventory_envelope(kRow), declared = "<?xml version=\"1.0\" encoding=\"";
  for (const std::string type : {"", "text/xml; charset=utf-8", "text/xml; charset=\"UTF-8\"", "application/soap+xml; charset=us-ascii"}) BOOST_TEST(is_plain(text, type), type);
  BOOST_TEST(is_plain(declared + "utf-8\"?>" + text, "text/xml; charset=iso-8859-1"));
  BOOST_TEST(is_plain(declared + "utf-16\"?>" + text));
  BOOST_TEST(!is_plain(text, "text/xml; charset=iso-8859-1"));
  BOOST_TEST(!is_plain(text, "text/xml; charset=klingon"));
  BOOST_TEST(!is_plain(declared + "windows-1252\"?>" + text));
  for (const std::string bytes : {"\xE9", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"}) BOOST_TEST(!is_plain(in_row("<p:Note>" + bytes + "</p:Note>")), bytes);
  BOOST_TEST(is_plain(in_row("<p:Note>é €\xF0\x9F\x98\x80</p:Note>")));
}

BOOST_AUTO_TEST_CASE(elements_of_the_contract_in_any_order_are_plain) {
  for (const std::string fields : {"", "<p:Quantity>1</p:Quantity>", "<p:Quantity>1</p:Quantity><p:ItemIntegrationId>A</p:ItemIntegrationId>", "<p:Note/>", "<p:Note />", "<p:Note></p:Note>", "\r\n\t <p:Note> x\n</p:Note>\r\n ",
                                   "<p:Urls></p:Urls>", "<p:Urls><p:Url>1</p:Url><p:Url/><p:Url>1</p:Url></p:Urls><p:Kind>a</p:Kind>", "<p:Note>&lt;b&gt; ]] &#233;</p:Note>"})
    BOOST_TEST(is_plain(in_row(fields)), fields);
  BOOST_TEST(is_plain(with("")));
  BOOST_TEST(is_plain(with("<p:Rows></p:Rows>")));
  BOOST_TEST(is_plain(with("<p:Credentials></p:Credentials><p:Rows>" + kRow + kRow + "</p:Rows>")));
}

BOOST_AUTO_TEST_CASE(anything_else_inside_the_operation_is_declined) {
  for (const std::string fields : {"<p:Unknown/>", "<p:Unknown>1</p:Unknown>", "<p:note>1</p:note>", "<p:Row/>", "<Quantity>1</Quantity>", "<q:Quantity xmlns:q='urn:test:pos:1'>1</q:Quantity>", "x", "<p:Note>1</p:Note><p:Note>1</p:Note>",
                                   "<p:Note>1</p:Note><p:Note/>", "<p:Note>1</p:Kind>", "<p:Note>1</p:Note >", "<p:Note >1</p:Note>", "<p:Note><b/></p:Note>", "<p:Note>a<!-- c -->b</p:Note>", "<p:Note><![CDATA[a]]></p:Note>", "<!-- c -->",
                                   "<?x?>", "<![CDATA[]]>", "<p:Quantity xsi:nil=\"true\"/>", "<p:Note a='b'>1</p:Note>", "<p:Note>a\r\nb</p:Note>", "<p:Note>a]]>b</p:Note>", "<p:Note>&nbsp;</p:Note>", "<p:Note>&#x1F600;</p:Note>", "<p:Urls/>",
                                   "<p:Urls>x</p:Urls>", "<p:Urls><p:Note>1</p:Note></p:Urls>", "<p:Note", "<p:Note>", "<", "</", "</p:Row", "<p:Credentials></p:Credentials>"})
    BOOST_TEST(!is_plain(in_row(fields)), fields);
  for (const std::string content : {"<p:Rows/>", "<p:Rows><p:Row/></p:Rows>", "<p:Rows></p:Rows><p:Rows></p:Rows>", "<p:Unknown/>", "<p:Credentials/>", "<p:ReturnAllRows>&#49;</p:ReturnAllRows>"}) BOOST_TEST(!is_plain(with(content)), content);
  BOOST_TEST(!is_plain(with(kCredentials + kCredentials)));
  for (const std::string inside : {"<p:StoreId>1</p:StoreId><p:StoreId>1</p:StoreId>", "<p:StoreId><b/></p:StoreId>", "<p:Other/>"}) BOOST_TEST(!is_plain(with("<p:Credentials>" + inside + "</p:Credentials>")), inside);
}

BOOST_AUTO_TEST_CASE(every_limit_of_the_front_parser_is_kept) {
  FrontLimits limits;
  limits.max_rows = 3;
  limits.max_nested = 2;
  limits.max_text = 5;
  limits.max_credential = 4;
  BOOST_TEST(is_plain(inventory_envelope(repeated(kRow, 3)), "text/xml", limits));
  BOOST_TEST(!is_plain(inventory_envelope(repeated(kRow, 4)), "text/xml", limits));
  BOOST_TEST(is_plain(in_row("<p:Urls>" + repeated("<p:Url>u</p:Url>", 2) + "</p:Urls>"), "text/xml", limits));
  BOOST_TEST(!is_plain(in_row("<p:Urls>" + repeated("<p:Url>u</p:Url>", 3) + "</p:Urls>"), "text/xml", limits));
  BOOST_TEST(is_plain(in_row("<p:Note>12345</p:Note>"), "text/xml", limits));
  BOOST_TEST(!is_plain(in_row("<p:Note>123456</p:Note>"), "text/xml", limits));
  BOOST_TEST(!is_plain(replaced(inventory_envelope(kRow), "till<", "till5<"), "text/xml", limits));
  for (int FrontLimits::*limit : {&FrontLimits::max_depth, &FrontLimits::max_namespaces}) {
    FrontLimits low;
    low.*limit = 2;
    BOOST_TEST(!is_plain(inventory_envelope(kRow), "text/xml", low));
  }
  for (std::size_t FrontLimits::*limit : {&FrontLimits::max_names, &FrontLimits::max_name}) {
    FrontLimits low;
    low.*limit = 7;
    BOOST_TEST(!is_plain(inventory_envelope(kRow), "text/xml", low));
  }
}

BOOST_AUTO_TEST_CASE(credentials_must_stand_well_inside_the_head) {
  const FrontLimits limits;
  const auto rows = [](std::size_t bytes) { return "<p:Rows>" + repeated(kRow, static_cast<int>(bytes / kRow.size())) + "</p:Rows>"; };
  BOOST_TEST(is_plain(with(rows(40'000) + kCredentials)));
  for (const std::size_t bytes : {60'000, 65'500, 70'000, 100'000}) BOOST_TEST(!is_plain(with(rows(bytes) + kCredentials)), bytes);
  // The Credentials element begins inside what is read of the head and ends behind it.
  for (std::size_t more = 79'000; more < 82'500; more += 7) {
    const auto text = with(rows(60'000) + "<p:Credentials><p:StoreId>s</p:StoreId>" + std::string(more - 60'000, ' ') + "<p:UserName>u</p:UserName></p:Credentials>");
    BOOST_REQUIRE(!is_plain(text));
  }
  BOOST_TEST(is_plain(with(rows(200'000))));
  FrontLimits short_head;
  short_head.max_prefix_before_credentials = 1'000;
  BOOST_TEST(!is_plain(inventory_envelope(kRow), "text/xml", short_head));
}

BOOST_AUTO_TEST_CASE(what_is_broken_soon_behind_the_credentials_is_seen_with_the_head) {
  const auto broken_behind = [](std::size_t bytes) {
    const auto text = inventory_envelope(repeated(kRow, static_cast<int>(bytes / kRow.size())) + "&" + repeated(kRow, 1'000));
    PlainGate gate(small_contract(), kLimits, text, "text/xml");
    const bool head = gate.read_head();
    BOOST_TEST((!head || !gate.read_rest()));
    return !head;
  };
  // The front parser reads 8 KB at a time and refuses what is broken in the piece of the credentials before the caller is known.
  BOOST_TEST(broken_behind(0));
  BOOST_TEST(broken_behind(16'000));
  BOOST_TEST(!broken_behind(40'000));
}

BOOST_AUTO_TEST_CASE(a_character_may_lie_across_any_border) {
  // Euro signs all over, moved byte by byte: pieces of the text are validated at 16, 64, ... KB.
  const std::string note = "<p:Row><p:Note>" + repeated("€", 5'000) + "</p:Note></p:Row>";
  for (int shift = 0; shift < 4; ++shift) BOOST_TEST(is_plain(inventory_envelope("<p:Row><p:Note>" + std::string(static_cast<std::size_t>(shift), 'x') + "</p:Note></p:Row>" + repeated(note, 20))));
}

BOOST_AUTO_TEST_CASE(declining_costs_no_more_than_what_was_looked_at) {
  const std::string late = inventory_envelope(repeated(kRow, 10'000) + "<p:Row><p:Unknown/></p:Row>"), soon = inventory_envelope("<p:Row><p:Unknown/></p:Row>" + repeated(kRow, 10'000));
  for (const auto& [text, most] : {std::pair{late, late.size()}, std::pair{soon, std::size_t{1'000}}}) {
    PlainGate gate(small_contract(), kLimits, text, "text/xml");
    BOOST_TEST((!gate.read_head() || !gate.read_rest()));
    BOOST_TEST(gate.looked_at() <= most);
  }
}

BOOST_AUTO_TEST_SUITE_END()
