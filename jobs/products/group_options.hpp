#pragma once
#include <string>
#include <vector>

#include "domain/map_options.hpp"
#include "jobs/level/live_listings.hpp"

namespace tillbridge::jobs {

/// A product's variants as domain::map_options asks for them. A variant that we published before published options were kept stands
/// in the shop as the POS has it; of an adopted one nothing is known.
std::vector<domain::VariantOptions> variants_of(const std::vector<domain::Item>& group, const Listings& listings);

/// "Colour Rose stays: as Red would be equal".
std::string words_of(const domain::KeptValue& kept);
/// Why a variant with these options is not published beside `other`, and what to do.
std::string words_of_collision(const std::vector<domain::NameValue>& options, const domain::ItemId& other);

}  // namespace tillbridge::jobs
