#include <algorithm>

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

}  // namespace

Outcome GenericConnector::look_up(std::span<const std::string> skus, SkuFindings& findings) {
  for (std::size_t at = 0; at < skus.size(); at += static_cast<std::size_t>(settings_.lookup_batch)) {
    Json asked = Json::array();
    const auto chunk = skus.subspan(at, std::min(skus.size() - at, static_cast<std::size_t>(settings_.lookup_batch)));
    for (const auto& sku : chunk)
      if (!sku.empty()) asked.push_back(sku);
    if (asked.empty()) continue;
    const auto answer = api_.post(settings_.path("lookup"), {{"skus", asked}});
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
