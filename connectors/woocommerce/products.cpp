#include "connectors/woocommerce/products.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/woocommerce/product_json.hpp"
#include "connectors/woocommerce/product_refusals.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

/// A create that lost a race is visible a moment later.
constexpr std::chrono::seconds kRacePause{5};

}  // namespace

bool ProductPublisher::Work::open() const { return std::find(settled.begin(), settled.end(), false) != settled.end(); }

void ProductPublisher::Work::settle(std::size_t item, const Outcome& outcome) {
  settled[item] = true;
  (*out)[item].outcome = outcome;
}

void ProductPublisher::Work::settle_open(const Outcome& outcome) {
  for (std::size_t i = 0; i < settled.size(); ++i)
    if (!settled[i]) settle(i, outcome);
}

void ProductPublisher::Work::adopt(std::size_t item, const domain::RemoteRef& ref) {
  created(item, ref);
  (*out)[item].adopted = true;
}

void ProductPublisher::Work::created(std::size_t item, const domain::RemoteRef& ref) {
  settle(item, {});
  (*out)[item].remote = ref;
}

std::vector<std::vector<PublishedItem>> ProductPublisher::publish(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> out(products.size());
  std::vector<Work> works(products.size());
  std::vector<std::string> skus;
  for (std::size_t p = 0; p < products.size(); ++p) {
    out[p].resize(products[p].items.size());
    for (std::size_t i = 0; i < out[p].size(); ++i) out[p][i].item_id = products[p].items[i].item.id;
    works[p].product = &products[p];
    works[p].out = &out[p];
    works[p].settled.assign(out[p].size(), false);
    refuse_impossible(works[p]);
    if (!works[p].open()) continue;
    for (const auto& item : products[p].items) skus.push_back(item.item.id);
    if (products[p].is_matrix && !products[p].existing_parent) skus.push_back(products[p].sku);
  }
  const auto listed = look_up_skus(api_, skus, Shelf::kListed);
  if (!listed) {
    for (auto& work : works) work.settle_open(http::to_outcome(listed.error()));
    return out;
  }
  std::vector<std::string> missing;
  for (auto& work : works) {
    settle_known(work, *listed);
    for (std::size_t i = 0; i < work.settled.size(); ++i)
      if (!work.settled[i]) missing.push_back(work.product->items[i].item.id);
    if (work.product->is_matrix && work.open() && work.parent_id.empty()) missing.push_back(work.product->sku);
  }
  const auto trashed = look_up_skus(api_, missing, Shelf::kTrash);
  for (auto& work : works) {
    if (!trashed) work.settle_open(http::to_outcome(trashed.error()));
    else refuse_trashed(work, *trashed);
  }
  create_products(works);
  for (auto& work : works)
    if (work.product->is_matrix && work.open()) add_variations(work);
  return out;
}

void ProductPublisher::refuse_impossible(Work& work) const {
  const PublishProduct& product = *work.product;
  if (product.name.empty()) return work.settle_open(rejected("missing_value", "a product needs a name"));
  if (product.is_matrix && !product.existing_parent)
    if (const auto why = why_not_portable(product.sku); !why.empty())
      return work.settle_open(rejected("sku_not_supported", "the shop cannot keep the parent's SKU '" + product.sku + "': " + why));
  std::set<std::set<std::pair<std::string, std::string>>> combinations;
  for (std::size_t i = 0; i < product.items.size(); ++i) {
    const auto& item = product.items[i].item;
    if (const auto why = why_not_portable(item.id); !why.empty())
      work.settle(i, rejected("sku_not_supported", "the shop cannot keep SKU '" + item.id + "': " + why));
    else if (product.is_matrix && !combinations.insert(option_set(item.options)).second)
      work.settle(i, rejected("duplicate_options", "another item of this product has the same options"));
  }
}

void ProductPublisher::settle_known(Work& work, const SkuLookUp& listed) const {
  const PublishProduct& product = *work.product;
  for (std::size_t i = 0; i < product.items.size(); ++i) {
    if (work.settled[i]) continue;
    const std::string& sku = product.items[i].item.id;
    const auto& found = listed.found(sku);
    if (found.size() > 1) work.settle(i, rejected("sku_ambiguous", "the shop has " + std::to_string(found.size()) + " products with SKU '" + sku + "'"));
    else if (found.size() == 1 && found.front().type == "variable")
      work.settle(i, rejected("sku_is_parent", "SKU '" + sku + "' is a product with variations in the shop, not a sellable item"));
    else if (found.size() == 1) work.adopt(i, found.front().ref);
    else if (const auto& others = listed.collisions(sku); !others.empty()) work.settle(i, sku_collision(sku, others.front().sku));
  }
  if (!product.is_matrix || !work.open()) return;
  if (product.existing_parent) {
    work.parent_id = product.existing_parent->product_id;
    return;
  }
  const auto& parents = listed.found(product.sku);
  if (parents.size() > 1) work.settle_open(rejected("sku_ambiguous", "the shop has several products with the parent's SKU '" + product.sku + "'"));
  else if (parents.size() == 1 && parents.front().type != "variable")
    work.settle_open(rejected("parent_not_variable", "the shop's product with SKU '" + product.sku + "' has no variations; change its type there"));
  else if (parents.size() == 1) work.parent_id = parents.front().ref.product_id;
  else if (const auto& others = listed.collisions(product.sku); !others.empty()) work.settle_open(sku_collision(product.sku, others.front().sku));
}

