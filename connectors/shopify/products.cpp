#include "connectors/shopify/products.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/product_refusals.hpp"

namespace tillbridge::connectors::shopify {

std::vector<std::size_t> ProductPublisher::Work::open() const {
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < settled.size(); ++i)
    if (!settled[i]) items.push_back(i);
  return items;
}

void ProductPublisher::Work::settle(std::size_t item, const Outcome& outcome) {
  settled[item] = true;
  (*out)[item].outcome = outcome;
}

void ProductPublisher::Work::settle_open(const Outcome& outcome) {
  for (const auto item : open()) settle(item, outcome);
}

void ProductPublisher::Work::created(std::size_t item, const Remote& remote) {
  settle(item, {});
  (*out)[item].remote = product->is_matrix ? remote.as_variant() : remote.as_simple();
}

void ProductPublisher::Work::adopt(std::size_t item, const domain::RemoteRef& ref) {
  settle(item, {});
  (*out)[item].remote = ref;
  (*out)[item].adopted = true;
}

std::vector<std::vector<PublishedItem>> ProductPublisher::publish(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> out(products.size());
  std::vector<Work> works(products.size());
  for (std::size_t p = 0; p < products.size(); ++p) {
    out[p].resize(products[p].items.size());
    works[p] = {&products[p], &out[p], std::vector<bool>(out[p].size(), false), {}};
    const auto refused = refusals_of(products[p]);
    for (std::size_t i = 0; i < out[p].size(); ++i) {
      out[p][i].item_id = works[p].sku(i);
      if (refused[i]) works[p].settle(i, *refused[i]);
    }
  }
  if (const auto prepared = prepare(works); !prepared.ok()) {
    for (auto& work : works) work.settle_open(prepared);
    return out;
  }
  for (auto& work : works) {
    if (stopped_) work.settle_open(*stopped_);
    else if (work.open().empty()) continue;
    else if (!work.parent_id.empty()) fill_parent(work);
    else make(work, work.open());
  }
  return out;
}

Outcome ProductPublisher::prepare(std::vector<Work>& works) {
  if (std::all_of(works.begin(), works.end(), [](const Work& work) { return work.open().empty(); })) return {};
  if (const auto known = settle_known(works); !known.ok()) return known;
  if (std::all_of(works.begin(), works.end(), [](const Work& work) { return work.open().empty(); })) return {};
  const auto location = location_.id();
  if (!location) return api_.as_outcome(location.error());
  location_id_ = *location;
  return settle_made_by_us(works);
}

Outcome ProductPublisher::settle_known(std::vector<Work>& works) {
  std::vector<std::string> skus;
  for (const auto& work : works)
    for (const auto item : work.open()) skus.push_back(work.sku(item));
  const auto found = look_up_skus(api_, skus);
  if (!found) return api_.as_outcome(found.error());
  for (auto& work : works) {
    std::set<std::string> parents;
    for (const auto item : work.open()) {
      const auto hits = found->find(work.sku(item));
      if (hits == found->end()) continue;
      if (hits->second.size() > 1) {
        work.settle(item, sku_ambiguous(work.sku(item), hits->second.size()));
        continue;
      }
      const auto& hit = hits->second.front();
      work.adopt(item, hit.ref());
      if (!hit.only_one) parents.insert(hit.remote.product);
    }
    if (!work.product->is_matrix) continue;
    if (work.product->existing_parent) work.parent_id = product_of(*work.product->existing_parent);
    else if (parents.size() == 1) work.parent_id = *parents.begin();
    if (work.product->existing_parent && work.parent_id.empty())
      work.settle_open({OutcomeKind::kGone, "bad_reference", "'" + work.product->existing_parent->product_id + "' is no product id of this shop", {}});
  }
  return {};
}

Outcome ProductPublisher::settle_made_by_us(std::vector<Work>& works) {
  std::vector<std::string> names;
  const auto name_of = [](const Work& work) { return work.product->is_matrix ? custom_id::of_group(work.product->sku) : custom_id::of_item(work.sku(0)); };
  for (const auto& work : works)
    if (!work.open().empty() && work.parent_id.empty()) names.push_back(name_of(work));
  if (names.empty()) return {};
  if (const auto defined = custom_id::define(api_, memory_); !defined.ok()) return defined;
  const auto made = find_made_by_us(api_, names);
  if (!made) {
    Outcome outcome = api_.as_outcome(made.error());
    if (outcome.kind != OutcomeKind::kRejected) return outcome;
    // An app that was installed anew has lost its definition; the next run makes it again.
    custom_id::forget_definition(memory_);
    outcome.kind = OutcomeKind::kRetry;
    return outcome;
  }
  for (auto& work : works) {
    if (work.open().empty() || !work.parent_id.empty()) continue;
    const auto ours = made->find(name_of(work));
    if (ours != made->end()) adopt_made(work, ours->second);
  }
  return {};
}

void ProductPublisher::adopt_made(Work& work, const MadeProduct& made) const {
  if (work.product->is_matrix) {
    work.parent_id = made.id;
    return;
  }
  for (const auto& variant : made.variants)
    if (variant.sku == work.sku(0)) return work.adopt(0, variant.ref());
  work.settle(0, sku_changed(work.sku(0), made.id));
}

void ProductPublisher::fill_parent(Work& work) {
  const auto variants = list_variants(api_, work.parent_id);
  if (!variants) {
    const auto outcome = api_.as_outcome(variants.error());
    note(outcome);
    return work.settle_open(outcome);
  }
  for (const auto item : work.open()) {
    std::vector<const FoundVariant*> hits;
    for (const auto& variant : *variants)
      if (variant.sku == work.sku(item)) hits.push_back(&variant);
    if (hits.size() == 1) work.adopt(item, hits.front()->ref());
    else if (hits.size() > 1) work.settle(item, sku_ambiguous(work.sku(item), hits.size()));
  }
  if (!work.open().empty()) add(work, work.open());
}

void ProductPublisher::note(const Outcome& outcome) {
  const bool unknown = outcome.kind == OutcomeKind::kUnknown;
  // One product that the shop breaks on must not hold up the others; a shop that answers nobody is left alone.
  const bool stops = outcome.kind == OutcomeKind::kThrottled || outcome.kind == OutcomeKind::kUnauthorized || outcome.kind == OutcomeKind::kRetry || (unknown && unknown_before_);
  unknown_before_ = unknown;
  if (!stops) return;
  stopped_ = outcome;
  // What is not sent is certainly not done.
  if (unknown) stopped_->kind = OutcomeKind::kRetry;
}

}  // namespace tillbridge::connectors::shopify
