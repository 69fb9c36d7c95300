// The one generated file that is committed: a change of the contract shows in its diff.
// After a change that is meant: cmake --build build/dev --target refresh_soap_golden
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in.good(), "cannot read " << path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interface_header)

BOOST_AUTO_TEST_CASE(equals_the_copy_that_was_reviewed) {
  const std::string made = read_file(TILLBRIDGE_INTERFACE_HEADER);
  const std::string reviewed = read_file(TILLBRIDGE_SOAP_CASES "/golden/tillbridge.h");
  BOOST_TEST(!made.empty());
  BOOST_CHECK_MESSAGE(made == reviewed, "the contract's C++ interface differs from tests/soap/golden/tillbridge.h; refresh_soap_golden writes it anew");
}

BOOST_AUTO_TEST_SUITE_END()
