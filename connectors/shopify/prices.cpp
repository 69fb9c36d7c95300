#include "connectors/shopify/prices.hpp"

#include <algorithm>
#include <optional>

#include "connectors/bisector.hpp"
#include "connectors/shopify/lookup.hpp"
#include "connectors/shopify/product_json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr std::size_t kMostVariants = 250;
constexpr int kPointsPerMutation = 10;

std::string document_for(std::size_t count) {
  std::string head, body;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    head += (head.empty() ? "" : ", ") + ("$p" + n + ": ID!, $v" + n + ": [ProductVariantsBulkInput!]!");
    body += "  u" + n + ": productVariantsBulkUpdate(productId: $p" + n + ", variants: $v" + n +
            ", allowPartialUpdates: true) { productVariants { id price compareAtPrice } userErrors { code field message } }\n";
  }
  return "mutation SetPrices(" + head + ") {\n" + body + "}";
}

Outcome meaning_of(const UserError& error) {
  const bool gone = error.code == "PRODUCT_DOES_NOT_EXIST" || error.code == "PRODUCT_VARIANT_DOES_NOT_EXIST";
  Outcome outcome = rejected(error);
  if (gone) outcome.kind = OutcomeKind::kGone;
  return outcome;
}

bool same_money(const Json& sent, const Json& kept) {
  if (sent.is_null() || kept.is_null()) return sent.is_null() && kept.is_null();
  return http::decimal_of(sent) == http::decimal_of(kept);
}

Outcome check_kept(const Json& sent, const Json& kept) {
  for (const char* field : {"price", "compareAtPrice"})
    if (!same_money(member(sent, field), member(kept, field)))
      return {OutcomeKind::kRejected, "price_not_kept",
              std::string("the shop holds ") + field + " '" + text_member(kept, field) + "' after '" + text_member(sent, field) + "' was sent", {}};
  return {};
}

Outcome silence() { return {OutcomeKind::kUnknown, "unreadable", "the shop's answer says nothing of this variant", {}}; }

/// Each entry's outcome; a refusal where the shop refuses them all without naming one.
BatchResult<Outcome> outcomes_of(const Json& payload, std::span<const ProductPrices::Entry> entries) {
  std::vector<Outcome> out;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (const auto outcome = price_outcome(payload, i, entries[i])) {
      out.push_back(*outcome);
      continue;
    }
    const auto errors = user_errors(payload);
    if (!errors.empty()) return BatchRefusal{meaning_of(errors.front()), true};
    out.push_back(silence());
  }
  return out;
}

/// A product whose batch was refused without a culprit: halved, each half a call of its own.
void send_halved(Api& api, const ProductPrices& product, std::vector<Outcome>& out) {
  const auto send = [&](std::span<const ProductPrices::Entry> part) -> BatchResult<Outcome> {
    const ProductPrices some{product.product, {part.begin(), part.end()}};
    const Reply reply = api.call({.name = "SetPrices", .text = document_for(1)}, {{"p0", gid("Product", some.product)}, {"v0", some.inputs()}});
    if (!reply.ok()) return BatchRefusal{reply.outcome, false};
    return outcomes_of(member(reply.data, "u0"), part);
  };
  const auto outcomes = send_halving<Outcome>(std::span<const ProductPrices::Entry>(product.entries), send, [](const auto&, const Outcome& outcome) { return outcome; });
  for (std::size_t i = 0; i < product.entries.size(); ++i) out[product.entries[i].place] = outcomes[i];
}

void settle(std::span<const ProductPrices> products, const Outcome& outcome, std::vector<Outcome>& out) {
  for (const auto& product : products)
    for (const auto& entry : product.entries) out[entry.place] = outcome;
}

