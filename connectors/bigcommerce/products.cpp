#include "connectors/bigcommerce/products.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "connectors/bigcommerce/product_json.hpp"
#include "connectors/bigcommerce/references.hpp"
#include "connectors/bigcommerce/variants.hpp"
#include "connectors/bigcommerce/writes.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr std::size_t kMostVariants = 600;
constexpr int kDefaultLocation = 1;

std::string fold(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

bool name_is_taken(const Reply& reply) {
  return reply.content_refused() && (!http::member(http::member(reply.body, "errors"), "name").is_null() || http::text_member(reply.body, "title").find("name is a duplicate") != std::string::npos) &&
         reply.status == 409;
}

/// The created product; where its stock could not be saved it comes in a list.
const Json& product_of(const Reply& reply) { return reply.data().is_array() && !reply.data().empty() ? reply.data().front() : reply.data(); }

Outcome collision(const std::string& sku, const std::string& other) { return rejected("sku_collision", "the store takes SKU '" + sku + "' and the existing '" + other + "' for the same"); }

}  // namespace

std::vector<std::size_t> ProductPublisher::Work::open_items() const {
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
  for (const auto item : open_items()) settle(item, outcome);
}

void ProductPublisher::Work::created(std::size_t item, const domain::RemoteRef& ref) {
  settle(item, {});
  (*out)[item].remote = ref;
}

void ProductPublisher::Work::adopt(std::size_t item, const domain::RemoteRef& ref) {
  created(item, ref);
  (*out)[item].adopted = true;
}

void ProductPublisher::note(const Outcome& outcome) {
  if (stops_everything(outcome)) stopped_ = not_sent(outcome);
}

std::vector<std::vector<PublishedItem>> ProductPublisher::publish(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> out(products.size());
  std::vector<Work> works(products.size());
  std::vector<std::string> skus;
  for (std::size_t p = 0; p < products.size(); ++p) {
    out[p].resize(products[p].items.size());
    for (std::size_t i = 0; i < out[p].size(); ++i) out[p][i].item_id = products[p].items[i].item.id;
    works[p] = {&products[p], &out[p], std::vector<bool>(out[p].size()), ""};
    refuse_impossible(works[p]);
    if (!works[p].open()) continue;
    for (const auto& item : products[p].items) skus.push_back(item.item.id);
    if (products[p].is_matrix && !products[p].existing_parent) skus.push_back(products[p].sku);
  }
  const SkuLookUp found = look_up_skus(api_, skus, Depth::kByTheHundred);
  if (!found.outcome.ok()) stopped_ = not_sent(found.outcome);
  for (auto& work : works) {
    if (!stopped_) settle_known(work, found);
    if (!stopped_ && work.open()) work.product->is_matrix ? create_matrix(work) : create_simple(work);
    if (stopped_) work.settle_open(*stopped_);
  }
  return out;
}

void ProductPublisher::refuse_impossible(Work& work) const {
  const PublishProduct& product = *work.product;
  if (product.name.empty()) return work.settle_open(rejected("missing_value", "a product needs a name"));
  if (product.is_matrix && !product.existing_parent)
    if (const auto why = why_not_portable(product.sku); !why.empty()) return work.settle_open(rejected("bad_sku", "the store cannot keep the parent's SKU '" + product.sku + "': " + why));
  if (product.existing_parent && !to_number(product.existing_parent->product_id)) return work.settle_open(bad_reference(*product.existing_parent));
  for (std::size_t i = 0; i < product.items.size(); ++i)
    if (const auto why = why_not_portable(product.items[i].item.id); !why.empty()) work.settle(i, rejected("bad_sku", "the store cannot keep SKU '" + product.items[i].item.id + "': " + why));
}

