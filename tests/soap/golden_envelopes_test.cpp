// Whole requests and whole answers. Each folder beside this file tells one story: its NN_name.request.xml are posted in order of
// their names to one service on a new store, and each answer must equal NN_name.answer.xml byte by byte.
// NN_name.head, where there is one, holds "name: value" lines for the request; ":path" and ":password" lines are not headers:
// the path to post to, and whose password ends up in Authorization.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in.good(), "cannot read " << path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> sorted(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<fs::path> stories() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(TILLBRIDGE_SOAP_CASES))
    if (entry.is_directory() && !sorted(entry.path(), ".request.xml").empty()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

void read_head(const fs::path& path, services::http::Request& request) {
  if (!fs::exists(path)) return;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(": ");
    BOOST_REQUIRE_MESSAGE(colon != std::string::npos, path << ": " << line);
    const std::string name = line.substr(0, colon), value = line.substr(colon + 2);
    if (name == ":path") {
      request.path = value;
      continue;
    }
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
    request.headers.emplace_back(name, value);
  }
}

bool is_fault(const std::string& answer) { return answer.find("ServiceFault") != std::string::npos; }
bool is_soap12(const std::string& answer) { return answer.find("xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope") != std::string::npos; }

void play(const fs::path& folder) {
  tests::TillScene scene;
  for (const auto& request_file : sorted(folder, ".request.xml")) {
    const std::string stem = request_file.string().substr(0, request_file.string().size() - std::string("request.xml").size());
    auto request = tests::TillScene::a_request(read_file(request_file));
    read_head(stem + "head", request);
    const auto response = scene.send(std::move(request));
    const std::string answer = tests::TillScene::text_of(response);
    if (std::getenv("TILLBRIDGE_REFRESH_GOLDEN")) std::ofstream(stem + "answer.xml", std::ios::binary) << answer;

    BOOST_TEST_CONTEXT(request_file) {
      BOOST_TEST(response.status == (is_fault(answer) ? 500 : 200));
      BOOST_TEST(response.content_type == (is_soap12(answer) ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8"));
      BOOST_TEST(answer == read_file(stem + "answer.xml"));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(golden_envelopes)

BOOST_AUTO_TEST_CASE(every_story_is_answered_byte_by_byte) {
  const auto folders = stories();
  BOOST_TEST(folders.size() >= 12u);
  for (const auto& folder : folders) play(folder);
}

BOOST_AUTO_TEST_SUITE_END()
