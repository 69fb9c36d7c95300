#include "conformance/element.hpp"

#include <algorithm>
#include <array>

#include "contract/expat_parser.hpp"

namespace tillbridge::conformance {
namespace {

constexpr std::array<std::string_view, 5> kNeverKept = {"Credentials", "Customer", "BillingAddress", "ShippingAddress", "Header"};
constexpr std::size_t kMaxChildren = 10'000;
constexpr std::string_view kBlanks = " \t\r\n";

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

class Reader final : public contract::XmlEvents {
 public:
  void on_start(contract::QName name, contract::AttributeList) override {
    const bool dropped = std::find(kNeverKept.begin(), kNeverKept.end(), name.local) != kNeverKept.end();
    if (skipped_ > 0 || dropped || is_full()) {
      ++skipped_;
      return;
    }
    open_.push_back({.name = std::string(name.local), .text = {}, .children = {}});
  }
  void on_end(contract::QName) override {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    auto done = std::move(open_.back());
    open_.pop_back();
    done.text = done.children.empty() ? trimmed(done.text) : "";
    if (open_.empty()) root_ = std::move(done);
    else open_.back().children.push_back(std::move(done));
  }
  void on_text(std::string_view text) override {
    if (skipped_ == 0 && !open_.empty()) open_.back().text += text;
  }
  void on_namespace(std::string_view, std::string_view) override {}

  Element take() { return std::move(root_); }

 private:
  bool is_full() const { return !open_.empty() && open_.back().children.size() >= kMaxChildren; }

  std::vector<Element> open_;
  Element root_;
  int skipped_ = 0;
};

}  // namespace

const Element* Element::find(std::string_view child) const {
  const auto at = std::find_if(children.begin(), children.end(), [&](const Element& one) { return one.name == child; });
  return at == children.end() ? nullptr : &*at;
}

std::string Element::value(std::string_view child) const {
  const auto* found = find(child);
  return found ? found->text : "";
}

const std::vector<Element>& Element::list(std::string_view wrapper) const {
  static const std::vector<Element> none;
  const auto* found = find(wrapper);
  return found ? found->children : none;
}

base::Result<Element> read_element(std::string_view xml) {
  Reader reader;
  contract::ExpatParser parser(reader);
  if (!parser.parse(xml, true)) return base::Error{base::ErrorCode::kInvalidRequest, std::string(parser.error_text())};
  return reader.take();
}

const Element* find_below(const Element& from, std::string_view name) {
  if (from.name == name) return &from;
  for (const auto& child : from.children) {
    if (const auto* found = find_below(child, name)) return found;
  }
  return nullptr;
}

}  // namespace tillbridge::conformance
