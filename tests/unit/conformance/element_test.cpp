#include <boost/test/unit_test.hpp>

#include "conformance/element.hpp"

using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(element)

BOOST_AUTO_TEST_CASE(keeps_names_and_trimmed_texts) {
  const auto read = read_element("<t:A xmlns:t='urn:x'> <t:B> 7 </t:B><t:List><t:C>1</t:C><t:C><![CDATA[2]]></t:C></t:List></t:A>");
  BOOST_REQUIRE(read);
  BOOST_TEST(read->name == "A");
  BOOST_TEST(read->text.empty());
  BOOST_TEST(read->value("B") == "7");
  BOOST_TEST(read->list("List").size() == 2u);
  BOOST_TEST(read->list("List")[1].text == "2");
  BOOST_TEST(read->value("Nothing").empty());
  BOOST_TEST(read->list("Nothing").empty());
  BOOST_TEST(find_below(*read, "C")->text == "1");
}

BOOST_AUTO_TEST_CASE(keeps_nothing_that_tells_who_somebody_is) {
  for (const char* name : {"Credentials", "Customer", "BillingAddress", "ShippingAddress", "Header"}) {
    const std::string tag = name;
    const auto read = read_element("<A><B>1</B><" + tag + "><B>secret<C>deep</C></B></" + tag + "><D>2</D></A>");
    BOOST_REQUIRE(read);
    BOOST_TEST(read->children.size() == 2u, tag);
    BOOST_TEST(read->value("D") == "2", tag);
  }
}

BOOST_AUTO_TEST_CASE(keeps_ten_thousand_rows_of_a_list) {
  std::string rows;
  for (int row = 0; row < 10'001; ++row) rows += "<R/>";
  BOOST_TEST(read_element("<A>" + rows + "</A>")->children.size() == 10'000u);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_well_formed) {
  for (const char* text : {"", "<A>", "<A></B>", "no"}) BOOST_TEST(!read_element(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
