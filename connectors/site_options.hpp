#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors {

/// Reads a site's options one by one and keeps the first complaint (kInvalidRequest, word "bad_option", the option as field). An option that is
/// absent or "" has its default.
class SiteOptions {
 public:
  explicit SiteOptions(const domain::Site& site) : site_(site) {}

  std::string text(const std::string& name, const std::string& fallback);
  int number(const std::string& name, int fallback, int least, int most);
  /// true, yes, 1 or false, no, 0.
  bool flag(const std::string& name, bool fallback);
  std::string choice(const std::string& name, const std::string& fallback, const std::vector<std::string>& allowed);
  /// A comma list without its blanks; empty when absent.
  std::vector<std::string> list(const std::string& name);
  /// "the site's option <name> <what>"
  void complain(const std::string& name, const std::string& what);
  /// The first one so far.
  const std::optional<base::Error>& complaint() const { return complaint_; }
  /// At the end: the first complaint; an option that nobody asked for is one, being a slip of the pen.
  std::optional<base::Error> finish();

 private:
  const domain::Site& site_;
  std::optional<base::Error> complaint_;
  std::set<std::string> asked_;
};

/// The secret, or kInvalidRequest with word "missing_secret" and its name as field; `how` tells where to get it.
base::Result<std::string> required_secret(const domain::SiteSecrets& secrets, const std::string& name, const std::string& how);
/// "" when absent.
std::string optional_secret(const domain::SiteSecrets& secrets, const std::string& name);

std::string without_trailing_slash(std::string url);

}  // namespace tillbridge::connectors
