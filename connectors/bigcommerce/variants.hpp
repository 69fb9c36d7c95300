#pragma once
#include <map>
#include <string>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Adds variants to a parent that the store has, one by one as the platform wants it; option values that are missing are added first. The parent itself
/// is not touched. Made for one parent.
class VariantAdder {
 public:
  VariantAdder(Api& api, const Settings& settings, std::string product_id) : api_(api), settings_(settings), product_id_(std::move(product_id)) {}

  /// Reads the parent. kGone without it, kRejected "parent_not_variable" where it is a simple product.
  Outcome load();
  /// The variant's id in `variant_id`. kRejected "options_differ" where the item has other options than the parent, "too_many_variants" beyond the 600 that
  /// the platform keeps; else the store's own refusal.
  Outcome add(const PublishItem& item, bool hidden, std::string& variant_id);

 private:
  struct Option {
    std::int64_t id = 0;
    std::map<std::string, std::int64_t> values;  ///< by label
  };

  Outcome choose(const domain::NameValue& chosen, Json& option_values);
  Outcome add_value(Option& option, const std::string& label);

  Api& api_;
  const Settings& settings_;
  const std::string product_id_;
  std::map<std::string, Option> options_;        ///< by display name
  std::size_t variants_ = 0;
};

}  // namespace tillbridge::connectors::bigcommerce
