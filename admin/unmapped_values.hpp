#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "admin/mappings.hpp"

namespace tillbridge::admin {

/// A value of the POS that shops get as it is.
struct UnmappedValue {
  std::string attribute, value;       ///< as the first item spells them
  std::int64_t items = 0;
  std::string example_item;
  bool is_web_value = false;          ///< other values become this one: it is a word of the shop already
};

struct UnmappedFilter {
  MappingScope scope;                 ///< a site: what is sold there and not mapped for it; else what no mapping of all sites knows
  std::string attribute;              ///< "" = every one
  bool all = false;                   ///< also attributes without any mapping, and words of the shop
  int limit = 1'000;
};

struct UnmappedReport {
  std::vector<UnmappedValue> values;  ///< most items first
  std::int64_t left_off = 0;          ///< further values beyond the limit
};

/// Reads every item of the account. Options and free attributes count alike; an item counts once for a value.
base::Result<UnmappedReport> list_unmapped(AdminServices& services, const UnmappedFilter& filter);

}  // namespace tillbridge::admin
