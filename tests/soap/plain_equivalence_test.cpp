// A document means the same whether the gate proves it or the front parser reads it: every request of the golden stories, of the guide and of the seeds
// is read both ways, and the stories are answered both ways, too.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "contract/contract_text.hpp"
#include "guide/sample.hpp"
#include "tests/soap/decoded_request.hpp"
#include "tests/soap/plain_mutants.hpp"
#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;
namespace fs = std::filesystem;

namespace {

struct Document {
  std::string name, text, content_type;
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// What the .head file beside a request says, or what a story sends without one.
std::string content_type_of(const std::string& request_file) {
  std::istringstream lines(read_file(request_file.substr(0, request_file.size() - std::string("request.xml").size()) + "head"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("content-type: ")) return line.substr(std::string("content-type: ").size());
  return std::string(TillScene::a_request("").header("content-type").value_or(""));
}

std::vector<std::vector<Document>> stories() {
  std::vector<std::vector<Document>> all;
  for (const auto& folder : fs::directory_iterator(TILLBRIDGE_SOAP_CASES)) {
    if (!folder.is_directory()) continue;
    std::vector<Document> story;
    for (const auto& entry : fs::directory_iterator(folder))
      if (const std::string path = entry.path(); path.ends_with(".request.xml")) story.push_back({path, read_file(path), content_type_of(path)});
    std::sort(story.begin(), story.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
    if (!story.empty()) all.push_back(std::move(story));
  }
  return all;
}

/// Declined by the gate, and otherwise the same to the front parser.
std::string with_comment(std::string text) { return text.insert(text.rfind("</"), "<!-- -->"); }

std::string answer(TillScene& scene, const Document& document, const std::string& text) {
  auto request = TillScene::a_request(text);
  std::erase_if(request.headers, [](const auto& header) { return header.first == "content-type"; });
  request.headers.emplace_back("content-type", document.content_type);
  const auto response = scene.send(std::move(request));
  return std::to_string(response.status) + "\n" + TillScene::text_of(response);
}

void read_both_ways(const Document& document, int& plain) {
  const auto read = tests::read_request(document.text, document.content_type);
  plain += read.is_plain ? 1 : 0;
  BOOST_TEST(tests::difference(read, tests::read_strictly(document.text, document.content_type)) == "", document.name);
}

std::string many_rows(int rows, const std::string& last = {}) {
  std::string list;
  for (int i = 0; i < rows; ++i) list += "<InventoryRow><ItemIntegrationId>I-" + std::to_string(i) + "</ItemIntegrationId><Quantity>" + (i % 100 == 7 ? "x" : "5") + "</Quantity></InventoryRow>\n";
  return TillScene::envelope("UpdateInventory", "<InventoryRows>" + list + last + "</InventoryRows>");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_equivalence)

BOOST_AUTO_TEST_CASE(every_request_of_the_stories_is_read_alike) {
  int plain = 0;
  for (const auto& story : stories())
    for (const auto& document : story) read_both_ways(document, plain);
  BOOST_TEST(plain > 60);
}

BOOST_AUTO_TEST_CASE(every_sample_of_the_guide_is_plain_and_read_alike) {
  const auto contract = contract::ContractTable::from_wsdl(contract::contract_text());
  for (const auto& operation : contract.operations()) {
    const Document document{operation.name, guide::write_sample(guide::make_sample(contract, operation.name, {}), guide::Language::kXml), "text/xml; charset=utf-8"};
    int plain = 0;
    read_both_ways(document, plain);
    BOOST_TEST(plain == 1, document.text);
  }
}

BOOST_AUTO_TEST_CASE(every_story_is_answered_alike) {
  for (const auto& story : stories()) {
    TillScene by_the_gate, strict;
    for (const auto& document : story) {
      const auto changed = tests::is_plain(document.text, document.content_type) ? with_comment(document.text) : document.text;
      BOOST_TEST(answer(by_the_gate, document, document.text) == answer(strict, document, changed), document.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_large_document_is_answered_alike_wherever_it_stops_being_plain) {
  const auto plain = many_rows(4'000);
  BOOST_TEST(tests::is_plain(plain));
  BOOST_TEST(!tests::is_plain(with_comment(plain)));
  const Document document{"many rows", plain, "text/xml"};
  TillScene by_the_gate, strict;
  const auto expected = answer(by_the_gate, document, plain);
  BOOST_TEST(expected.find("(line 8)") != std::string::npos);
  BOOST_TEST(answer(strict, document, with_comment(plain)) == expected);
}

BOOST_AUTO_TEST_CASE(operators_see_how_many_documents_were_plain) {
  services::Metrics metrics;
  services::SoapServiceOptions options;
  options.metrics = &metrics;
  TillScene scene(options);
  const auto plain = many_rows(3);
  for (const auto& text : {plain, plain, with_comment(plain), many_rows(3, "<Other/>")}) scene.post(text);
  const auto text = metrics.to_prometheus();
  BOOST_TEST(text.find("tillbridge_documents_total{operation=\"UpdateInventory\",read=\"plain\"} 2\n") != std::string::npos, text);
  BOOST_TEST(text.find("tillbridge_documents_total{operation=\"UpdateInventory\",read=\"strict\"} 1\n") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(what_is_broken_behind_the_head_is_refused_with_its_line_and_after_the_login) {
  for (const std::string last : {"<InventoryRow><Quantity>&nbsp;</Quantity></InventoryRow>", "<InventoryRow><Quantity>1</Quantity>", "<Other/>", "\xFF"}) {
    const auto broken = many_rows(4'000, last);
    const Document document{last, broken, "text/xml"};
    const auto read = tests::read_request(broken);
    BOOST_TEST(read.refusal != "");
    BOOST_TEST(tests::difference(read, tests::read_strictly(broken)) == "");
    TillScene scene;
    if (last != "\xFF") BOOST_TEST(answer(scene, document, broken).find("(line 400") != std::string::npos, last);
    auto unknown = broken;
    unknown.replace(unknown.find(tests::kTillPassword), 3, "not");
    BOOST_TEST(answer(scene, document, unknown).find(":Code>unauthenticated<") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
