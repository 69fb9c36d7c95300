#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/change.hpp"
#include "domain/item.hpp"

namespace tillbridge::services {

/// How long a text may be, and whether it may have line breaks. Characters unless said otherwise.
struct TextRule {
  std::string_view field;             ///< the element's name, for messages
  std::size_t max = 255;
  bool in_bytes = false;
  bool multi_line = false;
};

/// Reads the texts of one row (or of one request) into values: everything arrives as text, so that one bad value spoils its row
/// only. The first thing that is wrong is remembered, the rest is read as nothing.
///
/// Words: missing_id, missing_value, too_long, control_characters, bad_number, out_of_range, bad_date, bad_boolean.
class FieldReader {
 public:
  using Text = std::optional<std::string>;  ///< absent, or as sent

  /// `zone`: IANA name in which times without a zone are read.
  explicit FieldReader(const std::string& zone) : zone_(zone) {}

  /// Trimmed; "" when absent.
  std::string text(const TextRule& rule, const Text& sent);
  domain::Change<std::string> text_change(const TextRule& rule, const Text& sent);
  /// 1–128 bytes; missing_id when empty.
  std::string id(std::string_view field, const Text& sent);
  /// missing_value when absent or empty.
  base::Decimal quantity(std::string_view field, const Text& sent);
  /// Empty = clear.
  domain::Change<base::Decimal> number_change(std::string_view field, const Text& sent);
  /// true, false, 1, 0 in any case; empty = clear.
  domain::Change<bool> flag_change(std::string_view field, const Text& sent);
  /// missing_value when absent or empty.
  bool flag(std::string_view field, const Text& sent);
  /// Empty = clear; 0001-01-01 (a time that .NET was never given) = absent.
  domain::Change<domain::Timestamp> moment_change(std::string_view field, const Text& sent);
  /// Empty = absent.
  std::optional<domain::Timestamp> moment(std::string_view field, const Text& sent);

  bool failed() const { return error_.has_value(); }
  const base::Error& error() const { return *error_; }
  /// `message` goes on behind the field's name: " is empty", ": 'x' is no number".
  void fail(std::string_view field, std::string word, std::string message);

 private:
  std::optional<base::Decimal> number(std::string_view field, std::string_view text);

  const std::string& zone_;
  std::optional<base::Error> error_;
};

}  // namespace tillbridge::services
