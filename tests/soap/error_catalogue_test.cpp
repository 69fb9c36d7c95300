// Every code that a caller can meet stands in the catalogue (guide/errors, and docs/errors.md made of it), with what to do about it.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "domain/document.hpp"
#include "domain/update_rows.hpp"
#include "guide/error_catalogue.hpp"

using namespace tillbridge;
namespace fs = std::filesystem;
using guide::ErrorEntry;
using guide::ErrorPlace;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in.good(), "cannot read " << path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The words in calls that make errors and warnings, and those that are assigned.
std::set<std::string> words_in(const std::string& source) {
  static const std::regex kPatterns[] = {
      std::regex(R"re(\b(?:refuse|refuse_at|warn|limit|row_error|invalid|fail|rejected|Problem)\s*[({][^;]*?"([a-z]+_[a-z_]+|encoding|conflict)")re"),
      std::regex(R"re(\{\s*[45]\d\d, "([a-z_]+)")re"), std::regex(R"re(\.(?:word|code) = "([a-z][a-z_]+)")re"), std::regex(R"re(\b(?:Code|word_)"?,? ?=? ?"([a-z]+_[a-z_]+)")re")};
  std::set<std::string> words;
  for (const auto& pattern : kPatterns)
    for (std::sregex_iterator at(source.begin(), source.end(), pattern), end; at != end; ++at) words.insert((*at)[1]);
  return words;
}

std::set<std::string> words_of(const std::vector<std::string>& folders) {
  std::set<std::string> words;
  for (const auto& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(TILLBRIDGE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".cpp") words.merge(words_in(read_file(entry.path())));
    }
  }
  return words;
}

bool stands_under(std::string_view word, bool (*place)(const ErrorEntry&)) {
  const auto entries = guide::find_errors(word);
  return std::any_of(entries.begin(), entries.end(), place);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(error_catalogue)

BOOST_AUTO_TEST_CASE(holds_every_code_that_the_service_can_give) {
  const auto words = words_of({"services", "domain"});
  BOOST_TEST(words.size() > 100u);
  for (const auto* known : {"too_many_rows", "several_credentials", "bad_number", "not_found", "equal_options", "unknown_order", "too_long", "too_many_pieces", "bare_line_feed", "spool_unavailable"})
    BOOST_TEST(words.count(known) == 1u, "the search no longer finds " << known);
  for (const auto& word : words) BOOST_TEST(!guide::find_errors(word).empty(), word << " is missing in guide/errors");
}

BOOST_AUTO_TEST_CASE(holds_what_is_no_call_under_http_and_what_the_parser_refuses_under_faults) {
  for (const auto& word : words_of({"services/http"})) BOOST_TEST(stands_under(word, [](const ErrorEntry& entry) { return entry.place == ErrorPlace::kHttp; }), word);
  for (const auto& word : words_of({"services/front"}))
    BOOST_TEST(stands_under(word, [](const ErrorEntry& entry) { return guide::is_fault(entry) || entry.place == ErrorPlace::kWarning; }), word);
}

BOOST_AUTO_TEST_CASE(holds_every_general_code_and_status) {
  using base::ErrorCode;
  for (const auto code : {ErrorCode::kInvalidRequest, ErrorCode::kUnauthenticated, ErrorCode::kConflict, ErrorCode::kBusy, ErrorCode::kRateLimited,
                          ErrorCode::kUnavailable, ErrorCode::kInternal, ErrorCode::kNotFound})
    BOOST_TEST(!guide::find_errors(base::to_word(code)).empty(), base::to_word(code));
  using domain::RowStatus;
  for (const auto status : {RowStatus::kCreated, RowStatus::kUpdated, RowStatus::kUnchanged, RowStatus::kStale, RowStatus::kSuperseded, RowStatus::kRejected, RowStatus::kNotProcessed})
    BOOST_TEST(stands_under(domain::to_word(status), [](const ErrorEntry& entry) { return entry.place == ErrorPlace::kStatus; }), domain::to_word(status));
  using domain::ConfirmResult;
  for (const auto result : {ConfirmResult::kConfirmed, ConfirmResult::kAlreadyConfirmed, ConfirmResult::kRefused, ConfirmResult::kNotFound, ConfirmResult::kInvalidId, ConfirmResult::kConflict})
    BOOST_TEST(stands_under(domain::to_word(result), [](const ErrorEntry& entry) { return entry.place == ErrorPlace::kConfirm; }), domain::to_word(result));
}

BOOST_AUTO_TEST_CASE(says_each_thing_once_and_in_full) {
  std::set<std::string> seen;
  for (const auto& entry : guide::error_catalogue()) {
    const auto place = std::string(entry.code) + " as " + std::string(guide::to_words(entry.place)) + " of " + std::string(entry.where);
    BOOST_TEST(seen.insert(place).second, place << " stands twice");
    BOOST_TEST((entry.cause.ends_with('.') && entry.cause.size() > 10u), place);
    BOOST_TEST(entry.fix.size() > 5u, place);
  }
}

BOOST_AUTO_TEST_SUITE_END()
