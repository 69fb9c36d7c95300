#include "jobs/products/group_options.hpp"

#include <fmt/format.h>

namespace tillbridge::jobs {

std::vector<domain::VariantOptions> variants_of(const std::vector<domain::Item>& group, const Listings& listings) {
  std::vector<domain::VariantOptions> variants;
  for (const auto& item : group) {
    auto& variant = variants.emplace_back(domain::VariantOptions{item.id, item.options, false, {}});
    const auto listing = listings.find(item.id);
    if (listing == listings.end()) continue;
    variant.is_published = true;
    variant.published_options = listing->second.published_options;
    if (variant.published_options.empty() && !listing->second.adopted) variant.published_options = item.options;
  }
  return variants;
}

std::string words_of(const domain::KeptValue& kept) {
  return fmt::format("{} \"{}\" stays: as \"{}\" {} and {} would be equal", kept.attribute, kept.pos_value, kept.web_value, kept.item_id, kept.equal_to);
}

std::string words_of_collision(const std::vector<domain::NameValue>& options, const domain::ItemId& other) {
  std::string words;
  for (const auto& option : options) words += (words.empty() ? "" : ", ") + option.name + " " + option.value;
  return fmt::format("the shop has {} as {} already, by a mapping; map one of the values of this item to another word (`tillbridge mapping set`), then retry it",
                     other, words);
}

}  // namespace tillbridge::jobs
