#include "connectors/shopify/price_bulk.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::chrono::seconds kAskAgain{15};
/// An operation that takes longer is cancelled, and given up where even that does not end it.
constexpr std::chrono::seconds kLongestRun{3'600};
constexpr std::chrono::seconds kLongestCancelling{600};
/// Results that nobody has asked for by then are of no use: what concerns them is sent anew.
constexpr std::chrono::seconds kForgotten{2 * 3'600};
/// The shop runs five of an app at once; one is left for others.
constexpr std::size_t kMostOpen = 4;

Outcome pending(const char* code, const std::string& words) { return {OutcomeKind::kPending, code, words, kAskAgain}; }

void settle(const std::vector<ProductPrices>& products, const Outcome& outcome, std::vector<Outcome>& out) {
  for (const auto& product : products)
    for (const auto& entry : product.entries) out[entry.place] = outcome;
}

std::string mutation_named(const std::string& name) {
  return "mutation " + name + R"(($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: true) { productVariants { id price compareAtPrice } userErrors { code field message } }
})";
}

/// A name of GraphQL: our keys have a hyphen.
std::string name_from(std::string key) {
  std::erase_if(key, [](char c) { return c == '-'; });
  return "SetPrices_" + key;
}

/// Whether waiting or other credentials heal it; then single calls would do no better.
bool concerns_the_shop(const base::Error& error) {
  return error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kRateLimited || error.code == ErrorCode::kUnauthenticated;
}

/// Takes the entries that `chooses` out of `from`.
template <class Chooses>
std::vector<ProductPrices> take(std::vector<ProductPrices>& from, Chooses chooses) {
  std::vector<ProductPrices> taken, kept;
  for (auto& product : from) {
    ProductPrices mine{product.product, {}}, others{product.product, {}};
    for (auto& entry : product.entries) (chooses(entry) ? mine : others).entries.push_back(std::move(entry));
    if (!mine.entries.empty()) taken.push_back(std::move(mine));
    if (!others.entries.empty()) kept.push_back(std::move(others));
  }
  from = std::move(kept);
  return taken;
}

}  // namespace

PriceBulk::Rest PriceBulk::follow(std::vector<ProductPrices> products, std::vector<Outcome>& out) {
  Rest rest{std::move(products), {}};
  for (auto& open : ledger_.list()) follow_one(open, rest, out);
  return rest;
}

void PriceBulk::follow_one(OpenBulk& open, Rest& rest, std::vector<Outcome>& out) {
  Known known;
  for (auto& entry : open.entries)
    if (!entry.mark.empty()) known[entry.variant] = &entry;
  auto concerned = take(rest.fresh, [&](const ProductPrices::Entry& entry) { return known.contains(entry.variant); });
  if (concerned.empty()) {
    if (clock_.now() - open.started_at > kForgotten) ledger_.forget(open);
    return;
  }
  // What cannot be read for so long never will be: the prices go by ordinary calls.
  const bool is_stale = clock_.now() - open.started_at > kForgotten;
  const auto give_up = [&] {
    ledger_.forget(open);
    rest.left.insert(rest.left.end(), concerned.begin(), concerned.end());
  };
  auto state = state_of(open);
  if (!state && is_stale && !concerns_the_shop(state.error())) return give_up();
  if (!state) return settle(concerned, concerns_the_shop(state.error()) ? api_.as_outcome(state.error()) : pending("bulk_running", state.error().message), out);
  if (state->phase == BulkState::Phase::kRunning && !has_overrun(open, *state))
    return settle(concerned, pending("bulk_running", "the shop works on a bulk operation of prices (" + state->status + ")"), out);
  if (state->phase != BulkState::Phase::kEnded) return give_up();  // never begun, or overrun
  const auto results = bulk_.results(state->file);
  const bool is_unread = !results && results.error().code != ErrorCode::kNotFound;
  if (is_unread && is_stale) return give_up();
  if (is_unread) return settle(concerned, pending("bulk_result", results.error().message), out);
  tell(open, known, results ? *results : std::map<std::size_t, Json>{}, concerned, out);
  rest.left.insert(rest.left.end(), concerned.begin(), concerned.end());
}

Result<BulkState> PriceBulk::state_of(OpenBulk& open) {
  if (!open.id.empty()) return bulk_.look(open.id);
  auto found = bulk_.find(open.name);
  if (found && found->phase != BulkState::Phase::kUnknown) {
    open.id = found->id;
    ledger_.store_head(open);
  }
  return found;
}

bool PriceBulk::has_overrun(OpenBulk& open, BulkState& state) {
  const auto age = clock_.now() - open.started_at;
  if (age <= kLongestRun) return false;
  if (age > kLongestRun + kLongestCancelling) return true;
  if (open.cancelled) return false;
  const auto cancelled = bulk_.cancel(open.id);
  if (!cancelled) return false;
  open.cancelled = true;
  ledger_.store_head(open);
  if (cancelled->phase == BulkState::Phase::kEnded) state = *cancelled;
  return state.phase == BulkState::Phase::kEnded;
}

void PriceBulk::tell(OpenBulk& open, const Known& known, const std::map<std::size_t, Json>& results, std::vector<ProductPrices>& concerned, std::vector<Outcome>& out) {
  take(concerned, [&](const ProductPrices::Entry& wanted) {
    OpenBulk::Entry& sent = *known.at(wanted.variant);
    const bool same = sent.mark == mark_of(wanted);
    sent.mark.clear();
    const auto line = results.find(sent.line);
    if (!same || line == results.end()) return false;
    const auto outcome = price_outcome(member(line->second, "productVariantsBulkUpdate"), sent.index, wanted);
    if (outcome) out[wanted.place] = *outcome;
    return outcome.has_value();
  });
  if (open.all_told()) ledger_.forget(open);
  else ledger_.store(open);
}

bool PriceBulk::start(const std::vector<ProductPrices>& products, std::vector<Outcome>& out) {
  if (ledger_.list().size() >= kMostOpen) {
    settle(products, pending("bulk_waiting", "other bulk operations of prices are open"), out);
    return true;
  }
  OpenBulk open{.name = name_from(api_.new_key()), .started_at = clock_.now()};
  std::string lines;
  for (std::size_t line = 0; line < products.size(); ++line) {
    const auto& product = products[line];
    lines += http::dump({{"product", gid("Product", product.product)}, {"variants", product.inputs()}}) + "\n";
    for (std::size_t index = 0; index < product.entries.size(); ++index)
      open.entries.push_back({product.product, product.entries[index].variant, mark_of(product.entries[index]), line, index});
  }
  const auto uploaded = bulk_.upload(lines);
  if (!uploaded) {
    if (concerns_the_shop(uploaded.error())) settle(products, api_.as_outcome(uploaded.error()), out);
    return concerns_the_shop(uploaded.error());
  }
  ledger_.store(open);
  const auto started = bulk_.start(mutation_named(open.name), *uploaded);
  if (!started && started.error().code != ErrorCode::kUnavailable) {
    ledger_.forget(open);
    if (concerns_the_shop(started.error())) settle(products, api_.as_outcome(started.error()), out);
    return concerns_the_shop(started.error());
  }
  if (started) {
    open.id = *started;
    ledger_.store_head(open);
  }
  settle(products, pending("bulk_running", "the shop works on a bulk operation of prices"), out);
  return true;
}

}  // namespace tillbridge::connectors::shopify
