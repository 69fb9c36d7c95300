#include "connectors/woocommerce/json.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/time_text.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr std::size_t kLongestMessage = 1'000;
const Json kNull;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

}  // namespace

std::string format_gmt(base::Timestamp at) {
  std::string text = base::format_utc(std::chrono::floor<std::chrono::seconds>(at));
  text.pop_back();
  return text;
}

const Json& meta_value(const Json& object, std::string_view key) {
  for (const Json& entry : list_member(object, "meta_data"))
    if (text_member(entry, "key") == key) return member(entry, "value");
  return kNull;
}

std::string to_title(std::string_view name) {
  std::string title(name);
  replace_all(title, "&", "&amp;");
  return title;
}

std::string from_title(std::string title) {
  replace_all(title, "&amp;", "&");
  return title;
}

std::string plain_text(std::string_view text) {
  std::string out;
  bool in_tag = false;
  for (const char c : text) {
    if (c == '<') in_tag = true;
    else if (c == '>' && in_tag) in_tag = false;
    else if (!in_tag) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
      {{"&quot;", "\""}, {"&#039;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&amp;", "&"}}};
  for (const auto& [entity, character] : kEntities) replace_all(out, entity, character);
  out.resize(base::cut_at_character(out, kLongestMessage).size());
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
