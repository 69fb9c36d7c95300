// Every code that a caller can meet stands in docs/errors.md, with what to do about it.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "domain/document.hpp"
#include "domain/update_rows.hpp"

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

/// The words in calls that make errors and warnings, and those that are assigned.
std::set<std::string> words_in(const std::string& source) {
  static const std::regex kPatterns[] = {
      std::regex(R"re(\b(?:refuse|refuse_at|warn|limit|row_error|invalid|fail|rejected|Problem)\s*[({][^;]*?"([a-z]+_[a-z_]+|encoding|conflict)")re"),
      std::regex(R"re(\.(?:word|code) = "([a-z][a-z_]+)")re"), std::regex(R"re(\b(?:Code|word_)"?,? ?=? ?"([a-z]+_[a-z_]+)")re")};
  std::set<std::string> words;
  for (const auto& pattern : kPatterns)
    for (std::sregex_iterator at(source.begin(), source.end(), pattern), end; at != end; ++at) words.insert((*at)[1]);
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(error_catalogue)

BOOST_AUTO_TEST_CASE(holds_every_code_that_the_service_can_give) {
  const fs::path root = TILLBRIDGE_SOURCE_DIR;
  const std::string catalogue = read_file(root / "docs/errors.md");
  std::set<std::string> words;
  for (const auto& entry : fs::recursive_directory_iterator(root / "services")) {
    if (entry.path().extension() != ".cpp") continue;
    for (const auto& word : words_in(read_file(entry.path()))) words.insert(word);
  }
  BOOST_TEST(words.size() > 60u);
  for (const auto* known : {"too_many_rows", "several_credentials", "bad_number", "not_found", "equal_options", "unknown_order", "too_long"})
    BOOST_TEST(words.count(known) == 1u, "the search no longer finds " << known);
  for (const auto& word : words) BOOST_TEST((catalogue.find("`" + word + "`") != std::string::npos), word << " is missing in docs/errors.md");
}

BOOST_AUTO_TEST_CASE(holds_every_general_code_and_status) {
  const std::string catalogue = read_file(fs::path(TILLBRIDGE_SOURCE_DIR) / "docs/errors.md");
  using base::ErrorCode;
  for (const auto code : {ErrorCode::kInvalidRequest, ErrorCode::kUnauthenticated, ErrorCode::kConflict, ErrorCode::kBusy, ErrorCode::kRateLimited,
                          ErrorCode::kUnavailable, ErrorCode::kInternal, ErrorCode::kNotFound})
    BOOST_TEST((catalogue.find("`" + std::string(base::to_word(code)) + "`") != std::string::npos), base::to_word(code));
  using domain::RowStatus;
  for (const auto status : {RowStatus::kCreated, RowStatus::kUpdated, RowStatus::kUnchanged, RowStatus::kStale, RowStatus::kSuperseded, RowStatus::kRejected, RowStatus::kNotProcessed})
    BOOST_TEST((catalogue.find("`" + domain::to_word(status) + "`") != std::string::npos), domain::to_word(status));
  using domain::ConfirmResult;
  for (const auto result : {ConfirmResult::kConfirmed, ConfirmResult::kAlreadyConfirmed, ConfirmResult::kRefused, ConfirmResult::kNotFound, ConfirmResult::kInvalidId, ConfirmResult::kConflict})
    BOOST_TEST((catalogue.find("`" + domain::to_word(result) + "`") != std::string::npos), domain::to_word(result));
}

BOOST_AUTO_TEST_SUITE_END()
