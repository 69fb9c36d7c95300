#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tillbridge::services {

/// Picks the text of one element out of the clean envelope while it passes by: a call's CallerReference has to be known before its
/// first row is taken, wherever in the request it stands. Relies on what the front parser promises: our prefix, no attributes, tags
/// never cut, the contract's elements only.
class ScalarFinder {
 public:
  explicit ScalarFinder(std::string_view element) : start_("<tb:" + std::string(element) + ">") {}
  void scan(std::string_view chunk);
  /// The text as sent, references resolved; nothing when the element did not come.
  const std::optional<std::string>& text() const { return text_; }

 private:
  std::string start_;
  bool inside_ = false, done_ = false;
  std::string raw_;
  std::optional<std::string> text_;
};

}  // namespace tillbridge::services
