#pragma once
#include <vector>

#include "connectors/generic/api.hpp"

namespace tillbridge::connectors::generic {

/// A product as POST /products takes it; the texts are those of its first item.
Json product_json(const PublishProduct& product, const Capabilities& capabilities);
/// The items as variants; a simple product has one without options.
Json variants_json(const PublishProduct& product, const Capabilities& capabilities);
/// The shop's answer for one product: one entry per item, in their order. Variants that it does not mention are unknown.
std::vector<PublishedItem> read_product_result(const Api& api, const PublishProduct& product, const Json& result);

}  // namespace tillbridge::connectors::generic
