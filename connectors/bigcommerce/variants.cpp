#include "connectors/bigcommerce/variants.hpp"

#include "connectors/bigcommerce/product_json.hpp"
#include "connectors/bigcommerce/references.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr std::size_t kMostVariants = 600;

std::int64_t id_of(const Json& object) { return to_number(http::text_member(object, "id")).value_or(0); }

}  // namespace

Outcome VariantAdder::load() {
  const Reply reply = api_.get("/v3/catalog/products/" + product_id_, {{"include", "variants,options"}, {"include_fields", "base_variant_id"}});
  if (!reply.ok()) return not_sent(reply.outcome);
  for (const Json& row : http::list_member(reply.data(), "options")) {
    Option option{id_of(row), {}};
    for (const Json& value : http::list_member(row, "option_values")) option.values[http::text_member(value, "label")] = id_of(value);
    options_[http::text_member(row, "display_name")] = std::move(option);
  }
  variants_ = http::list_member(reply.data(), "variants").size();
  if (options_.empty()) return rejected("parent_not_variable", "the store's product " + product_id_ + " has no options; add them there, or give it another SKU");
  return {};
}

Outcome VariantAdder::add(const PublishItem& item, bool hidden, std::string& variant_id) {
  if (variants_ >= kMostVariants) return rejected("too_many_variants", "BigCommerce keeps 600 variants of a product");
  if (item.item.options.size() != options_.size()) return rejected("options_differ", "the store's product " + product_id_ + " has " + std::to_string(options_.size()) + " options, the item " + std::to_string(item.item.options.size()));
  Json option_values = Json::array();
  for (const auto& chosen : item.item.options)
    if (const auto outcome = choose(chosen, option_values); !outcome.ok()) return outcome;
  Json body = variant_json(item, hidden, settings_);
  body["option_values"] = option_values;
  const Reply reply = api_.post("/v3/catalog/products/" + product_id_ + "/variants", body);
  if (!reply.ok()) return reply.outcome;
  variant_id = http::text_member(reply.data(), "id");
  if (variant_id.empty()) return {OutcomeKind::kUnknown, "unreadable", "the store's answer names no variant", {}};
  ++variants_;
  return {};
}

Outcome VariantAdder::choose(const domain::NameValue& chosen, Json& option_values) {
  const auto found = options_.find(chosen.name);
  if (found == options_.end()) return rejected("options_differ", "the store's product " + product_id_ + " has no option '" + chosen.name + "'");
  Option& option = found->second;
  if (!option.values.contains(chosen.value))
    if (const auto outcome = add_value(option, chosen.value); !outcome.ok()) return outcome;
  option_values.push_back({{"id", option.values[chosen.value]}, {"option_id", option.id}});
  return {};
}

Outcome VariantAdder::add_value(Option& option, const std::string& label) {
  const Reply reply = api_.post("/v3/catalog/products/" + product_id_ + "/options/" + std::to_string(option.id) + "/values", {{"label", label}, {"sort_order", option.values.size()}});
  if (!reply.ok()) return reply.outcome;
  option.values[label] = id_of(reply.data());
  return {};
}

}  // namespace tillbridge::connectors::bigcommerce
