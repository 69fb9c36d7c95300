#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

#include "contract/contract_text.hpp"
#include "guide/documents.hpp"

using namespace tillbridge;

BOOST_AUTO_TEST_SUITE(documents)

BOOST_AUTO_TEST_CASE(the_committed_pages_are_what_the_program_makes) {
  const auto documents = guide::make_documents(contract::ContractTable::from_wsdl(contract::contract_text()));
  BOOST_TEST(documents.size() == 11u);
  for (const auto& document : documents) {
    std::ifstream in(std::string(TILLBRIDGE_SOURCE_DIR) + "/docs/" + document.path, std::ios::binary);
    std::ostringstream committed;
    committed << in.rdbuf();
    BOOST_CHECK_MESSAGE(document.text == committed.str(), "docs/" << document.path << " is not what the program makes; run: tillbridge guide --out docs");
    BOOST_TEST(document.text.find("operation:") == std::string::npos, document.path);
    BOOST_TEST(document.text.find("(error") == std::string::npos, document.path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
