#include "jobs/explain_values.hpp"

#include <algorithm>

#include "domain/map_options.hpp"
#include "jobs/products/group_options.hpp"

namespace tillbridge::jobs {
namespace {

using domain::NameValue;

std::string value_of(const std::vector<NameValue>& pairs, const std::string& name, const std::string& otherwise) {
  const auto found = std::ranges::find(pairs, name, &NameValue::name);
  return found == pairs.end() ? otherwise : found->value;
}

/// Variants that were made: the shop has what it got.
void add_published(const domain::Item& item, const domain::Listing& listing, const domain::AttributeMap& map, std::vector<ValueView>& views) {
  for (const auto& option : item.options) {
    const auto mapped = map.find(option.name, option.value);
    if (listing.adopted && mapped) {
      views.push_back({option.name, option.value, *mapped, "the shop had the item before: its own value stays there"});
      continue;
    }
    const auto web_value = value_of(listing.published_options, option.name, option.value);
    if (web_value == option.value && !mapped) continue;
    const bool as_mapped = mapped.value_or(option.value) == web_value;
    views.push_back({option.name, option.value, web_value, as_mapped ? "" : "published before the mapping said otherwise"});
  }
}

void add_unpublished(const domain::Item& item, const domain::MappedOptions& mapped, const domain::AttributeMap& map, std::vector<ValueView>& views) {
  for (const auto& option : item.options) {
    const auto web_value = value_of(mapped.options.at(item.id), option.name, option.value);
    const auto kept = std::ranges::find_if(mapped.kept, [&](const auto& one) { return one.attribute == option.name && one.pos_value == option.value; });
    const auto wanted = map.find(option.name, option.value);
    if (kept != mapped.kept.end())
      views.push_back({option.name, option.value, web_value, words_of(*kept)});
    else if (web_value != wanted.value_or(option.value))
      views.push_back({option.name, option.value, web_value, "other variants of the product have it so in the shop"});
    else if (wanted)
      views.push_back({option.name, option.value, web_value, ""});
  }
  if (const auto other = mapped.equal_to.find(item.id); other != mapped.equal_to.end())
    views.push_back({"", "", "", words_of_collision(mapped.options.at(item.id), other->second)});
}

}  // namespace

std::vector<ValueView> explain_values(persistence::UnitOfWork& work, const domain::Site& site, const domain::Item& item, const std::optional<domain::Listing>& listing) {
  std::vector<ValueView> views;
  const domain::AttributeMap map(work.attribute_mappings().list(site.account_id, site.id), site.id);
  if (listing) {
    if (!item.product_id.empty()) add_published(item, *listing, map, views);
    return views;
  }
  // A simple product has no options in a shop.
  if (!item.product_id.empty()) {
    const auto group = work.items().list_group(site.account_id, item.product_id);
    std::vector<domain::ItemId> ids;
    for (const auto& variant : group) ids.push_back(variant.id);
    add_unpublished(item, domain::map_options(variants_of(group, listings_of(work, site.account_id, site.id, ids)), map), map, views);
  }
  for (const auto& attribute : item.attributes)
    if (const auto web_value = map.find(attribute.name, attribute.value)) views.push_back({attribute.name, attribute.value, *web_value, ""});
  return views;
}

}  // namespace tillbridge::jobs
