#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "contract/expat_parser.hpp"
#include "services/front/front_parser.hpp"

namespace tillbridge::services::front {

/// What the readers of one request share: the rules it is held against, where the parser stands, and the first refusal.
class FrontContext {
 public:
  FrontContext(const contract::ContractTable& the_contract, const FrontLimits& the_limits) : contract(the_contract), limits(the_limits) {}

  const contract::ContractTable& contract;
  const FrontLimits& limits;

  void set_parser(contract::ExpatParser& parser, std::int64_t skipped_lines) {
    parser_ = &parser;
    skipped_lines_ = skipped_lines;
  }
  std::int64_t line() const { return skipped_lines_ + (parser_ ? parser_->line() : 1); }
  std::int64_t column() const { return parser_ ? parser_->column() : 1; }

  /// Keeps the first refusal and stops the parser; " (line N)" is added to the message.
  void refuse(std::string_view word, std::string_view message, std::string field = {});
  void refuse_at(std::int64_t line, std::string_view word, std::string_view message, std::string field = {});
  const std::optional<base::Error>& error() const { return error_; }

  /// One warning per code and place (the path without row numbers), at most 50: 100,000 rows with the same slip are one slip.
  void warn(std::string_view code, const std::string& place, std::string_view message);
  /// False when a warning of this kind would be dropped: then its message need not be built.
  bool wants_warning(std::string_view code, const std::string& place) const;
  bool is_full_of_warnings() const;
  const std::vector<FrontWarning>& warnings() const { return warnings_; }

 private:
  contract::ExpatParser* parser_ = nullptr;
  std::int64_t skipped_lines_ = 0;
  std::optional<base::Error> error_;
  std::vector<FrontWarning> warnings_;
  std::set<std::string> warned_;
};

/// Whether the text holds only XML blanks.
bool is_blank(std::string_view text);
bool equals_ignoring_case(std::string_view left, std::string_view right);
/// A caller's name for a message: cut at 60 bytes.
std::string shorten(std::string_view name);

}  // namespace tillbridge::services::front
