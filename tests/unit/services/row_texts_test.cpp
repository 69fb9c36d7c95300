#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "services/soap/soap_context.hpp"
#include "soapH.h"

using namespace tillbridge;

namespace {

struct Text {
  std::string written, meant;
};

const std::vector<Text> kTexts = {{"plain", "plain"},
                                  {"", ""},
                                  {"ä € 😀", "ä € 😀"},
                                  {"a &amp; b &lt;c&gt; &quot;d&apos;", "a & b <c> \"d'"},
                                  {"&#65;&#x42;", "AB"},
                                  {"<![CDATA[x < y & z]]>", "x < y & z"},
                                  {"a<!-- not this -->b", "ab"},
                                  {"a/b > c ]] \"d' =e", "a/b > c ]] \"d' =e"},
                                  {"two\nlines", "two\nlines"},
                                  {" blanks ", " blanks "},
                                  {std::string(200'000, 'x'), std::string(200'000, 'x')},
                                  {"last", "last"}};

std::string row_of(const std::string& text) {
  return "<tb:InventoryRow><tb:ItemIntegrationId>" + text + "</tb:ItemIntegrationId><tb:Quantity>1</tb:Quantity><tb:Location>" + text + "</tb:Location></tb:InventoryRow>";
}

std::string envelope_of(const std::string& rows) {
  return "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:tb=\"urn:tillbridge:pos:v1\"><SOAP-ENV:Body><tb:UpdateInventory>"
         "<tb:InventoryRows>" +
         rows + "</tb:InventoryRows></tb:UpdateInventory></SOAP-ENV:Body></SOAP-ENV:Envelope>";
}

/// The texts of all rows, given to gSOAP in pieces of `piece` bytes.
std::vector<std::string> read_texts(const std::string& envelope, std::size_t piece) {
  std::vector<std::string> texts;
  std::size_t at = 0;
  services::SoapContext context([&] {
    const auto part = std::string_view(envelope).substr(at, piece);
    at += part.size();
    return part;
  });
  context.on_row([&](void* row) {
    const auto& read = *static_cast<tb__InventoryRowType*>(row);
    texts.push_back(read.ItemIntegrationId);
    texts.push_back(read.Location.value_or("(absent)"));
  });
  context.read([](struct soap* soap) {
    _tb__UpdateInventory request;
    request.soap_default(soap);
    return soap_get__tb__UpdateInventory(soap, &request, "tb:UpdateInventory", nullptr) != nullptr;
  });
  return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(row_texts)

BOOST_AUTO_TEST_CASE(every_text_is_read_as_it_is_meant_in_pieces_of_any_size) {
  std::string rows;
  std::vector<std::string> expected;
  for (const auto& text : kTexts) {
    rows += row_of(text.written);
    expected.insert(expected.end(), 2, text.meant);
  }
  for (const std::size_t piece : {1, 2, 3, 7, 64, 1'000, 65'536, 10'000'000}) {
    const auto read = read_texts(envelope_of(rows), piece);
    BOOST_TEST((read == expected), "pieces of " << piece);
  }
}

BOOST_AUTO_TEST_CASE(a_text_may_lie_across_the_end_of_the_buffer_at_any_place) {
  constexpr std::size_t kBuffer = SOAP_BUFLEN;
  const std::string second = row_of("behind &amp; before") + row_of("plain text") + row_of("end");
  for (std::size_t fill = kBuffer - 700; fill < kBuffer + 20; ++fill) {
    const auto read = read_texts(envelope_of("<tb:InventoryRow><tb:ItemIntegrationId>" + std::string(fill, 'x') + "</tb:ItemIntegrationId></tb:InventoryRow>" + second), 10'000'000);
    const std::vector<std::string> expected = {std::string(fill, 'x'), "(absent)", "behind & before", "behind & before", "plain text", "plain text", "end", "end"};
    BOOST_TEST((read == expected), fill);
  }
}

BOOST_AUTO_TEST_SUITE_END()