void ProductPublisher::refuse_trashed(Work& work, const SkuLookUp& trashed) const {
  for (std::size_t i = 0; i < work.settled.size(); ++i) {
    const std::string& sku = work.product->items[i].item.id;
    if (!work.settled[i] && !trashed.found(sku).empty()) work.settle(i, sku_in_trash(sku));
  }
  if (work.product->is_matrix && work.parent_id.empty() && !trashed.found(work.product->sku).empty()) work.settle_open(sku_in_trash(work.product->sku));
}

void ProductPublisher::create_products(std::vector<Work>& works) {
  std::vector<Json> bodies;
  std::vector<Work*> owners;
  for (auto& work : works) {
    if (!work.open() || (work.product->is_matrix && !work.parent_id.empty())) continue;
    bodies.push_back(work.product->is_matrix ? variable_parent_json(*work.product, settings_) : simple_product_json(*work.product, settings_));
    owners.push_back(&work);
  }
  auto answers = batches_.send("/products/batch", "create", bodies);
  // A barcode that another product holds is no reason to go without the product.
  std::vector<Json> again;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].outcome.code != code::kDuplicateGtin) continue;
    bodies[i].erase("global_unique_id");
    again.push_back(bodies[i]);
    places.push_back(i);
  }
  auto second = batches_.send("/products/batch", "create", again);
  for (std::size_t i = 0; i < places.size(); ++i) answers[places[i]] = std::move(second[i]);
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (owners[i]->product->is_matrix) settle_parent(*owners[i], answers[i]);
    else settle_simple(*owners[i], bodies[i], answers[i]);
  }
}

void ProductPublisher::settle_simple(Work& work, const Json& sent, const BatchItem& answer) {
  const std::string sku = text_member(sent, "sku");
  if (answer.outcome.ok()) {
    if (text_member(answer.object, "sku") != sku)
      return work.settle(0, rejected("sku_changed", "the shop kept '" + text_member(answer.object, "sku") + "' as SKU of product " + text_member(answer.object, "id")));
    return work.created(0, {text_member(answer.object, "id"), ""});
  }
  FoundProduct found;
  const Outcome outcome = second_look(sku, answer, found);
  if (outcome.ok()) work.adopt(0, found.ref);
  else work.settle(0, outcome);
}

void ProductPublisher::settle_parent(Work& work, const BatchItem& answer) {
  if (answer.outcome.ok()) {
    work.parent_id = text_member(answer.object, "id");
    work.parent_attributes = list_member(answer.object, "attributes");
    work.parent_is_new = true;
    return;
  }
  FoundProduct found;
  const Outcome outcome = second_look(work.product->sku, answer, found);
  if (!outcome.ok()) return work.settle_open(outcome);
  if (found.type != "variable")
    return work.settle_open(rejected("parent_not_variable", "the shop's product with SKU '" + work.product->sku + "' has no variations"));
  work.parent_id = found.ref.product_id;
}

Outcome ProductPublisher::second_look(const std::string& sku, const BatchItem& answer, FoundProduct& found) {
  const std::string& refusal = answer.outcome.code;
  if (refusal != code::kDuplicateSku && refusal != code::kNotCreated) return answer.outcome;
  const std::string one[] = {sku};
  const auto listed = look_up_skus(api_, one, Shelf::kListed);
  if (!listed) return http::to_outcome(listed.error());
  if (const auto& hits = listed->found(sku); hits.size() == 1) {
    found = hits.front();
    return {};
  }
  if (const auto& others = listed->collisions(sku); !others.empty()) return sku_collision(sku, others.front().sku);
  // The shop names who holds it; whoever that is, its SKU is not ours byte by byte.
  const std::string holder = text_member(member(answer.object, "data"), "resource_id");
  if (!holder.empty()) return sku_collision(sku, "SKU of product " + holder);
  const auto trashed = look_up_skus(api_, one, Shelf::kTrash);
  if (!trashed) return http::to_outcome(trashed.error());
  if (!trashed->found(sku).empty() || !trashed->collisions(sku).empty()) return sku_in_trash(sku);
  return {OutcomeKind::kRetry, refusal, answer.outcome.message, kRacePause};
}

}  // namespace tillbridge::connectors::woocommerce
