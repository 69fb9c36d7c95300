#include "connectors/shopify/visibility.hpp"

// A variant has no status of its own, but its own list of channels.
namespace tillbridge::connectors::shopify {
namespace {

constexpr const char* kVariantPublications = R"(query VariantPublications($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on ProductVariant { id resourcePublications(first: 50, onlyPublished: true) { nodes { publication { id } } } } }
})";
constexpr const char* kUnpublish = R"(mutation UnpublishVariant($id: ID!, $from: [PublicationInput!]!) {
  publishableUnpublish(id: $id, input: $from) { userErrors { field message } }
})";

/// The scope is asked for by this alone: its lack is no reason to pause the site.
Outcome told(Outcome outcome) {
  if (outcome.code != "ACCESS_DENIED") return outcome;
  return {OutcomeKind::kRejected, "variant_visibility", "the product has other variants that stay on sale, and taking one variant off needs the scope write_publications: give it to the app, or take the variant off in the shop",
          {}};
}

}  // namespace

Outcome unpublish_variant(Api& api, const std::string& variant_id) {
  const std::string name = gid("ProductVariant", variant_id);
  const Reply found = api.call({.name = "VariantPublications", .text = kVariantPublications, .points = 103}, {{"ids", Json::array({name})}});
  if (!found.ok()) return told(found.outcome);
  const Json& nodes = list_member(found.data, "nodes");
  if (nodes.empty() || !nodes.front().is_object()) return {OutcomeKind::kGone, "gone", "the shop no longer has variant " + variant_id, {}};
  Json from = Json::array();
  for (const Json& row : list_member(member(nodes.front(), "resourcePublications"), "nodes")) from.push_back({{"publicationId", member(member(row, "publication"), "id")}});
  if (from.empty()) return {};
  const Reply reply = api.call({.name = "UnpublishVariant", .text = kUnpublish}, {{"id", name}, {"from", from}});
  if (!reply.ok()) return told(reply.outcome);
  const auto errors = user_errors(member(reply.data, "publishableUnpublish"));
  return errors.empty() ? Outcome{} : rejected(errors.front(), "visibility_refused");
}

}  // namespace tillbridge::connectors::shopify
