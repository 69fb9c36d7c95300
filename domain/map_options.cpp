#include "domain/map_options.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace tillbridge::domain {
namespace {

/// What becomes of one POS value of one option, in all variants that are not published.
struct Choice {
  std::string web_value;
  bool of_published = false;  ///< a published variant has it so
  bool differs = false;       ///< from the POS's value: it can be taken back
};

/// Whose value it is: option name as it is compared, POS value as it stands.
using ValueId = std::pair<std::string, std::string>;

struct Variant {
  const VariantOptions* given;
  std::map<std::string, const NameValue*> options;  ///< by the option's name as it is compared
  std::map<std::string, std::string> published;     ///< what the shop has, by the same
  std::string pos_key;                              ///< equal for variants that the POS has equal

  bool is_settled() const { return !published.empty(); }
};

/// What two variants are compared by.
std::string key_of(const std::map<std::string, std::string>& values) {
  std::string key;
  for (const auto& [name, value] : values) key += name + '\x1f' + mapping_key(value) + '\x1e';
  return key;
}

class Judgement {
 public:
  Judgement(const std::vector<VariantOptions>& variants, const AttributeMap& map) {
    for (const auto& given : variants) add(given);
    std::ranges::sort(variants_, {}, [](const Variant& variant) -> const ItemId& { return variant.given->item_id; });
    choose(map);
  }

  MappedOptions decide() {
    while (take_back_what_collides()) {
    }
    MappedOptions out;
    for (const auto& variant : variants_)
      if (!variant.given->is_published) out.options[variant.given->item_id] = web_options(variant);
    for (const auto& [id, kept] : kept_) out.kept.push_back(kept);
    name_what_stays_equal(out);
    return out;
  }

 private:
  using Class = std::vector<const Variant*>;

  void add(const VariantOptions& given) {
    Variant variant{&given, {}, {}, {}};
    std::map<std::string, std::string> pos;
    for (const auto& option : given.options) {
      variant.options.emplace(mapping_key(option.name), &option);
      pos.emplace(mapping_key(option.name), option.value);
    }
    if (given.is_published)
      for (const auto& option : given.published_options) variant.published.emplace(mapping_key(option.name), option.value);
    variant.pos_key = key_of(pos);
    variants_.push_back(std::move(variant));
  }

  void choose(const AttributeMap& map) {
    for (const auto& variant : variants_)
      for (const auto& [name, web_value] : variant.published)
        if (const auto option = variant.options.find(name); option != variant.options.end()) {
          const auto& pos_value = option->second->value;
          choices_.try_emplace({name, pos_value}, Choice{web_value, true, web_value != pos_value});
        }
    for (const auto& variant : variants_)
      for (const auto& [name, option] : variant.options) {
        auto web_value = map.find(option->name, option->value).value_or(option->value);
        const bool differs = web_value != option->value;
        choices_.try_emplace({name, option->value}, Choice{std::move(web_value), false, differs});
      }
  }

  const Choice& choice(const std::string& name, const NameValue& option) const { return choices_.at({name, option.value}); }

  std::string web_key(const Variant& variant) const {
    if (variant.is_settled()) return key_of(variant.published);
    std::map<std::string, std::string> values;
    for (const auto& [name, option] : variant.options) values.emplace(name, choice(name, *option).web_value);
    return key_of(values);
  }

  std::vector<NameValue> web_options(const Variant& variant) const {
    std::vector<NameValue> out;
    for (const auto& option : variant.given->options) out.push_back({option.name, choice(mapping_key(option.name), option).web_value});
    return out;
  }

  /// Variants that a shop would take for one though the POS tells them apart.
  std::vector<Class> collisions() const {
    std::map<std::string, Class> classes;
    for (const auto& variant : variants_) classes[web_key(variant)].push_back(&variant);
    std::vector<Class> out;
    for (auto& [key, members] : classes)
      if (std::ranges::any_of(members, [&](const Variant* one) { return one->pos_key != members.front()->pos_key; })) out.push_back(std::move(members));
    return out;
  }

  bool take_back_what_collides() {
    std::map<ValueId, KeptValue> back;
    for (const auto& members : collisions()) find_what_to_take_back(members, back);
    for (auto& [id, kept] : back) {
      choices_[id] = {id.second, false, false};
      kept_.try_emplace(id, std::move(kept));
    }
    return !back.empty();
  }

  /// Of the first option in which the members differ for the POS and something can be taken back; what a published variant has only
  /// where there is nothing else.
  void find_what_to_take_back(const Class& members, std::map<ValueId, KeptValue>& back) const {
    for (const auto& [name, option] : members.front()->options) {
      if (!differ_in(members, name)) continue;
      std::map<ValueId, KeptValue> found;
      for (const bool of_published : {false, true}) {
        if (!found.empty()) break;
        for (const auto* member : members) take_back(*member, name, of_published, members, found);
      }
      if (found.empty()) continue;
      back.merge(found);
      return;
    }
  }

  static bool differ_in(const Class& members, const std::string& name) {
    std::set<std::string> keys;
    for (const auto* member : members)
      if (const auto option = member->options.find(name); option != member->options.end()) keys.insert(mapping_key(option->second->value));
    return keys.size() > 1;
  }

  void take_back(const Variant& member, const std::string& name, bool of_published, const Class& members, std::map<ValueId, KeptValue>& back) const {
    const auto option = member.options.find(name);
    if (member.is_settled() || option == member.options.end()) return;
    const auto& value = choice(name, *option->second);
    if (!value.differs || value.of_published != of_published) return;
    const auto other = std::ranges::find_if(members, [&](const Variant* one) { return one->pos_key != member.pos_key; });
    back.try_emplace({name, option->second->value},
                     KeptValue{option->second->name, option->second->value, value.web_value, member.given->item_id, (*other)->given->item_id});
  }

  void name_what_stays_equal(MappedOptions& out) const {
    for (const auto& members : collisions()) {
      const auto settled = std::ranges::find_if(members, [](const Variant* one) { return one->is_settled(); });
      if (settled == members.end()) continue;
      for (const auto* member : members)
        if (!member->given->is_published && member->pos_key != (*settled)->pos_key) out.equal_to[member->given->item_id] = (*settled)->given->item_id;
    }
  }

  std::vector<Variant> variants_;
  std::map<ValueId, Choice> choices_;
  std::map<ValueId, KeptValue> kept_;
};

}  // namespace

MappedOptions map_options(const std::vector<VariantOptions>& variants, const AttributeMap& map) { return Judgement(variants, map).decide(); }

}  // namespace tillbridge::domain
