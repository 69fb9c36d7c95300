#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/shopify/api.hpp"
#include "connectors/shopify/remote.hpp"

namespace tillbridge::connectors::shopify {

/// A variant as a look-up shows it.
struct FoundVariant {
  std::string sku;
  Remote remote;
  bool only_one = false;              ///< the product has no options: it is simple

  domain::RemoteRef ref() const { return only_one ? remote.as_simple() : remote.as_variant(); }
};

/// Byte-equal hits by SKU; the search itself ignores case. Several hits for one SKU are possible: Shopify does not forbid them.
using FoundSkus = std::map<std::string, std::vector<FoundVariant>>;

/// Why the shop could not keep this SKU as it is; "" = it can. Such a SKU is never asked for.
std::string why_not_portable(const std::string& sku);

/// Looks up any number of SKUs, fifty per call, drafts and archived products too. Asks the search index: what was made a moment ago may be
/// missing, so a create is preceded by find_made_by_us too.
base::Result<FoundSkus> look_up_skus(Api& api, std::span<const std::string> skus);

/// The name that we give each product at creation, in a metafield that the shop keeps unique and finds without its search index. A repeat of a
/// create is known by it, whatever the merchant did to title, handle and SKU meanwhile.
namespace custom_id {
std::string of_item(const std::string& sku);
std::string of_group(const std::string& product_id);
/// What identifies a product by it, for productByIdentifier and productSet.
Json identifier(const std::string& value);
/// The same as the product's metafield in the input of productSet: the tuple of the identifier and no more, or the shop finds that they do not match.
Json metafields(const std::string& value);
/// Gives the name to a product that was made without it.
Outcome give(Api& api, const std::string& product_id, const std::string& value);
/// The selection that shows it on a product: "metafield { value }".
inline constexpr const char* kSelection = R"(metafield(key: "tillbridge_product") { value })";
/// Makes the metafield's definition where the shop has none; asked once per site.
Outcome define(Api& api, SiteMemory& memory);
void forget_definition(SiteMemory& memory);
}  // namespace custom_id

/// A product that holds one of our names, with its first variants.
struct MadeProduct {
  std::string id;
  std::vector<FoundVariant> variants;
};

/// Products by our name for them, fifty per call; names that the shop has not are missing in the answer.
base::Result<std::map<std::string, MadeProduct>> find_made_by_us(Api& api, const std::vector<std::string>& names);

/// All variants of a product, from the product itself and not from the search index. kNotFound where it is gone.
base::Result<std::vector<FoundVariant>> list_variants(Api& api, const std::string& product_id);

/// Where the item of this reference lives: the reference itself says so. One that names nothing but a product is completed by a look at the shop, where
/// the product has one variant. kNotFound with word "bad_reference" for one that is none of this shop.
base::Result<Remote> remote_of(Api& api, const domain::RemoteRef& ref);

/// A variant out of a selection of id, sku and inventoryItem { id }.
FoundVariant to_found(const Json& variant, const std::string& product_id, bool only_one);

}  // namespace tillbridge::connectors::shopify
