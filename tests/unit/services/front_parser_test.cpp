#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "front_reading.hpp"

using namespace tillbridge::services::front;

namespace {

struct Accepted {
  std::string name, rows, expected;
};
struct Refused {
  std::string name, bytes, word, part_of_message;
};

std::string row(const std::string& text) { return "<p:Row>" + text + "</p:Row>"; }
std::string rows_xml(const std::string& inner) { return "<UpdateInventory><Rows>" + inner + "</Rows></UpdateInventory>"; }

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int at = 0; at < times; ++at) out += text;
  return out;
}

void check_refused(const Refused& test) {
  BOOST_TEST_CONTEXT(test.name) {
    const auto reading = read_all(test.bytes);
    BOOST_TEST(reading.word == test.word, reading.word << ": " << reading.message);
    BOOST_TEST(reading.message.find(test.part_of_message) != std::string::npos, reading.message);
    BOOST_TEST(reading.message.find("(line ") != std::string::npos, reading.message);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_parser)

BOOST_AUTO_TEST_CASE(accepts_what_legacy_posters_write_and_emits_one_plain_form) {
  const std::vector<Accepted> table = {
      {"plain", row("<p:ItemIntegrationId>A</p:ItemIntegrationId><p:Quantity>1</p:Quantity>"),
       "<Row><ItemIntegrationId>A</ItemIntegrationId><Quantity>1</Quantity></Row>"},
      {"children without namespace", "<Row xmlns=''><Quantity>1</Quantity></Row>", "<Row><Quantity>1</Quantity></Row>"},
      {"other prefix", "<q:Row xmlns:q='urn:test:pos:1'><q:Quantity>1</q:Quantity></q:Row>", "<Row><Quantity>1</Quantity></Row>"},
      {"default namespace", "<Row xmlns='urn:test:pos:1'><Quantity>1</Quantity></Row>", "<Row><Quantity>1</Quantity></Row>"},
      {"any order", row("<p:Quantity>1</p:Quantity><p:ItemIntegrationId>A</p:ItemIntegrationId>"),
       "<Row><Quantity>1</Quantity><ItemIntegrationId>A</ItemIntegrationId></Row>"},
      {"CDATA", row("<p:Note><![CDATA[<b>&]]></p:Note>"), "<Row><Note>&lt;b&gt;&amp;</Note></Row>"},
      {"comment splits a value", row("<p:Note>ad<!-- x -->min</p:Note>"), "<Row><Note>admin</Note></Row>"},
      {"decimal and hexadecimal references", row("<p:Note>&#128512;&#x1F600;&#233;&#xe9;</p:Note>"), "<Row><Note>\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xC3\xA9\xC3\xA9</Note></Row>"},
      {"a pair of references to UTF-16 halves", row("<p:Note>&#xD83D;&#xde00; &#55357;&#56832;</p:Note>"), "<Row><Note>\xF0\x9F\x98\x80 \xF0\x9F\x98\x80</Note></Row>"},
      {"such a pair in CDATA", row("<p:Note><![CDATA[&#xD83D;&#xDE00;]]></p:Note>"), "<Row><Note>&amp;#xD83D;&amp;#xDE00;</Note></Row>"},
      {"the five entities", row("<p:Note>&lt;&gt;&amp;&quot;&apos;</p:Note>"), "<Row><Note>&lt;&gt;&amp;\"'</Note></Row>"},
      {"line ends", row("<p:Note>a\r\nb&#13;c</p:Note>"), "<Row><Note>a\nb&#13;c</Note></Row>"},
      {"nil value", row("<p:Quantity xsi:nil='true'/>"), "<Row><Quantity></Quantity></Row>"},
      {"nil by 1", row("<p:Quantity xsi:nil=' 1 '></p:Quantity>"), "<Row><Quantity></Quantity></Row>"},
      {"nil false", row("<p:Quantity xsi:nil='false'>2</p:Quantity>"), "<Row><Quantity>2</Quantity></Row>"},
      {"nil of a wrapper", row("<p:Urls xsi:nil='true'/>"), "<Row><Urls></Urls></Row>"},
      {"xsi:type and unknown attributes", row("<p:Quantity xsi:type='p:Wrong' x='1' xml:space='preserve'>2</p:Quantity>"), "<Row><Quantity>2</Quantity></Row>"},
      {"blanks between elements", "\n  <p:Row>\n <p:Quantity> 2 </p:Quantity>\n</p:Row>", "<Row><Quantity> 2 </Quantity></Row>"},
      {"repeated simple element", row("<p:Urls><p:Url>a</p:Url><p:Url>b</p:Url></p:Urls>"), "<Row><Urls><Url>a</Url><Url>b</Url></Urls></Row>"},
      {"no rows", "", ""},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      const auto reading = read_all(inventory_envelope(test.rows));
      BOOST_TEST(reading.word == "", reading.message);
      BOOST_TEST(reading.inner == rows_xml(test.expected));
      BOOST_TEST(reading.warnings.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(refuses_with_word_place_and_line) {
  const std::string deep = repeat("<x>", 40) + repeat("</x>", 40);
  std::string attributes;
  for (int at = 0; at < 50000; ++at) attributes += " a" + std::to_string(at) + "='1'";
  std::string namespaces;
  for (int at = 0; at < 40; ++at) namespaces += " xmlns:n" + std::to_string(at) + "='u'";
  std::string names, prefixes;
  for (int at = 0; at < 1100; ++at) names += "<x" + std::to_string(at) + "/>";
  for (int at = 0; at < 1100; ++at) prefixes += "<p:Row xmlns:q" + std::to_string(at) + "='u'/>";
  const std::vector<Refused> table = {
      {"1,100 different names", inventory_envelope(row(names)), "too_many_names", "limit of 1000"},
      {"1,100 different prefixes", inventory_envelope(prefixes), "too_many_names", "limit of 1000"},
      {"doubled value", inventory_envelope(row("<p:Quantity>1</p:Quantity>\n<p:Quantity>2</p:Quantity>")), "duplicate_element", "UpdateInventory/Rows/Row[0]/Quantity stands twice"},
      {"doubled wrapper", envelope_around("<p:UpdateInventory><p:Rows/><p:Rows/></p:UpdateInventory>"), "duplicate_element", "UpdateInventory/Rows"},
      {"nil operation", envelope_around("<p:UpdateInventory xsi:nil='true'/>"), "nil_not_allowed", "UpdateInventory"},
      {"nil row", inventory_envelope(row("") + "<p:Row xsi:nil='1'/>"), "nil_not_allowed", "Row[1]"},
      {"nil list value", inventory_envelope(row("<p:Urls><p:Url xsi:nil='1'/></p:Urls>")), "nil_not_allowed", "Url[0]"},
      {"nil with value", inventory_envelope(row("<p:Quantity xsi:nil='1'>3</p:Quantity>")), "invalid_nil", "Quantity"},
      {"markup in a text", inventory_envelope(row("<p:Note>a<b>c</b></p:Note>")), "unexpected_element", "Row[0]/Note"},
      {"text among rows", inventory_envelope("junk" + row("")), "unexpected_text", "UpdateInventory/Rows"},
      {"text in the body", envelope_around("junk<p:UpdateInventory/>"), "unexpected_text", "Body"},
      {"unknown operation", envelope_around("<p:DeleteAll/>"), "unknown_operation", "known are UpdateInventory, GetNewOrders"},
      {"operation in other case", envelope_around("<p:updateinventory/>"), "unknown_operation", "did you mean UpdateInventory?"},
      {"wrong namespace", envelope_around("<UpdateInventory xmlns='urn:test:pos:2'/>"), "wrong_namespace", "expected is 'urn:test:pos:1'"},
      {"namespace with a slash more", envelope_around("<UpdateInventory xmlns='urn:test:pos:1/'/>"), "wrong_namespace", "expected is 'urn:test:pos:1'"},
      {"child in a wrong namespace", inventory_envelope("<Row xmlns='urn:other'/>"), "wrong_namespace", "UpdateInventory/Rows/Row"},
      {"two operations", envelope_around("<p:UpdateInventory/><p:GetNewOrders/>"), "several_operations", "GetNewOrders"},
      {"empty body", envelope_around(""), "missing_operation", "no operation"},
      {"no body", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", "missing_operation", "Body"},
      {"two bodies", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/><s:Body/></s:Envelope>", "invalid_envelope", "Body"},
      {"unknown envelope", "<s:Envelope xmlns:s='urn:x'><s:Body/></s:Envelope>", "version_mismatch", "urn:x"},
      {"unknown root", "<html/>", "unknown_operation", "html"},
      {"second envelope", envelope_around("<p:GetNewOrders/>") + envelope_around("<p:GetNewOrders/>"), "junk_after_envelope", "behind the end"},
      {"text behind", envelope_around("<p:GetNewOrders/>") + "junk", "junk_after_envelope", "behind the end"},
      {"comment behind", envelope_around("<p:GetNewOrders/>") + "<!-- x -->", "junk_after_envelope", "behind the end"},
      {"DTD", "<!DOCTYPE a [<!ENTITY x 'y'>]>" + envelope_around("<p:GetNewOrders/>"), "dtd_not_allowed", "DTD"},
      {"processing instruction", envelope_around("<?php x?><p:GetNewOrders/>"), "processing_instruction_not_allowed", "not allowed"},
      {"style sheet instruction first", "<?xml-stylesheet href='x'?>" + envelope_around("<p:GetNewOrders/>"), "processing_instruction_not_allowed", "not allowed"},
      {"unknown entity", inventory_envelope(row("<p:Note>&eacute;</p:Note>")), "unknown_entity", "UpdateInventory"},
      {"NUL reference", inventory_envelope(row("<p:Note>&#0;</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"surrogate reference", inventory_envelope(row("<p:Note>&#xD800;</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"halves in the wrong order", inventory_envelope(row("<p:Note>&#xDE00;&#xD83D;</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"halves with a blank between", inventory_envelope(row("<p:Note>&#xD83D; &#xDE00;</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"reference beyond Unicode", inventory_envelope(row("<p:Note>&#x110000;</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"raw control character", inventory_envelope(row("<p:Note>\x01</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"bare ampersand", inventory_envelope(row("<p:Note>a & b</p:Note>")), "malformed_xml", "UpdateInventory"},
      {"mismatched end tag", inventory_envelope("<p:Row></p:Rows>"), "malformed_xml", "mismatched tag"},
      {"unbound prefix", inventory_envelope("<z:Row/>"), "malformed_xml", "prefix"},
      {"cut off", inventory_envelope(row("<p:Note>abc</p:Note>")).substr(0, 330), "incomplete_xml", "cut off"},
      {"too deep", inventory_envelope(row(deep)), "too_deep", "limit of 32"},
      {"50,000 attributes", inventory_envelope("<p:Row" + attributes + "/>"), "too_many_attributes", "limit of"},
      {"70 attributes", inventory_envelope("<p:Row" + attributes.substr(0, 550) + "/>"), "too_many_attributes", "limit of 64"},
      {"40 namespaces", inventory_envelope("<p:Row" + namespaces + "/>"), "too_many_namespaces", "limit of 32"},
      {"tag of a megabyte", inventory_envelope("<p:Row a='" + std::string(1 << 20, 'x') + "'/>"), "tag_too_long", "limit of"},
      {"attribute of 10 KB", inventory_envelope("<p:Row a='" + std::string(10240, 'x') + "'/>"), "attribute_too_long", "limit of 8192"},
      {"name of 300 bytes", inventory_envelope("<" + std::string(300, 'x') + "/>"), "name_too_long", "limit of 256"},
      {"text of 2 MB", inventory_envelope(row("<p:Note>" + std::string(2 << 20, 'x') + "</p:Note>")), "text_too_long", "Row[0]/Note"},
      {"comment of 100 KB", inventory_envelope("<!--" + std::string(100000, 'x') + "-->"), "comment_too_long", "limit of"},
      {"id and href", inventory_envelope("<p:Row href='#1'/>"), "multi_reference_not_allowed", "Row"},
      {"id", inventory_envelope("<p:Row id='1'/>"), "multi_reference_not_allowed", "Row"},
      {"1,001 values in a row", inventory_envelope(row("<p:Urls>" + repeat("<p:Url/>", 1001) + "</p:Urls>")), "too_many_elements", "limit of 1000"},
      {"doubled credentials", envelope_around("<p:GetNewOrders><p:Credentials/><p:Credentials/></p:GetNewOrders>"), "duplicate_element", "Credentials"},
  };
  for (const auto& test : table) check_refused(test);
}

BOOST_AUTO_TEST_CASE(names_the_line_in_the_request_as_it_was_sent) {
  const auto reading = read_all("\n\n<?xml version='1.0'?>\n" + inventory_envelope("\n<p:Row>\n<p:Quantity>1</p:Quantity>\n<p:Quantity>2</p:Quantity></p:Row>"));
  BOOST_TEST(reading.word == "duplicate_element");
  BOOST_TEST(reading.field == "UpdateInventory/Rows/Row[0]/Quantity");
  BOOST_TEST(reading.message.find("(line 7)") != std::string::npos, reading.message);
}

BOOST_AUTO_TEST_CASE(refuses_100001_rows_and_takes_100000) {
  const std::string rows = repeat("<p:Row/>", 100'000);
  BOOST_TEST(read_all(inventory_envelope(rows)).word == "");
  const auto reading = read_all(inventory_envelope(rows + "<p:Row/>"));
  BOOST_TEST(reading.word == "too_many_rows");
  BOOST_TEST(reading.message.find("limit of 100000 rows") != std::string::npos, reading.message);
}

BOOST_AUTO_TEST_CASE(warns_of_unknown_elements_once_and_names_what_was_meant) {
  const auto reading = read_all(inventory_envelope(repeat(row("<p:quantity>1</p:quantity><p:Colour><p:deep>x</p:deep></p:Colour>"), 1000)));
  BOOST_TEST(reading.word == "");
  BOOST_TEST(reading.inner == rows_xml(repeat("<Row></Row>", 1000)));
  BOOST_REQUIRE_EQUAL(reading.warnings.size(), 2u);
  BOOST_TEST(reading.warnings[0].code == "unknown_element");
  BOOST_TEST(reading.warnings[0].message.find("did you mean Quantity?") != std::string::npos, reading.warnings[0].message);
  BOOST_TEST(reading.warnings[1].message.find("Row[0]/Colour") != std::string::npos, reading.warnings[1].message);
}

BOOST_AUTO_TEST_CASE(refuses_a_misspelt_list_instead_of_answering_that_nothing_came) {
  const auto reading = read_all(envelope_around("<p:UpdateInventory><p:InventoryLines><p:Row/></p:InventoryLines></p:UpdateInventory>"));
  BOOST_TEST(reading.word == "missing_list");
  BOOST_TEST(reading.field == "UpdateInventory/InventoryLines");
  BOOST_TEST(reading.message.find("send UpdateInventory/Rows/Row") != std::string::npos, reading.message);
}

BOOST_AUTO_TEST_CASE(refuses_a_misspelt_entry_of_a_list_as_if_it_were_no_list) {
  const auto row_reading = read_all(inventory_envelope("<p:Row/><p:InventoryRow><p:Quantity>1</p:Quantity></p:InventoryRow>"));
  BOOST_TEST(row_reading.word == "unknown_list_entry");
  BOOST_TEST(row_reading.field == "UpdateInventory/Rows/InventoryRow");
  BOOST_TEST(row_reading.message.find("UpdateInventory/Rows holds Row elements only") != std::string::npos, row_reading.message);
  BOOST_TEST(read_all(inventory_envelope(row("<p:Urls><p:Link>x</p:Link></p:Urls>"))).word == "unknown_list_entry");
}

BOOST_AUTO_TEST_CASE(takes_an_absent_or_empty_list_and_an_unknown_element_beside_a_list) {
  for (const auto* inner : {"", "<p:Rows/>", "<p:Rows><p:Row/></p:Rows><p:Remark>x</p:Remark>", "<p:Remark>x</p:Remark><p:Rows/>"}) {
    const auto reading = read_all(envelope_around("<p:UpdateInventory>" + std::string(inner) + "</p:UpdateInventory>"));
    BOOST_TEST(reading.word == "", inner << ": " << reading.message);
  }
  BOOST_TEST(read_all(envelope_around("<p:GetNewOrders><p:Remark>x</p:Remark></p:GetNewOrders>")).word == "");
}

BOOST_AUTO_TEST_CASE(reads_an_operation_without_namespace_and_warns) {
  const auto reading = read_all(envelope_around("<UpdateInventory><Rows><Row><Quantity>1</Quantity></Row></Rows></UpdateInventory>"));
  BOOST_TEST(reading.word == "");
  BOOST_TEST(reading.inner == rows_xml("<Row><Quantity>1</Quantity></Row>"));
  BOOST_REQUIRE_EQUAL(reading.warnings.size(), 1u);
  BOOST_TEST(reading.warnings[0].code == "missing_namespace");
}

BOOST_AUTO_TEST_CASE(reads_an_operation_without_envelope) {
  const auto reading = read_all("<UpdateInventory xmlns='urn:test:pos:1'><Rows><Row/></Rows></UpdateInventory>");
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_TEST(reading.is_bare);
  BOOST_TEST(reading.inner == rows_xml("<Row></Row>"));
  BOOST_TEST(reading.emitted.find("http://schemas.xmlsoap.org/soap/envelope/") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(keeps_the_soap_version_of_the_envelope) {
  auto text = envelope_around("<p:GetNewOrders><p:MaxCount>5</p:MaxCount></p:GetNewOrders>");
  BOOST_TEST((read_all(text).version == SoapVersion::kSoap11));
  text.replace(text.find("http://schemas.xmlsoap.org/soap/envelope/"), 41, "http://www.w3.org/2003/05/soap-envelope");
  const auto reading = read_all(text);
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_TEST((reading.version == SoapVersion::kSoap12));
  BOOST_TEST(reading.emitted.find("http://www.w3.org/2003/05/soap-envelope") != std::string::npos);
  BOOST_TEST(reading.inner == "<GetNewOrders><MaxCount>5</MaxCount></GetNewOrders>");
}

BOOST_AUTO_TEST_CASE(accepts_blanks_and_nuls_behind_the_envelope) {
  BOOST_TEST(read_all(envelope_around("<p:GetNewOrders/>") + std::string("\r\n \0\n\0", 6)).word == "");
}

BOOST_AUTO_TEST_CASE(hashes_the_operation_without_its_credentials_and_however_it_was_written) {
  const auto first = read_all(inventory_envelope(row("<p:Note>&#233;</p:Note>")));
  const auto same = read_all(envelope_around("<UpdateInventory xmlns='urn:test:pos:1'><Rows>\n<Row><Note><![CDATA[\xC3\xA9]]></Note></Row></Rows></UpdateInventory>"));
  const auto other = read_all(inventory_envelope(row("<p:Note>e</p:Note>")));
  BOOST_TEST(first.hash.size() == 64u);
  BOOST_TEST(first.hash == same.hash);
  BOOST_TEST(first.hash != other.hash);
}

BOOST_AUTO_TEST_CASE(hands_out_chunks_of_at_most_64_kilobytes) {
  const std::string text = inventory_envelope(row("<p:Note><![CDATA[" + std::string(500'000, '&') + "]]></p:Note>"));
  FrontParser parser(small_contract(), {}, text, "");
  BOOST_REQUIRE(parser.read_head());
  std::size_t total = 0;
  for (auto chunk = parser.next_chunk(); chunk && !chunk->empty(); chunk = parser.next_chunk()) {
    BOOST_TEST(chunk->size() <= 64u * 1024);
    total += chunk->size();
  }
  BOOST_TEST(total > 2'500'000u);
}

BOOST_AUTO_TEST_SUITE_END()