void ProductPublisher::settle_known(Work& work, const SkuLookUp& known) const {
  const PublishProduct& product = *work.product;
  for (const auto i : work.open_items()) {
    const std::string& sku = product.items[i].item.id;
    const auto& found = known.found(sku);
    if (found.size() > 1) work.settle(i, rejected("sku_ambiguous", "the store has " + std::to_string(found.size()) + " products with SKU '" + sku + "'"));
    else if (found.size() == 1 && found.front().is_parent) work.settle(i, rejected("sku_is_parent", "SKU '" + sku + "' is a product with variants in the store, not a sellable item"));
    else if (found.size() == 1) work.adopt(i, found.front().ref);
    else if (const auto& others = known.collisions(sku); !others.empty()) work.settle(i, collision(sku, others.front().sku));
  }
  if (!product.is_matrix || !work.open()) return;
  if (product.existing_parent) {
    work.parent_id = product.existing_parent->product_id;
    return;
  }
  const auto& parents = known.found(product.sku);
  if (parents.size() > 1) work.settle_open(rejected("sku_ambiguous", "the store has several products with the parent's SKU '" + product.sku + "'"));
  else if (parents.size() == 1 && !parents.front().is_parent) work.settle_open(rejected("parent_not_variable", "the store's product with SKU '" + product.sku + "' has no variants"));
  else if (parents.size() == 1) work.parent_id = parents.front().ref.product_id;
  else if (const auto& others = known.collisions(product.sku); !others.empty()) work.settle_open(collision(product.sku, others.front().sku));
}

Reply ProductPublisher::create(Json body, const std::string& sku) {
  const auto name = http::text_member(body, "name");
  if (names_.contains(fold(name)) && settings_.unique_names) body["name"] = unique_name(name, sku);
  Reply reply = api_.post("/v3/catalog/products", body);
  if (reply.content_refused() && body.contains("images") && reply.outcome.message.find("image") != std::string::npos) {
    // A picture that the store cannot fetch is no reason to go without the product.
    body.erase("images");
    reply = api_.post("/v3/catalog/products", body);
  }
  if (reply.ok() || name_is_taken(reply)) names_.insert(fold(name));
  if (!name_is_taken(reply)) return reply;
  if (settings_.unique_names) {
    body["name"] = unique_name(name, sku);
    return api_.post("/v3/catalog/products", body);
  }
  reply.outcome.code = "name_taken";
  reply.outcome.message = "the store has a product of the name '" + name + "' already, and site option duplicate_names=refuse keeps names as they are";
  return reply;
}

void ProductPublisher::create_simple(Work& work) {
  const auto& sku = work.product->items.front().item.id;
  const Reply reply = create(simple_product_json(*work.product, work.product->name, settings_), sku);
  if (!reply.ok()) {
    note(reply.outcome);
    return reply.content_refused() ? second_look(work, 0, reply.outcome) : work.settle(0, reply.outcome);
  }
  const Json& product = product_of(reply);
  const auto kept = http::text_member(product, "sku"), id = http::text_member(product, "id");
  if (id.empty()) return work.settle(0, {OutcomeKind::kUnknown, "unreadable", "the store's answer names no product", {}});
  if (kept != sku) return work.settle(0, rejected("sku_changed", "the store kept '" + kept + "' as SKU of product " + id));
  work.created(0, {id, ""});
  const std::size_t all[] = {0};
  write_stock_of(work, all, reply.status == 207);
}

void ProductPublisher::create_matrix(Work& work) {
  auto items = work.open_items();
  for (std::size_t i = kMostVariants; i < items.size(); ++i) work.settle(items[i], rejected("too_many_variants", "BigCommerce keeps 600 variants of a product"));
  items.resize(std::min(items.size(), kMostVariants));
  std::vector<std::vector<std::size_t>> waiting{items};
  bool looked_for_parent = false;
  while (!waiting.empty() && !stopped_ && work.open()) {
    const auto part = waiting.back();
    waiting.pop_back();
    if (!work.parent_id.empty()) {
      add_variants(work, part);
      continue;
    }
    std::vector<const PublishItem*> entries;
    for (const auto i : part) entries.push_back(&work.product->items[i]);
    const Reply reply = create(matrix_json(*work.product, entries, work.product->name, settings_), work.product->sku);
    note(reply.outcome);
    if (reply.ok()) settle_matrix(work, part, reply);
    else if (!reply.content_refused())
      for (const auto i : part) work.settle(i, reply.outcome);
    else if (reply.outcome.code == "name_taken") work.settle_open(reply.outcome);
    else if (reply.status == 409 && !std::exchange(looked_for_parent, true)) {
      // A SKU is taken: where it is the parent's, fewer variants do not help.
      const SkuLookUp parent = look_up_skus(api_, std::span(&work.product->sku, 1), Depth::kEveryVariant);
      note(parent.outcome);
      if (parent.outcome.ok() && parent.found(work.product->sku).empty() && parent.collisions(work.product->sku).empty()) waiting.push_back(part);
      else if (parent.outcome.ok()) work.settle_open(rejected("sku_taken", "the parent's SKU '" + work.product->sku + "' is that of a variant in the store"));
    } else if (part.size() > 1) {
      const auto middle = part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2);
      waiting.emplace_back(middle, part.end());
      waiting.emplace_back(part.begin(), middle);
    } else {
      second_look(work, part.front(), reply.outcome);
    }
  }
}

