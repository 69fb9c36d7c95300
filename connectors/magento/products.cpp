#include "connectors/magento/products.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::magento {
namespace {

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

Outcome not_supported(const std::string& sku, const std::string& why) {
  return rejected("sku_not_supported", "the shop cannot keep SKU '" + sku + "': " + why);
}

Outcome collision(const std::string& sku, const std::string& other) {
  return rejected("sku_collision", "the shop takes '" + sku + "' and its product '" + other + "' for the same SKU; rename one of them");
}

std::set<std::pair<std::string, std::string>> option_set(const std::vector<domain::NameValue>& options) {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& option : options) out.emplace(option.name, option.value);
  return out;
}

}  // namespace

bool ProductPublisher::Work::open() const { return std::ranges::find(settled, false) != settled.end(); }

void ProductPublisher::Work::settle(std::size_t item, const Outcome& outcome) {
  settled[item] = true;
  (*out)[item].outcome = outcome;
}

void ProductPublisher::Work::settle_open(const Outcome& outcome) {
  for (std::size_t i = 0; i < settled.size(); ++i)
    if (!settled[i]) settle(i, outcome);
}

void ProductPublisher::Work::finish(std::size_t item) {
  settle(item, {});
  (*out)[item].remote = *ready[item];
  (*out)[item].adopted = !ours[item];
}

void ProductPublisher::Work::place(std::size_t item, const domain::RemoteRef& ref) {
  ready[item] = ref;
  if (!ours[item]) finish(item);
}

std::vector<std::vector<PublishedItem>> ProductPublisher::publish(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> out(products.size());
  std::vector<Work> works(products.size());
  std::vector<std::string> skus;
  for (std::size_t p = 0; p < products.size(); ++p) {
    const std::size_t count = products[p].items.size();
    out[p].resize(count);
    for (std::size_t i = 0; i < count; ++i) out[p][i].item_id = products[p].items[i].item.id;
    auto& work = works[p];
    work.product = &products[p];
    work.out = &out[p];
    work.settled.assign(count, false);
    work.ours.assign(count, false);
    work.there.resize(count);
    work.ready.resize(count);
    refuse_impossible(work);
    if (!work.open()) continue;
    for (const auto& item : products[p].items) skus.push_back(item.item.id);
    if (products[p].is_matrix) skus.push_back(products[p].sku);
  }
  const auto listed = look_up_skus(api_, skus);
  for (auto& work : works) {
    if (!listed.outcome.ok()) work.settle_open(before_writing(listed.outcome));
    else settle_known(work, listed);
  }
  auto orders = orders_of(works);
  create(orders);
  for (auto& work : works)
    if (work.product->is_matrix && work.open()) assemble(work);
  stock_new(works);
  release_told(works);
  return out;
}

void ProductPublisher::refuse_impossible(Work& work) const {
  const PublishProduct& product = *work.product;
  if (product.name.empty()) return work.settle_open(rejected("missing_value", "a product needs a name"));
  if (product.is_matrix && !product.existing_parent)
    if (const auto why = why_not_portable(product.sku); !why.empty()) return work.settle_open(not_supported(product.sku, why));
  std::set<std::set<std::pair<std::string, std::string>>> combinations;
  for (std::size_t i = 0; i < product.items.size(); ++i) {
    if (const auto why = why_not_portable(work.sku(i)); !why.empty()) work.settle(i, not_supported(work.sku(i), why));
    else if (product.is_matrix && !combinations.insert(option_set(product.items[i].item.options)).second)
      work.settle(i, rejected("duplicate_options", "another item of this product has the same options"));
  }
}

void ProductPublisher::settle_known(Work& work, const SkuLookUp& listed) {
  for (std::size_t i = 0; i < work.settled.size(); ++i) {
    if (!work.open(i)) continue;
    const std::string& sku = work.sku(i);
    const auto& found = listed.found(sku);
    if (found.size() > 1) work.settle(i, rejected("sku_ambiguous", "the shop has " + std::to_string(found.size()) + " products with SKU '" + sku + "'"));
    else if (found.size() == 1 && found.front().is_parent())
      work.settle(i, rejected("sku_is_parent", "SKU '" + sku + "' is a configurable product in the shop, not a sellable item"));
    else if (found.size() == 1) {
      work.there[i] = found.front();
      work.ours[i] = bulks_.holds(sku);
      if (!work.product->is_matrix) work.place(i, {found.front().id, ""});
    } else if (const auto& others = listed.collisions(sku); !others.empty()) work.settle(i, collision(sku, others.front().sku));
  }
  if (work.product->is_matrix && work.open()) find_parent(work, listed);
}

void ProductPublisher::find_parent(Work& work, const SkuLookUp& listed) {
  const PublishProduct& product = *work.product;
  const auto& found = listed.found(product.sku);
  if (found.size() > 1) return work.settle_open(rejected("sku_ambiguous", "the shop has several products with the parent's SKU '" + product.sku + "'"));
  if (!found.empty()) work.parent = found.front();
  if (product.existing_parent && work.parent.id != product.existing_parent->product_id) {
    // Renamed in the shop: it is found by its id.
    const auto renamed = look_up_id(api_, product.existing_parent->product_id);
    if (!renamed) return work.settle_open(http::to_outcome(renamed.error()));
    if (!*renamed)
      return work.settle_open({OutcomeKind::kGone, code::kNotFound, "the shop has no product " + product.existing_parent->product_id + " any more", {}});
    work.parent = **renamed;
  }
  if (work.parent.id.empty()) {
    if (const auto& others = listed.collisions(product.sku); !others.empty()) work.settle_open(collision(product.sku, others.front().sku));
  } else if (!work.parent.is_parent()) {
    work.settle_open(rejected("parent_not_configurable", "the shop's product with SKU '" + work.parent.sku + "' is no configurable product; " +
                                                             "change its SKU or its type there"));
  }
}