/// One document; the outcome that ends the sending, if any.
std::optional<Outcome> send_document(Api& api, std::span<const ProductPrices> products, std::vector<Outcome>& out) {
  Json variables = Json::object();
  for (std::size_t i = 0; i < products.size(); ++i) {
    variables["p" + std::to_string(i)] = gid("Product", products[i].product);
    variables["v" + std::to_string(i)] = products[i].inputs();
  }
  const Reply reply = api.call({.name = "SetPrices", .text = document_for(products.size()), .points = static_cast<int>(products.size()) * kPointsPerMutation}, variables);
  if (!reply.ok() && !reply.data.is_object()) {
    settle(products, reply.outcome, out);
    return reply.outcome.kind == OutcomeKind::kRejected ? std::nullopt : std::optional(reply.outcome);
  }
  for (std::size_t i = 0; i < products.size(); ++i) {
    const auto& product = products[i];
    const Json& payload = member(reply.data, "u" + std::to_string(i));
    if (!payload.is_object()) {
      settle(products.subspan(i, 1), reply.ok() ? silence() : reply.outcome, out);
      continue;
    }
    const auto result = outcomes_of(payload, product.entries);
    if (const auto* outcomes = std::get_if<0>(&result)) {
      for (std::size_t k = 0; k < product.entries.size(); ++k) out[product.entries[k].place] = (*outcomes)[k];
    } else if (product.entries.size() == 1) {
      out[product.entries.front().place] = std::get<1>(result).outcome;
    } else {
      send_halved(api, product, out);
    }
  }
  return std::nullopt;
}

}  // namespace

Json ProductPrices::inputs() const {
  Json out = Json::array();
  for (const auto& entry : entries) out.push_back(entry.input);
  return out;
}

std::optional<Outcome> price_outcome(const Json& payload, std::size_t index, const ProductPrices::Entry& entry) {
  std::optional<Outcome> whole;
  for (const auto& error : user_errors(payload)) {
    const auto meaning = meaning_of(error);
    if (const int named = error.index_in("variants"); named < 0) whole = meaning;
    else if (static_cast<std::size_t>(named) == index) return meaning;
  }
  for (const Json& row : list_member(payload, "productVariants"))
    if (id_of(member(row, "id")) == entry.variant) return check_kept(entry.input, row);
  return whole && whole->kind == OutcomeKind::kGone ? whole : std::nullopt;
}

std::vector<ProductPrices> by_product(Api& api, std::span<const PriceWrite> writes, const Settings& settings, std::vector<Outcome>& out) {
  std::map<std::string, std::map<std::string, ProductPrices::Entry>> grouped;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const auto remote = remote_of(api, writes[i].remote);
    if (!remote) {
      out[i] = api.as_outcome(remote.error());
      continue;
    }
    ProductPrices::Entry entry{i, remote->variant, {{"id", gid("ProductVariant", remote->variant)}}};
    put_price(entry.input, writes[i].price, settings);
    grouped[remote->product][remote->variant] = std::move(entry);
  }
  std::vector<ProductPrices> products;
  for (auto& [product, entries] : grouped) {
    products.push_back({product, {}});
    for (auto& [variant, entry] : entries) {
      if (products.back().entries.size() == kMostVariants) products.push_back({product, {}});
      products.back().entries.push_back(std::move(entry));
    }
  }
  return products;
}

void send_prices(Api& api, const Settings& settings, std::span<const ProductPrices> products, std::vector<Outcome>& out) {
  const auto size = static_cast<std::size_t>(settings.products_per_call);
  for (std::size_t from = 0; from < products.size(); from += size) {
    const auto part = products.subspan(from, std::min(size, products.size() - from));
    const auto stopped = send_document(api, part, out);
    if (!stopped) continue;
    // What is not sent is certainly not done.
    Outcome rest = *stopped;
    if (rest.kind == OutcomeKind::kUnknown) rest.kind = OutcomeKind::kRetry;
    return settle(products.subspan(from + part.size()), rest, out);
  }
}

}  // namespace tillbridge::connectors::shopify
