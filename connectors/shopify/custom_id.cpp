#include "connectors/http/outcome.hpp"
#include "connectors/http/signature.hpp"
#include "connectors/shopify/lookup.hpp"

// The unique metafield that our products carry: in the namespace that the platform reserves for each app, so that no merchant changes it by hand.
namespace tillbridge::connectors::shopify {
namespace {

using base::Result;

constexpr const char* kKey = "tillbridge_product";
constexpr const char* kDefined = "shopify.custom_id";
constexpr std::size_t kNamesPerCall = 50;
constexpr std::size_t kLongestValue = 200;
/// Of one alias of the look-up below: the product, and a connection of two variants with their inventory items.
constexpr int kPointsPerName = 7;
constexpr const char* kMadeByUs = "MadeByUs";
constexpr const char* kGive = R"(mutation NameProduct($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { userErrors { code field message } }
})";
constexpr const char* kDefine = R"(mutation DefineCustomId($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { createdDefinition { id } userErrors { code field message } }
})";

std::string shortened(const std::string& kind, const std::string& name) {
  if (kind.size() + name.size() < kLongestValue) return kind + ":" + name;
  return kind + "#" + http::hmac_sha256_base64(kKey, name);
}

std::string document_for(std::size_t count) {
  std::string head, body;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    head += (head.empty() ? "" : ", ") + ("$i" + n + ": ProductIdentifierInput!");
    body += "  p" + n + ": productByIdentifier(identifier: $i" + n + ") { ...Made }\n";
  }
  return "query MadeByUs(" + head + ") {\n" + body +
         "}\nfragment Made on Product { id hasOnlyDefaultVariant variants(first: 2) { nodes { id sku inventoryItem { id } } } }";
}

}  // namespace

namespace custom_id {

std::string of_item(const std::string& sku) { return shortened("item", sku); }
std::string of_group(const std::string& product_id) { return shortened("group", product_id); }

Json identifier(const std::string& value) { return {{"customId", {{"key", kKey}, {"value", value}}}}; }

Json metafields(const std::string& value) { return Json::array({{{"key", kKey}, {"value", value}}}); }

Outcome give(Api& api, const std::string& product_id, const std::string& value) {
  const Json metafield{{"ownerId", gid("Product", product_id)}, {"key", kKey}, {"type", "id"}, {"value", value}};
  const Reply reply = api.call({.name = "NameProduct", .text = kGive}, {{"metafields", Json::array({metafield})}});
  if (!reply.ok()) return reply.outcome;
  const auto errors = user_errors(member(reply.data, "metafieldsSet"));
  return errors.empty() ? Outcome{} : rejected(errors.front(), "custom_id");
}

Outcome define(Api& api, SiteMemory& memory) {
  if (memory.find(kDefined)) return {};
  const Json definition{{"name", "Tillbridge product"}, {"key", kKey}, {"ownerType", "PRODUCT"}, {"type", "id"}};
  const Reply reply = api.call({.name = "DefineCustomId", .text = kDefine}, {{"definition", definition}});
  if (!reply.ok()) return reply.outcome;
  for (const auto& error : user_errors(member(reply.data, "metafieldDefinitionCreate")))
    if (error.code != "TAKEN") return rejected(error, "custom_id");
  memory.store(kDefined, "defined", SiteMemory::Kind::kPlain);
  return {};
}

void forget_definition(SiteMemory& memory) { memory.forget(kDefined); }

}  // namespace custom_id

Result<std::map<std::string, MadeProduct>> find_made_by_us(Api& api, const std::vector<std::string>& names) {
  std::map<std::string, MadeProduct> out;
  for (std::size_t from = 0; from < names.size();) {
    const std::size_t count = std::min(api.portion(kMadeByUs, kNamesPerCall), names.size() - from);
    Json variables = Json::object();
    for (std::size_t i = 0; i < count; ++i) variables["i" + std::to_string(i)] = custom_id::identifier(names[from + i]);
    const Reply reply = api.call({.name = kMadeByUs, .text = document_for(count), .points = static_cast<int>(count) * kPointsPerName}, variables);
    if (api.try_smaller(reply, kMadeByUs, count)) continue;
    if (!reply.ok()) return http::to_error(reply.outcome);
    for (std::size_t i = 0; i < count; ++i) {
      const Json& product = member(reply.data, "p" + std::to_string(i));
      if (!product.is_object()) continue;
      MadeProduct made{id_of(member(product, "id")), {}};
      for (const Json& row : list_member(member(product, "variants"), "nodes")) made.variants.push_back(to_found(row, made.id, flag_member(product, "hasOnlyDefaultVariant")));
      out[names[from + i]] = std::move(made);
    }
    from += count;
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
