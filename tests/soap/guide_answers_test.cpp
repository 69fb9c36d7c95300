// The answers on the pages for integrators are what the service answers to the samples beside them.
// TILLBRIDGE_REFRESH_GOLDEN writes guide/answers anew; read the diff before committing it.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "contract/contract_text.hpp"
#include "guide/operation_page.hpp"
#include "guide/sample.hpp"
#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

const std::filesystem::path kAnswers = std::filesystem::path(TILLBRIDGE_SOURCE_DIR) / "guide/answers";

/// One element per line, two blanks deeper per level; texts stay beside their tags.
std::string indented(const std::string& xml) {
  std::string out;
  int depth = 0;
  for (std::size_t at = 0; at < xml.size();) {
    const auto end = xml.find('>', at) + 1;
    const std::string tag = xml.substr(at, end - at);
    const auto next = std::min(xml.find('<', end), xml.size());
    const std::string text = xml.substr(end, next - end);
    const bool closes = tag[1] == '/', alone = tag[1] == '?' || tag[tag.size() - 2] == '/';
    if (closes) --depth;
    const auto indent = [&] { return std::string(static_cast<std::size_t>(depth) * 2, ' '); };
    if (!closes && !alone && (text.find_first_not_of(" \n") != std::string::npos || xml.compare(next, 2, "</") == 0)) {
      const auto close_end = xml.find('>', next) + 1;
      out += indent() + tag + text + xml.substr(next, close_end - next) + "\n";
      at = std::min(xml.find('<', close_end), xml.size());
      continue;
    }
    out += indent() + tag + "\n";
    if (!closes && !alone) ++depth;
    at = next;
  }
  return out;
}

std::string with_password(std::string xml, const std::string& password) {
  const std::string place(guide::kPasswordPlace);
  xml.replace(xml.find(place), place.size(), password);
  return xml;
}

void hold_against_file(const std::string& name, const std::string& answer) {
  const auto path = kAnswers / (name + ".xml");
  if (std::getenv("TILLBRIDGE_REFRESH_GOLDEN")) std::ofstream(path, std::ios::binary) << answer;
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in.good(), "cannot read " << path);
  std::ostringstream written;
  written << in.rdbuf();
  BOOST_TEST(answer == written.str(), path << " differs from what the service answers; refresh_golden_envelopes writes it anew");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guide_answers)

BOOST_AUTO_TEST_CASE(are_what_the_service_answers_to_the_samples_beside_them) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  TillScene scene;
  for (const auto& operation : table.operations()) {
    auto options = guide::page_sample_options(operation.name);
    for (const bool wrong_login : {true, false}) {
      const auto xml = guide::write_sample(guide::make_sample(table, operation.name, options), guide::Language::kXml);
      if (wrong_login && operation.name != "UpdateInventory") continue;
      const auto response = scene.post(with_password(xml, wrong_login ? "guess" : tests::kTillPassword), "/soap/" + operation.service);
      BOOST_TEST(response.status == (wrong_login ? 500 : 200), operation.name << " " << TillScene::text_of(response));
      hold_against_file(wrong_login ? "fault" : operation.name, indented(TillScene::text_of(response)));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