std::vector<ProductPublisher::Order> ProductPublisher::orders_of(std::vector<Work>& works) {
  std::vector<Order> orders;
  for (auto& work : works) {
    if (!work.open()) continue;
    if (work.product->is_matrix) {
      add_variant_orders(work, orders);
    } else if (work.there[0].id.empty()) {
      if (const auto queued = bulks_.state(work.sku(0))) work.settle(0, *queued);
      else orders.push_back({&work, 0, {work.sku(0), simple_product_json(work.product->items[0], work.product->name, settings_)}});
    }
  }
  return orders;
}

/// The parent first, so that none of its variants is made when it cannot be.
void ProductPublisher::add_variant_orders(Work& work, std::vector<Order>& orders) {
  const PublishProduct& product = *work.product;
  std::vector<Order> wanted;
  if (work.parent.id.empty()) {
    if (const auto queued = bulks_.state(product.sku)) return work.settle_open(*queued);
    wanted.push_back({&work, std::nullopt, {product.sku, parent_json(product, settings_)}});
  }
  for (std::size_t i = 0; i < product.items.size(); ++i) {
    if (!work.open(i) || !work.there[i].id.empty()) continue;
    if (const auto queued = bulks_.state(work.sku(i))) {
      work.settle(i, *queued);
      continue;
    }
    OptionValues values;
    if (const auto known = option_values(product.items[i], values); !known.ok()) {
      work.settle(i, known);
      continue;
    }
    const auto& item = product.items[i].item;
    wanted.push_back({&work, i, {work.sku(i), variant_json(product.items[i], item.name.empty() ? product.name : item.name, values, settings_)}});
  }
  if (work.open()) orders.insert(orders.end(), wanted.begin(), wanted.end());
}

Outcome ProductPublisher::option_values(const PublishItem& item, OptionValues& values) {
  if (sender_.stopped()) return *sender_.stopped();
  if (item.item.options.empty()) return rejected("missing_value", "a variant needs options");
  for (const auto& option : item.item.options) {
    const ProductAttribute* attribute = nullptr;
    std::string id;
    Outcome outcome = attributes_.find(option.name, attribute);
    if (outcome.ok()) outcome = attributes_.find_value(option.name, option.value, id);
    if (!outcome.ok()) {
      sender_.note(outcome);
      return outcome;
    }
    values[attribute->code] = id;
  }
  return {};
}

void ProductPublisher::create(std::vector<Order>& orders) {
  if (bulks_.wants(orders.size())) return create_by_queue(orders);
  for (auto& order : orders) create_singly(order);
}

void ProductPublisher::create_by_queue(std::span<Order> orders) {
  std::vector<Creation> creations;
  for (const auto& order : orders) creations.push_back(order.creation);
  const auto outcomes = bulks_.submit(creations);
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (outcomes[i]) settle_order(orders[i], *outcomes[i]);
    else create_singly(orders[i]);
  }
}

void ProductPublisher::create_singly(Order& order) {
  if (order.item ? !order.work->open(*order.item) : !order.work->open()) return;
  if (sender_.stopped()) return settle_order(order, *sender_.stopped());
  Reply reply = api_.post("/products", order.creation.body);
  if (is_about_url_key(reply.outcome)) {
    make_url_key_unique(order.creation.body);
    reply = api_.post("/products", order.creation.body);
  }
  sender_.note(reply);
  if (reply.ok()) made(order, reply.body);
  else settle_order(order, reply.outcome);
}

void ProductPublisher::made(const Order& order, const Json& answer) {
  const FoundProduct product{http::text_member(answer, "id"), http::text_member(answer, "sku"), http::text_member(answer, "type_id"), 0, 0};
  if (product.id.empty()) return settle_order(order, {OutcomeKind::kUnknown, "unreadable", "the shop's answer about the new product cannot be read", {}});
  if (product.sku != order.creation.sku)
    return settle_order(order, rejected("sku_changed", "the shop kept '" + product.sku + "' as SKU of product " + product.id));
  Work& work = *order.work;
  if (!order.item) {
    work.parent = product;
    work.parent_is_new = true;
    return;
  }
  work.there[*order.item] = product;
  work.ours[*order.item] = true;
  if (!work.product->is_matrix) work.place(*order.item, {product.id, ""});
}

void ProductPublisher::settle_order(const Order& order, const Outcome& outcome) {
  if (!order.item) order.work->settle_open(outcome);
  else if (order.work->open(*order.item)) order.work->settle(*order.item, outcome);
}

void ProductPublisher::release_told(const std::vector<Work>& works) {
  for (const auto& work : works)
    for (std::size_t i = 0; i < work.settled.size(); ++i) {
      if ((*work.out)[i].outcome.ok()) bulks_.release(work.sku(i));
      if (work.product->is_matrix && !work.parent.id.empty()) bulks_.release(work.product->sku);
    }
  bulks_.store_released();
}

}  // namespace tillbridge::connectors::magento
