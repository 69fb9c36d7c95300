#include "jobs/products/products_job.hpp"

#include <memory>

#include <fmt/format.h>

#include "jobs/inventory/web_stock.hpp"
#include "jobs/pricing/price_to_send.hpp"
#include "jobs/products/group_options.hpp"
#include "jobs/products/parent_name.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::Outcome;
using connectors::PublishedItem;
using connectors::PublishItem;
using connectors::PublishProduct;
using connectors::VisibilityWrite;
using domain::Item;
using domain::ItemId;

std::string ascii_lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::vector<ItemId> ids_of(const std::vector<Item>& items) {
  std::vector<ItemId> ids;
  for (const auto& item : items) ids.push_back(item.id);
  std::ranges::sort(ids);
  return ids;
}

Assessment refused(std::string code, std::string message) {
  Assessment answer;
  answer.kind = Assessment::kRefused;
  answer.code = std::move(code);
  answer.message = std::move(message);
  return answer;
}

Assessment of(Assessment::Kind kind) {
  Assessment answer;
  answer.kind = kind;
  return answer;
}

}  // namespace

bool is_sold_on(const Item& item, const domain::Site& site) {
  return item.sell_online && (!item.sites || std::ranges::find(*item.sites, site.name) != item.sites->end());
}

LevelJob::Changed ProductsJob::list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const ItemId& after_id, int limit) {
  return work.items().list_changed(site_.account_id, after, up_to, after_id, limit);
}

void ProductsJob::begin_claim() {
  map_.reset();
  publish_.clear();
  hide_.clear();
  riding_.clear();
  sold_again_.clear();
}

void ProductsJob::store_without_call(persistence::UnitOfWork& work) {
  if (!sold_again_.empty()) work.listings().store_sent_visible(site_.account_id, site_.id, {sold_again_.begin(), sold_again_.end()}, std::nullopt);
}

std::vector<Assessment> ProductsJob::assess(persistence::UnitOfWork& work, const std::vector<ItemId>& ids, const Rows& rows) {
  const auto listings = listings_of(work, site_.account_id, site_.id, ids);
  auto sorted = ids;
  std::ranges::sort(sorted);
  std::map<ItemId, Item> items;
  for (auto& item : work.items().find_many(site_.account_id, sorted)) items.emplace(item.id, std::move(item));
  std::vector<Assessment> answers;
  for (const auto& id : ids) {
    const auto item = items.find(id);
    const auto listing = listings.find(id);
    if (item == items.end())
      answers.push_back(of(Assessment::kNotHere));
    else if (riding_.contains(id))
      answers.push_back(of(Assessment::kRides));
    else if (listing != listings.end())
      answers.push_back(assess_listed(item->second, listing->second, rows));
    else
      answers.push_back(assess_missing(work, item->second));
  }
  return answers;
}

Assessment ProductsJob::assess_listed(const Item& item, const domain::Listing& listing, const Rows& rows) {
  if (listing.state == domain::ListingState::kGone && !may_try_gone(rows, item.id)) return of(Assessment::kLeave);
  if (is_sold_on(item, site_) && listing.sent_visible) sold_again_.insert(item.id);  // publishing it again is the merchant's
  if (is_sold_on(item, site_) || site_.sell_online_rule == domain::SellOnlineRule::kLeave) return of(Assessment::kNotHere);
  if (listing.sent_visible == false && !rows.contains(item.id)) return of(Assessment::kUnchanged);
  hide_[item.id] = {item.id, listing.remote, site_.sell_online_rule};
  auto answer = of(Assessment::kSend);
  answer.what = "take off the shop's pages (" + domain::to_word(site_.sell_online_rule) + ")";
  return answer;
}

Assessment ProductsJob::assess_missing(persistence::UnitOfWork& work, const Item& item) {
  if (!is_sold_on(item, site_)) return of(Assessment::kNotHere);
  if (auto refusal = refuse_sku(item.id)) return *refusal;
  if (!item.product_id.empty()) return assess_group(work, item);
  auto mapped = item;
  mapped.options = domain::map_attributes(item.options, map(work));
  publish_[item.id] = PublishProduct{item.id, false, item.name, to_publish(work, {std::move(mapped)}), {}, {}, false};
  auto answer = of(Assessment::kSend);
  answer.what = "create draft \"" + item.name + "\"";
  return answer;
}

