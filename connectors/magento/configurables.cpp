#include <algorithm>

#include "connectors/magento/json.hpp"
#include "connectors/magento/products.hpp"
#include "connectors/magento/search.hpp"

// The second step of a matrix: the parent's options, its children, and what is new gets its stock and sale.
namespace tillbridge::connectors::magento {
namespace {

constexpr int kNotByItself = 1;

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

std::string path_of(const FoundProduct& parent, const char* what) { return "/configurable-products/" + segment(parent.sku) + what; }

}  // namespace

void ProductPublisher::assemble(Work& work) {
  if (sender_.stopped()) return work.settle_open(*sender_.stopped());
  if (std::ranges::none_of(work.there, [](const FoundProduct& one) { return !one.id.empty(); })) return;
  std::set<std::string> linked;
  if (!prepare_options(work, linked)) return;
  for (std::size_t i = 0; i < work.settled.size(); ++i)
    if (work.open(i) && !work.there[i].id.empty()) link(work, i, linked);
}

/// Gives the parent the options that it lacks; `linked` = the ids of its children.
bool ProductPublisher::prepare_options(Work& work, std::set<std::string>& linked) {
  std::set<std::string> present;
  if (!work.parent_is_new) {
    const Reply reply = api_.get("/products", Search().where("entity_id", work.parent.id).page(1).only("id,sku,extension_attributes").parameters());
    sender_.note(reply);
    if (!reply.ok()) {
      work.settle_open(before_writing(reply.outcome));
      return false;
    }
    const Json& items = http::list_member(reply.body, "items");
    if (items.empty()) {
      work.settle_open({OutcomeKind::kRetry, "unreadable", "the shop's answer about the product that the variants belong to cannot be read", {}});
      return false;
    }
    const Json& more = http::member(items.front(), "extension_attributes");
    for (const Json& option : http::list_member(more, "configurable_product_options")) present.insert(http::text_member(option, "attribute_id"));
    for (const Json& id : http::list_member(more, "configurable_product_links")) linked.insert(http::text_of(id));
  }
  for (const auto& name : work.product->all_option_names) {
    const ProductAttribute* attribute = nullptr;
    Outcome outcome = attributes_.find(name, attribute);
    if (outcome.ok() && !present.contains(attribute->id)) {
      // A further option would leave the children that are there without a value.
      if (linked.empty()) outcome = add_option(work, name);
      else outcome = rejected("parent_options_differ", "the shop's product '" + work.parent.sku + "' does not vary by '" + attribute->code +
                                                           "'; add the option there or take its variants off");
    }
    if (outcome.ok()) continue;
    work.settle_open(outcome);
    return false;
  }
  return true;
}

Outcome ProductPublisher::add_option(Work& work, const std::string& option_name) {
  const ProductAttribute* attribute = nullptr;
  if (const auto known = attributes_.find(option_name, attribute); !known.ok()) return known;
  std::set<std::string> labels;
  for (const auto& item : work.product->items)
    for (const auto& option : item.item.options)
      if (option.name == option_name) labels.insert(option.value);
  Json values = Json::array();
  for (const auto& label : labels) {
    std::string id;
    if (const auto found = attributes_.find_value(option_name, label, id); !found.ok()) return found;
    values.push_back({{"value_index", whole_of(Json(id))}});
  }
  const Json option{{"attribute_id", attribute->id}, {"label", option_name}, {"position", 0}, {"is_use_default", true}, {"values", values}};
  const Reply reply = api_.post(path_of(work.parent, "/options"), Json{{"option", option}});
  sender_.note(reply);
  return reply.outcome;
}

void ProductPublisher::link(Work& work, std::size_t item, const std::set<std::string>& linked) {
  const FoundProduct& child = work.there[item];
  const domain::RemoteRef place{work.parent.id, child.id};
  if (linked.contains(child.id)) return work.place(item, place);
  // The merchant's own product beside the parent is left as it is; a hidden one without a parent is a step of ours that was cut off.
  if (!work.ours[item] && child.visibility != kNotByItself) return work.place(item, {child.id, ""});
  if (sender_.stopped()) return work.settle(item, *sender_.stopped());
  const Reply reply = api_.post(path_of(work.parent, "/child"), Json{{"childSku", child.sku}});
  sender_.note(reply);
  if (reply.ok()) work.place(item, place);
  else work.settle(item, reply.outcome);
}

/// Only what is in its place gets stock: the number of a product that is not kept would be taken for sent.
void ProductPublisher::stock_new(std::vector<Work>& works) {
  std::vector<std::pair<Work*, std::size_t>> items;
  std::vector<StockWrite> writes;
  for (auto& work : works)
    for (std::size_t i = 0; i < work.settled.size(); ++i) {
      if (!work.open(i) || !work.ready[i]) continue;
      const auto& item = work.product->items[i];
      items.emplace_back(&work, i);
      writes.push_back({.item_id = item.item.id, .remote = *work.ready[i], .quantity = item.quantity, .held_by_shop = item.held_by_shop});
    }
  if (items.empty()) return;
  const auto stocked = send_stock(sender_, writes, settings_);
  std::vector<std::pair<Work*, std::size_t>> on_shelf;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (stocked[k].ok()) on_shelf.push_back(items[k]);
    else items[k].first->settle(items[k].second, stocked[k]);
  }
  const auto sold = sell_new(on_shelf);
  for (std::size_t k = 0; k < on_shelf.size(); ++k) {
    if (sold[k].ok()) on_shelf[k].first->finish(on_shelf[k].second);
    else on_shelf[k].first->settle(on_shelf[k].second, sold[k]);
  }
}

std::vector<Outcome> ProductPublisher::sell_new(std::span<const std::pair<Work*, std::size_t>> items) {
  std::vector<Outcome> out(items.size());
  std::vector<SaleWrite> writes;
  std::vector<std::size_t> places;
  for (std::size_t k = 0; k < items.size(); ++k) {
    const auto& item = items[k].first->product->items[items[k].second];
    const auto sale = item.price ? sale_of(*item.price, settings_.price_decimals) : std::nullopt;
    if (!sale) continue;
    writes.push_back({item.item.id, sale});
    places.push_back(k);
  }
  if (writes.empty()) return out;
  const auto edition = find_edition(api_, settings_, memory_);
  const auto answers = edition.outcome.ok() ? sales_.send(edition.edition, writes) : std::vector<Outcome>(writes.size(), edition.outcome);
  for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = answers[k];
  return out;
}

}  // namespace tillbridge::connectors::magento
