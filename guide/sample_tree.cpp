#include "guide/sample_tree.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "base/time_text.hpp"
#include "guide/example.hpp"
#include "guide/sample_choices.hpp"

namespace tillbridge::guide {
namespace {

using contract::ContractTable;
using contract::ElementRule;

bool contains(const std::vector<std::string_view>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// No two samples share a reference: other content under a used one would be a conflict.
std::string reference_of(base::Timestamp now) {
  std::string reference = "sample-";
  for (const char letter : base::format_utc(now)) {
    if (letter >= '0' && letter <= '9') reference += letter;
  }
  return reference;
}

class SampleWriter {
 public:
  SampleWriter(const ContractTable& contract, const SampleOptions& options) : contract_(contract), options_(options) {}

  SampleElement request(std::string_view operation) {
    if (contract_.find_operation(operation) == nullptr) throw std::logic_error(fmt::format("the contract has no operation {}", operation));
    SampleElement root{.name = std::string(operation)};
    root.children = children(operation, root.name);
    return root;
  }

 private:
  std::vector<SampleElement> children(std::string_view owner, const std::string& path) {
    std::vector<SampleElement> out;
    for (const auto& rule : *contract_.find_children(owner)) {
      if (!is_wanted(owner, rule, path)) continue;
      const std::string at = path + "/" + rule.name;
      const auto& kinds = rule.repeated ? entry_kinds_of(rule.type) : entry_kinds_of("");
      if (kinds.empty() || options_.least) {
        out.push_back(element(rule, at));
      } else {
        for (const auto& kind : kinds) add_entry(out, rule, at, kind, &kind == &kinds.front());
      }
    }
    return out;
  }

  bool is_wanted(std::string_view owner, const ElementRule& rule, const std::string& path) const {
    if (chosen_value(path + "/" + rule.name) != nullptr) return true;
    if (is_left_out(owner, rule.name) || is_of_another_way(owner, rule.name, path)) return false;
    return !options_.least || rule.required || rule.name == "Credentials" || rule.repeated || is_kept_in_least(owner, rule.name);
  }

  /// Of alternatives the one of which the caller gave a value is meant, else the first.
  bool is_of_another_way(std::string_view owner, std::string_view name, const std::string& path) const {
    const auto& ways = alternatives_of(owner);
    if (ways.empty()) return false;
    const auto is_chosen = [&](const auto& way) {
      return std::any_of(way.begin(), way.end(), [&](std::string_view element) { return chosen_value(path + "/" + std::string(element)) != nullptr; });
    };
    auto meant = std::find_if(ways.begin(), ways.end(), is_chosen);
    if (meant == ways.end()) meant = ways.begin();
    return !contains(*meant, name) && std::any_of(ways.begin(), ways.end(), [&](const auto& way) { return contains(way, name); });
  }

  SampleElement element(const ElementRule& rule, const std::string& path) {
    SampleElement out{.name = rule.name, .simple_type = rule.simple_type, .repeated = rule.repeated};
    if (rule.type.empty()) out.text = value(rule, path);
    else out.children = children(rule.type, path);
    return out;
  }

  /// Two entries of one call are about two documents: the second has the second key that was chosen, or the example's with another
  /// last letter; where one key was chosen there is one entry.
  void add_entry(std::vector<SampleElement>& out, const ElementRule& rule, const std::string& path, const EntryKind& kind, bool is_first) {
    auto made = element(rule, path);
    auto& key = made.children.front();
    const auto key_path = path + "/" + key.name;
    const auto* second = chosen_value(key_path, 1);
    if (!is_first && second == nullptr && chosen_value(key_path) != nullptr) return;
    if (!is_first && second != nullptr) key.text = *second;
    else if (!is_first) key.text.back() = '2';
    for (auto& child : made.children) {
      if (child.name == kind.element) child.text = kind.value;
    }
    std::erase_if(made.children, [&](const SampleElement& child) { return contains(kind.without, child.name); });
    out.push_back(std::move(made));
  }

  std::string value(const ElementRule& rule, const std::string& path) const {
    if (path.ends_with("Credentials/StoreId")) return options_.store;
    if (path.ends_with("Credentials/UserName")) return options_.user;
    if (path.ends_with("Credentials/Password")) return std::string(kPasswordPlace);
    if (const auto* chosen = chosen_value(path)) return *chosen;
    if (options_.now && rule.name == "CallerReference") return reference_of(*options_.now);
    if (options_.now && (rule.name == "AsOf" || rule.name == "BookedAt" || rule.name == "ShippedAt")) return base::format_utc(std::chrono::floor<std::chrono::seconds>(*options_.now));
    auto example = example_in(rule.documentation);
    if (example.empty()) throw std::logic_error(fmt::format("the contract has no example for {}", path));
    return example;
  }

  /// `skipped`: how many fitting values to pass over.
  const std::string* chosen_value(const std::string& path, int skipped = 0) const {
    for (const auto& [name, chosen] : options_.values) {
      if (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/' && skipped-- == 0) return &chosen;
    }
    return nullptr;
  }

  const ContractTable& contract_;
  const SampleOptions& options_;
};

}  // namespace

SampleElement sample_request(const ContractTable& contract, std::string_view operation, const SampleOptions& options) {
  return SampleWriter(contract, options).request(operation);
}

}  // namespace tillbridge::guide