/// The item with all variants of its product that the shop lacks: one product, one call.
Assessment ProductsJob::assess_group(persistence::UnitOfWork& work, const Item& item) {
  if (auto refusal = refuse_sku(item.product_id)) {
    refusal->message = "the product's SKU: " + refusal->message;
    return *refusal;
  }
  const auto group = work.items().list_group(site_.account_id, item.product_id);
  if (group.empty()) return of(Assessment::kNotHere);
  const auto listings = listings_of(work, site_.account_id, site_.id, ids_of(group));
  const auto mapped = domain::map_options(variants_of(group, listings), map(work));
  if (const auto other = mapped.equal_to.find(item.id); other != mapped.equal_to.end())
    return refused("variant_collision", words_of_collision(mapped.options.at(item.id), other->second));
  PublishProduct product{item.product_id, true, {}, {}, {}, {}, false};
  std::vector<Item> missing;
  auto answer = of(Assessment::kSend);
  for (const auto& variant : group) {
    const auto listing = listings.find(variant.id);
    if (listing != listings.end()) {
      if (listing->second.state == domain::ListingState::kLive && !listing->second.remote.variant_id.empty())
        product.existing_parent = domain::RemoteRef{listing->second.remote.product_id, {}};
      continue;
    }
    if (!is_sold_on(variant, site_) || riding_.contains(variant.id)) continue;
    if (variant.id != item.id) {
      if (refuse_sku(variant.id) || mapped.equal_to.contains(variant.id)) continue;  // parks by itself when its own turn comes
      answer.companions.push_back(variant.id);
    }
    missing.push_back(variant);
    missing.back().options = mapped.options.at(variant.id);
  }
  product.name = parent_name(group.front());
  for (const auto& option : group.front().options) product.all_option_names.push_back(option.name);
  product.start_hidden = product.existing_parent.has_value();
  product.items = to_publish(work, missing);
  answer.what = fmt::format("{} \"{}\" with {} variant(s)", product.existing_parent ? "add to" : "create draft", product.name, missing.size());
  for (const auto& kept : mapped.kept) {
    kept_.emplace(std::tuple(item.product_id, kept.attribute, kept.pos_value), kept);
    answer.what += "; " + words_of(kept);
  }
  riding_.insert(answer.companions.begin(), answer.companions.end());
  publish_[item.id] = std::move(product);
  return answer;
}

std::optional<Assessment> ProductsJob::refuse_sku(const std::string& sku) {
  if (static_cast<int>(sku.size()) > shop_.max_sku_length)
    return refused("sku_too_long", fmt::format("\"{}\" has {} bytes; the shop's SKU holds {}. Give the item a shorter ItemIntegrationId or take it off this site",
                                               sku, sku.size(), shop_.max_sku_length));
  if (shop_.sku_case_sensitive) return std::nullopt;
  const auto [other, is_new] = folded_skus_.emplace(ascii_lower(sku), sku);
  if (is_new || other->second == sku) return std::nullopt;
  return refused("sku_collision", fmt::format("the shop takes \"{}\" and \"{}\" for the same SKU; rename one of them in the POS", sku, other->second));
}

const domain::AttributeMap& ProductsJob::map(persistence::UnitOfWork& work) {
  if (!map_) map_.emplace(work.attribute_mappings().list(site_.account_id, site_.id), site_.id);
  return *map_;
}

