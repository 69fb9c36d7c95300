#include <algorithm>
#include <set>

#include "connectors/generic/connector.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::generic {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_trailing_blanks(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What shops are known to confuse: letter case of ASCII and blanks at the end.
bool confusable(std::string_view a, std::string_view b) {
  const auto x = without_trailing_blanks(a);
  const auto y = without_trailing_blanks(b);
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](char c, char d) { return lower(c) == lower(d); });
}

// Each once and none empty: some shops answer an empty SKU with everything they have.
std::vector<std::string> distinct(std::span<const std::string> skus) {
  std::set<std::string> once(skus.begin(), skus.end());
  once.erase("");
  return {once.begin(), once.end()};
}

}  // namespace

Outcome GenericConnector::look_up(std::span<const std::string> skus, SkuFindings& findings) {
  const auto wanted_once = distinct(skus);
  for (std::size_t at = 0; at < wanted_once.size(); at += static_cast<std::size_t>(settings_.lookup_batch)) {
    const auto chunk = std::span(wanted_once).subspan(at, std::min(wanted_once.size() - at, static_cast<std::size_t>(settings_.lookup_batch)));
    const auto answer = api_.post(settings_.path("lookup"), {{"skus", std::vector<std::string>(chunk.begin(), chunk.end())}});
    if (!answer.outcome.ok()) return answer.outcome;
    JsonReader reader;
    for (const auto& entry : reader.list(answer.body, "found")) {
      const auto sku = reader.required_text(entry, "sku");
      const FoundSku found{.remote = {.product_id = reader.required_text(entry, "product_id"), .variant_id = reader.text(entry, "variant_id")}, .kind = reader.text(entry, "kind")};
      for (const auto& wanted : chunk) {
        if (wanted == sku) findings.exact[wanted].push_back(found);
        else if (confusable(wanted, sku)) findings.colliding[wanted].push_back(sku);
      }
    }
    if (!reader.problem().empty()) return api_.unreadable(reader.problem());
  }
  return {};
}

Result<std::vector<Resolution>> GenericConnector::resolve(std::span<const std::string> skus) {
  SkuFindings findings;
  if (const auto outcome = look_up(skus, findings); !outcome.ok()) return http::to_error(outcome);
  std::vector<Resolution> resolutions;
  for (const auto& sku : skus) {
    Resolution resolution{.sku = sku};
    for (const auto& found : findings.exact[sku]) resolution.found.push_back(found.remote);
    if (!settings_.capabilities.sku_case_sensitive) resolution.colliding = findings.colliding[sku];
    resolutions.push_back(std::move(resolution));
  }
  return resolutions;
}

}  // namespace tillbridge::connectors::generic