void ProductPublisher::settle_matrix(Work& work, std::span<const std::size_t> items, const Reply& reply) {
  const Json& product = product_of(reply);
  work.parent_id = http::text_member(product, "id");
  std::map<std::string, std::string> ids;
  for (const Json& variant : http::list_member(product, "variants")) ids[http::text_member(variant, "sku")] = http::text_member(variant, "id");
  for (int page = 1; ids.size() < items.size() && !work.parent_id.empty(); ++page) {
    const Reply more = api_.get("/v3/catalog/products/" + work.parent_id + "/variants", {{"limit", "250"}, {"page", std::to_string(page)}});
    for (const Json& variant : more.rows()) ids[http::text_member(variant, "sku")] = http::text_member(variant, "id");
    if (!more.ok() || page >= more.total_pages()) break;
  }
  for (const auto i : items) {
    const auto found = ids.find(work.product->items[i].item.id);
    if (found != ids.end()) work.created(i, {work.parent_id, found->second});
    else work.settle(i, {OutcomeKind::kUnknown, "answer_mismatch", "the store's answer does not name this variant", {}});
  }
  write_stock_of(work, items, reply.status == 207);
}

void ProductPublisher::add_variants(Work& work, std::span<const std::size_t> items) {
  VariantAdder adder(api_, settings_, work.parent_id);
  if (const auto outcome = adder.load(); !outcome.ok()) {
    note(outcome);
    for (const auto i : items) work.settle(i, outcome);
    return;
  }
  std::vector<std::size_t> made;
  for (const auto i : items) {
    if (stopped_) return;
    std::string id;
    const auto outcome = adder.add(work.product->items[i], work.product->start_hidden, id);
    note(outcome);
    if (outcome.ok()) {
      work.created(i, {work.parent_id, id});
      made.push_back(i);
    } else if (outcome.kind == OutcomeKind::kRejected) {
      second_look(work, i, outcome);
    } else {
      work.settle(i, outcome);
    }
  }
  write_stock_of(work, made, false);
}

void ProductPublisher::second_look(Work& work, std::size_t item, const Outcome& refusal) {
  const std::string& sku = work.product->items[item].item.id;
  const SkuLookUp known = look_up_skus(api_, std::span(&sku, 1), Depth::kEveryVariant);
  if (!known.outcome.ok()) {
    note(known.outcome);
    return work.settle(item, not_sent(known.outcome));
  }
  const auto& found = known.found(sku);
  if (found.size() == 1 && !found.front().is_parent) return work.adopt(item, found.front().ref);
  if (const auto& others = known.collisions(sku); found.empty() && !others.empty()) return work.settle(item, collision(sku, others.front().sku));
  work.settle(item, refusal);
}

void ProductPublisher::write_stock_of(Work& work, std::span<const std::size_t> items, bool failed) {
  if (settings_.location_id == kDefaultLocation && !failed) return;
  std::vector<StockWrite> writes;
  std::vector<std::size_t> places;
  for (const auto i : items) {
    if (!(*work.out)[i].outcome.ok()) continue;
    writes.push_back({.item_id = work.product->items[i].item.id, .remote = (*work.out)[i].remote, .quantity = work.product->items[i].quantity.floored(0)});
    places.push_back(i);
  }
  const auto answers = write_stock(api_, writes, settings_);
  for (std::size_t k = 0; k < places.size(); ++k) {
    // The product stands all the same: the next try finds and adopts it, and the stock is sent then.
    if (!answers[k].ok()) work.settle(places[k], answers[k]);
    note(answers[k]);
  }
}

}  // namespace tillbridge::connectors::bigcommerce