/// The items with what belongs to their creation; options are mapped already.
std::vector<PublishItem> ProductsJob::to_publish(persistence::UnitOfWork& work, const std::vector<Item>& items) {
  const auto ids = ids_of(items);
  const auto stock = web_stock(work, site_, ids);
  std::map<ItemId, domain::ItemPrice> prices;
  for (auto& price : work.prices().find_many(site_.account_id, ids)) prices.emplace(price.item_id, std::move(price));
  std::vector<PublishItem> out;
  for (const auto& item : items) {
    PublishItem entry{item, std::nullopt, {}, {}};
    entry.item.attributes = domain::map_attributes(item.attributes, map(work));
    if (const auto price = prices.find(item.id); price != prices.end()) entry.price = price_to_send(price->second, shop_.sale_window, clock_.now());
    if (const auto number = stock.find(item.id); number != stock.end()) {
      entry.quantity = number->second.web;
      entry.held_by_shop = number->second.held_by_shop;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<Call> ProductsJob::calls_for(const std::vector<ItemId>& ids) {
  std::vector<PublishProduct> products;
  std::vector<VisibilityWrite> hidden;
  for (const auto& id : ids) {
    if (const auto found = publish_.find(id); found != publish_.end()) products.push_back(found->second);
    if (const auto found = hide_.find(id); found != hide_.end()) hidden.push_back(found->second);
  }
  std::vector<Call> calls;
  if (!products.empty()) calls.push_back(publish_call(products));
  if (!hidden.empty()) calls.push_back(hide_call(hidden));
  return calls;
}

Call ProductsJob::publish_call(const std::vector<PublishProduct>& products) {
  Call call;
  for (const auto& product : products)
    for (const auto& entry : product.items) call.items.push_back(entry.item.id);
  auto published = std::make_shared<std::vector<PublishedItem>>();
  call.send = [products, published](connectors::Connector& shop) {
    std::vector<Outcome> outcomes;
    published->clear();
    for (auto& product : shop.publish_products(products))
      for (auto& entry : product) {
        outcomes.push_back(entry.outcome);
        published->push_back(std::move(entry));
      }
    return outcomes;
  };
  call.store = [this, products, published](persistence::UnitOfWork& work, const std::vector<Outcome>&) {
    std::map<ItemId, domain::Listing> made;
    auto answer = published->begin();
    for (const auto& product : products)
      for (const auto& entry : product.items) {
        const auto& now = *answer++;
        if (!now.outcome.ok()) continue;
        domain::Listing listing{.site_id = site_.id, .item_id = entry.item.id, .remote = now.remote, .adopted = now.adopted, .created_at = clock_.now()};
        if (!now.adopted) {
          if (product.is_matrix) listing.published_options = entry.item.options;
          listing.sent_quantity = entry.quantity;
          listing.sent_price = entry.price;
          listing.quantity_sent_at = clock_.now();
          if (entry.price) listing.price_sent_at = clock_.now();
        }
        made.emplace(entry.item.id, std::move(listing));
      }
    if (made.empty()) return;
    std::vector<domain::Listing> listings;
    std::vector<ItemId> ids;
    for (auto& [id, listing] : made) {
      ids.push_back(id);
      listings.push_back(std::move(listing));
    }
    // Inventory and pricing passed these items by while they had no listing; as changed items they are compared once more.
    const auto step = work.accounts().step_clock(site_.account_id);
    work.listings().upsert(site_.account_id, listings);
    work.stock().touch(site_.account_id, ids, step);
    work.prices().upsert(site_.account_id, work.prices().find_many(site_.account_id, ids), step);
  };
  return call;
}

Call ProductsJob::hide_call(const std::vector<VisibilityWrite>& writes) {
  Call call;
  for (const auto& write : writes) call.items.push_back(write.item_id);
  call.send = [writes](connectors::Connector& shop) { return shop.set_visibility(writes); };
  call.store = [this, ids = call.items](persistence::UnitOfWork& work, const std::vector<Outcome>& outcomes) {
    std::vector<ItemId> hidden;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (outcomes[i].ok()) hidden.push_back(ids[i]);
      if (outcomes[i].kind == connectors::OutcomeKind::kGone)
        work.listings().store_state(site_.account_id, site_.id, ids[i], domain::ListingState::kGone);
    }
    std::ranges::sort(hidden);
    if (!hidden.empty()) work.listings().store_sent_visible(site_.account_id, site_.id, hidden, false);
  };
  return call;
}

}  // namespace tillbridge::jobs
