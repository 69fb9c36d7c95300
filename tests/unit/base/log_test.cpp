#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "base/log_line.hpp"
#include "base/log_setup.hpp"

using namespace tillbridge::base;
namespace fs = std::filesystem;

namespace {

struct LogFolder {
  LogFolder() {
    char name[] = "/tmp/tillbridge_log_XXXXXX";
    path = mkdtemp(name);
  }
  ~LogFolder() { fs::remove_all(path); }
  LogOptions options() const { return {.process = "serve", .to_file = true, .file = path / "new" / "tillbridge.log"}; }
  std::vector<std::string> lines(const std::string& name = "tillbridge-serve.log") const {
    std::ifstream in(path / "new" / name);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }
  fs::path path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(log_lines)

BOOST_AUTO_TEST_CASE(a_line_is_one_json_object_with_time_level_process_component_event_and_fields) {
  const LogFolder folder;
  {
    const auto session = LogSession::open(folder.options()).value();
    log_info("front", "request_answered", {{"request", "req_1"}, {"rows", 3}, {"ok", true}});
  }
  const auto lines = folder.lines();
  BOOST_REQUIRE(lines.size() == 1u);
  BOOST_TEST(lines[0].starts_with("{\"time\":\"20"));
  BOOST_TEST(lines[0].ends_with("\"level\":\"info\",\"process\":\"serve\",\"component\":\"front\",\"event\":\"request_answered\","
                                "\"request\":\"req_1\",\"rows\":3,\"ok\":true}"), lines[0]);
}

BOOST_AUTO_TEST_CASE(no_value_can_forge_a_line_or_break_its_json) {
  const LogFolder folder;
  {
    const auto session = LogSession::open(folder.options()).value();
    log_warn("jobs", "item_rejected", {{"message", "bad\n{\"event\":\"forged\"}\r\"\\\x01"}});
  }
  BOOST_REQUIRE(folder.lines().size() == 1u);
  BOOST_TEST(folder.lines()[0].find(R"(bad\n{\"event\":\"forged\"}\r\"\\\u0001)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_become_the_replacement_character) {
  BOOST_TEST(escape_json("Grün €😀") == "Grün €😀");
  for (const std::string bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xc3"}) {
    const auto escaped = escape_json("a" + bad + "b");
    BOOST_TEST(escaped.starts_with("a\\ufffd"), escaped);
    BOOST_TEST(escaped.ends_with("b"));
    BOOST_TEST(escaped.find(bad[0]) == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(lines_below_the_level_are_not_written) {
  const LogFolder folder;
  auto options = folder.options();
  options.level = LogLevel::kWarn;
  {
    const auto session = LogSession::open(options).value();
    log_info("x", "quiet");
    log_error("x", "loud");
  }
  BOOST_REQUIRE(folder.lines().size() == 1u);
  BOOST_TEST(folder.lines()[0].find("\"level\":\"error\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_full_file_is_moved_and_only_so_many_are_kept) {
  const LogFolder folder;
  auto options = folder.options();
  options.max_bytes = 200 * 1024;
  options.keep = 2;
  constexpr int kLines = 2000;
  {
    const auto session = LogSession::open(options).value();
    for (int i = 0; i < kLines; ++i) log_info("x", "filled", {{"number", i}, {"text", std::string(400, 'x')}});
  }
  BOOST_TEST(folder.lines().back().find("\"number\":1999") != std::string::npos);
  BOOST_TEST(!folder.lines("tillbridge-serve.log.1").empty());
  BOOST_TEST(!folder.lines("tillbridge-serve.log.2").empty());
  BOOST_TEST(!fs::exists(folder.path / "new" / "tillbridge-serve.log.3"));
}

BOOST_AUTO_TEST_CASE(lines_of_many_threads_stay_whole) {
  const LogFolder folder;
  {
    const auto session = LogSession::open(folder.options()).value();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back([t] { for (int i = 0; i < 200; ++i) log_info("x", "worked", {{"thread", t}}); });
    for (auto& thread : threads) thread.join();
  }
  const auto lines = folder.lines();
  BOOST_TEST(lines.size() == 800u);
  for (const auto& line : lines) BOOST_REQUIRE((line.starts_with("{\"time\":") && line.ends_with("}")));
}

BOOST_AUTO_TEST_CASE(a_log_that_cannot_be_written_says_so) {
  const LogFolder folder;
  auto options = folder.options();
  std::ofstream(folder.path / "file") << "x";
  options.file = folder.path / "file" / "tillbridge.log";
  BOOST_TEST(LogSession::open(options).error().message.find("log.target=console") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
