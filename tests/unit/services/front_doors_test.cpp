#include <boost/test/unit_test.hpp>

#include <string>

#include "contract/contract_text.hpp"
#include "services/front/form_post.hpp"
#include "services/front/soap_action.hpp"

using namespace tillbridge::services::front;
namespace contract = tillbridge::contract;

namespace {

const std::string kForm = "application/x-www-form-urlencoded", kParts = "multipart/form-data; boundary=\"b 1\"";

std::string part(const std::string& heads, const std::string& content) { return "--b 1\r\n" + heads + "\r\n\r\n" + content + "\r\n"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(front_doors)

BOOST_AUTO_TEST_CASE(finds_the_operation_that_an_action_names) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const auto named = [&](std::string_view action, std::string_view type = "text/xml") {
    const auto* found = find_named_operation(table, action, type);
    return found ? found->name : std::string();
  };
  for (const char* action : {"urn:tillbridge:pos:v1:UpdateInventory", "\"urn:tillbridge:pos:v1:UpdateInventory\"", "'http://x/UpdateInventory'", " \"urn:x#UpdateInventory\" ", "UpdateInventory"})
    BOOST_TEST(named(action) == "UpdateInventory", action);
  for (const char* action : {"", "\"\"", "urn:tillbridge:pos:v1", "updateinventory", "http://x/UpdateInventory/", "UpdateInventoryNow"}) BOOST_TEST(named(action) == "", action);
  BOOST_TEST(named("", "application/soap+xml; charset=utf-8; action=\"urn:tillbridge:pos:v1:GetNewOrders\"") == "GetNewOrders");
  BOOST_TEST(named("", "application/soap+xml;ACTION=urn:x/GetNewOrders;charset=utf-8") == "GetNewOrders");
  BOOST_TEST(named("", "application/soap+xml; transaction=GetNewOrders") == "");
}

BOOST_AUTO_TEST_CASE(tells_forms_from_xml_that_is_labelled_as_one) {
  BOOST_TEST(is_form(kForm, "xml=%3Ca/%3E"));
  BOOST_TEST(is_form("APPLICATION/X-WWW-Form-Urlencoded; charset=utf-8", "a=b"));
  BOOST_TEST(is_form(kParts, "--b 1\r\n"));
  for (const std::string body : {"<a/>", "\r\n <a/>", "\xEF\xBB\xBF<a/>", "\xFF\xFE<", ""}) BOOST_TEST(!is_form(kForm, body));
  BOOST_TEST(!is_form(kForm, std::string("\0<", 2)));
  BOOST_TEST(!is_form("text/xml", "xml=1"));
}

BOOST_AUTO_TEST_CASE(takes_the_document_out_of_a_form_as_it_was_written) {
  BOOST_TEST(read_form(kForm, "xml=%3Ca+b%3D%221%22%3E%C3%A9%2B%26%3C%2Fa%3E")->xml == "<a b=\"1\">é+&</a>");
  BOOST_TEST(read_form(kForm, "&xml=%3ca/%3E&")->xml == "<a/>");
  BOOST_TEST(read_form(kForm + "; charset=windows-1252", "xml=%E9")->content_type == "text/xml; charset=windows-1252");
  const auto file = read_form(kParts, part("Content-Disposition: form-data; name=\"xml\"; filename=\"a;b.xml\"\r\nContent-Type: application/xml", "<a>\r\n--b</a>") + "--b 1--\r\n");
  BOOST_REQUIRE(file);
  BOOST_TEST(file->xml == "<a>\r\n--b</a>");
  BOOST_TEST(file->content_type == "application/xml");
}

BOOST_AUTO_TEST_CASE(says_of_any_other_form_what_to_send) {
  const std::string right = part("content-disposition: form-data; name=xml", "<a/>");
  const std::pair<std::string, std::string> table[] = {
      {kForm, "op=1&xml=2"},          {kForm, "xml=1&xml=2"},  {kForm, "XML=1"},         {kForm, "xml=%4"},        {kForm, "xml=%zz"}, {kForm, "&&"},
      {kParts, right + right + "--b 1--"}, {kParts, right},   {kParts, "--other\r\n"}, {kParts, "--b 1\r\nno heads"}, {"multipart/form-data", right + "--b 1--"},
      {kParts, part("Content-Disposition: form-data; name=\"stock\"", "<a/>") + "--b 1--"}};
  for (const auto& [type, body] : table) {
    const auto read = read_form(type, body);
    BOOST_REQUIRE_MESSAGE(!read, body);
    BOOST_TEST(read.error().message.find("one field named xml") != std::string::npos, read.error().message);
  }
  BOOST_TEST(!read_form(kForm, "xml=" + std::string(kMaxForm, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
