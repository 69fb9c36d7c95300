#include "connectors/site_options.hpp"

#include <charconv>
#include <sstream>

#include "base/text.hpp"

namespace tillbridge::connectors {
namespace {

using base::Error;
using base::ErrorCode;

}  // namespace

std::string SiteOptions::text(const std::string& name, const std::string& fallback) {
  asked_.insert(name);
  const auto found = site_.options.find(name);
  return found == site_.options.end() || found->second.empty() ? fallback : found->second;
}

int SiteOptions::number(const std::string& name, int fallback, int least, int most) {
  const auto given = text(name, "");
  if (given.empty()) return fallback;
  int value = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
  if (error != std::errc{} || end != given.data() + given.size() || value < least || value > most)
    complain(name, "is '" + given + "', give a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

bool SiteOptions::flag(const std::string& name, bool fallback) {
  const auto given = text(name, "");
  if (given.empty()) return fallback;
  if (given == "true" || given == "yes" || given == "1") return true;
  if (given != "false" && given != "no" && given != "0") complain(name, "is '" + given + "', give true or false");
  return false;
}

std::string SiteOptions::choice(const std::string& name, const std::string& fallback, const std::vector<std::string>& allowed) {
  const auto given = text(name, fallback);
  std::string known;
  for (const auto& one : allowed) {
    if (one == given) return given;
    known += (known.empty() ? "" : ", ") + one;
  }
  complain(name, "is '" + given + "', give one of " + known);
  return fallback;
}

std::vector<std::string> SiteOptions::list(const std::string& name) {
  std::vector<std::string> out;
  std::stringstream in(text(name, ""));
  for (std::string part; std::getline(in, part, ',');)
    if (const auto trimmed = base::trim_blanks(part); !trimmed.empty()) out.emplace_back(trimmed);
  return out;
}

void SiteOptions::complain(const std::string& name, const std::string& what) {
  if (!complaint_) complaint_ = Error{.code = ErrorCode::kInvalidRequest, .message = "the site's option " + name + " " + what, .word = "bad_option", .field = name};
}

std::optional<Error> SiteOptions::finish() {
  for (const auto& [name, value] : site_.options)
    if (!asked_.contains(name)) complain(name, "is not known to this platform; see docs/platforms/" + site_.platform + ".md");
  return complaint_;
}

base::Result<std::string> required_secret(const domain::SiteSecrets& secrets, const std::string& name, const std::string& how) {
  if (auto found = optional_secret(secrets, name); !found.empty()) return found;
  return Error{.code = ErrorCode::kInvalidRequest, .message = "the site's secret '" + name + "' is missing: " + how, .word = "missing_secret", .field = name};
}

std::string optional_secret(const domain::SiteSecrets& secrets, const std::string& name) {
  const auto found = secrets.find(name);
  return found == secrets.end() ? "" : found->second;
}

std::string without_trailing_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

}  // namespace tillbridge::connectors
