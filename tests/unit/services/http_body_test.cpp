#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "services/http/message.hpp"

using namespace tillbridge::services::http;

namespace {

constexpr std::size_t kMegabyte = 1024 * 1024;

/// How much of the mapping that begins at `address` stands in this process, in bytes.
std::size_t resident_at(const char* address) {
  std::ifstream maps("/proc/self/smaps");
  bool is_it = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("-") < 17 && line.find(' ') > line.find('-')) is_it = std::strtoull(line.c_str(), nullptr, 16) == reinterpret_cast<std::uintptr_t>(address);
    if (is_it && line.starts_with("Rss:")) return std::stoul(line.substr(4)) * 1024;
  }
  return 0;
}

std::string text_of(std::size_t size) {
  std::string text;
  while (text.size() < size) text += std::to_string(text.size()) + ' ';
  return text.substr(0, size);
}

std::unique_ptr<Body> body_of(const std::string& text, std::size_t memory_limit, std::size_t piece) {
  const auto writer = make_body_writer(memory_limit, "/tmp");
  for (std::size_t at = 0; at < text.size(); at += piece) writer->append(std::string_view(text).substr(at, piece));
  return writer->finish();
}

class RecordingBody final : public Body {
 public:
  std::string_view bytes() const override { return {}; }
  void let_go(std::size_t until) const override { told.push_back(until); }
  mutable std::vector<std::size_t> told;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_body)

BOOST_AUTO_TEST_CASE(keeps_every_byte_on_either_side_of_the_limit) {
  const auto text = text_of(700'000);
  for (const std::size_t limit : {std::size_t{0}, std::size_t{699'999}, std::size_t{700'000}, 2 * kMegabyte})
    for (const std::size_t piece : {std::size_t{1'000}, std::size_t{300'000}, std::size_t{700'000}}) BOOST_TEST((body_of(text, limit, piece)->bytes() == text));
  BOOST_TEST(body_of("", 0, 1)->bytes().empty());
}

BOOST_AUTO_TEST_CASE(a_spooled_body_leaves_memory_behind_its_reader_and_can_be_read_again) {
  const auto text = text_of(6 * kMegabyte);
  const auto body = body_of(text, kMegabyte, 100'000);
  BOOST_TEST((body->bytes() == text));
  BOOST_TEST(resident_at(body->bytes().data()) >= 6 * kMegabyte);
  body->let_go(4 * kMegabyte);
  BOOST_TEST(resident_at(body->bytes().data()) <= 2 * kMegabyte + 64 * 1024);
  body->let_go(text.size() + kMegabyte);
  BOOST_TEST(resident_at(body->bytes().data()) <= 8 * 1024u);
  BOOST_TEST((body->bytes() == text));
}

BOOST_AUTO_TEST_CASE(a_reader_lets_go_by_megabytes_and_again_in_each_pass) {
  const RecordingBody body;
  const auto passed = let_go_behind(body);
  for (int pass = 0; pass < 2; ++pass)
    for (std::size_t at = 0; at <= 3 * kMegabyte; at += kMegabyte / 4) passed(at);
  const std::vector<std::size_t> once = {kMegabyte, 2 * kMegabyte, 3 * kMegabyte};
  auto twice = once;
  twice.insert(twice.end(), once.begin(), once.end());
  BOOST_TEST(body.told == twice, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
