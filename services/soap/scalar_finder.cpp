#include "services/soap/scalar_finder.hpp"

#include <array>
#include <utility>

namespace tillbridge::services {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kReferences = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

std::string resolved(std::string_view raw) {
  std::string text;
  while (!raw.empty()) {
    std::size_t taken = 1;
    char c = raw.front();
    for (const auto& [reference, character] : kReferences) {
      if (raw.substr(0, reference.size()) != reference) continue;
      taken = reference.size();
      c = character;
    }
    text += c;
    raw.remove_prefix(taken);
  }
  return text;
}

}  // namespace

void ScalarFinder::scan(std::string_view chunk) {
  if (done_) return;
  if (!inside_) {
    const auto at = chunk.find(start_);
    if (at == std::string_view::npos) return;
    chunk.remove_prefix(at + start_.size());
    inside_ = true;
  }
  const auto end = chunk.find('<');
  raw_ += chunk.substr(0, end);
  if (end == std::string_view::npos) return;
  done_ = true;
  text_ = resolved(raw_);
}

}  // namespace tillbridge::services
