#include "tests/support/stock_walk.hpp"

#include <algorithm>

#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {

using base::Decimal;
using domain::Document;
using domain::DocumentKind;
using domain::OrderEventKind;
using domain::PosStockMeaning;
using domain::TransactionType;

namespace {

Decimal whole(int pieces) { return Decimal::from_integer(pieces); }
int pieces_of(Decimal quantity) { return static_cast<int>(quantity.units() / Decimal::kScale); }
std::string line_key(const std::string& web_order, domain::SiteId site, const std::string& line, const domain::ItemId& item) {
  return std::to_string(domain::raw(site)) + "/" + web_order + "/" + line + "/" + item;
}

}  // namespace

StockScene random_scene(std::mt19937_64& random) {
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  StockScene scene;
  scene.account = an_account();
  scene.account.stock_meaning = pick(0, 1) == 0 ? PosStockMeaning::kOnHand : PosStockMeaning::kAvailable;
  scene.locations = pick(0, 2) == 0 ? std::vector<std::string>{"", "W"} : std::vector<std::string>{""};
  if (pick(0, 3) == 0) scene.locations = {"E", "W", "X"};
  for (int i = 0, n = pick(1, 3); i < n; ++i) {
    auto site = a_site();
    site.id = domain::SiteId{i + 1};
    site.name = "shop" + std::to_string(i + 1);
    site.order_moment = pick(0, 1) == 0 ? domain::OrderMoment::kPlaced : domain::OrderMoment::kFirstShipment;
    if (pick(0, 3) == 0) site.stock_meaning = pick(0, 1) == 0 ? PosStockMeaning::kOnHand : PosStockMeaning::kAvailable;
    if (scene.locations.size() > 1 && pick(0, 1) == 0)
      for (const auto& location : scene.locations)
        if (pick(0, 1) == 0) site.stock_locations.push_back(location);
    const auto& sold = site.stock_locations.empty() ? scene.locations : site.stock_locations;
    if (pick(0, 1) == 0) site.order_location = sold[static_cast<std::size_t>(pick(0, static_cast<int>(sold.size()) - 1))];
    if (pick(0, 2) == 0) site.safety_stock = whole(pick(1, 2));
    site.allocation = pick(0, 9) != 0;
    scene.sites.push_back(site);
    scene.physical.push_back(pick(0, 2) == 0);
  }
  return scene;
}

StockWalk::StockWalk(StockScene scene, StockSystem& system, FixedClock& clock, std::mt19937_64& random)
    : scene_(std::move(scene)), system_(system), clock_(clock), random_(random), times_(static_cast<Times>(pick(0, 3))) {
  for (const auto& location : scene_.locations) {
    books_[{"A", location}] = pick(3, 12);
    post("A", location, false);
  }
}

bool StockWalk::on_hand(std::size_t site) const {
  return scene_.sites[site].stock_meaning.value_or(scene_.account.stock_meaning) == PosStockMeaning::kOnHand;
}

bool StockWalk::sells(std::size_t site, const std::string& location) const {
  const auto& named = scene_.sites[site].stock_locations;
  return named.empty() || std::count(named.begin(), named.end(), location) > 0;
}

int StockWalk::safety(std::size_t site) const { return pieces_of(scene_.sites[site].safety_stock); }

std::string StockWalk::run(int steps) {
  for (int i = 0; i < steps && failure_.empty(); ++i) {
    if (!chance(10)) clock_.advance(std::chrono::seconds(1));
    act();
  }
  if (failure_.empty()) end_the_day();
  return failure_;
}

void StockWalk::act() {
  const int what = pick(1, 100);
  if (what <= 14 || orders_.empty()) return what <= 4 ? sell_in_store() : place();
  auto& order = any(orders_);
  if (what <= 24) return ship(order);
  if (what <= 29) return cancel(order);
  if (what <= 35) return refund(order);
  if (what <= 41) return edit(order);
  if (what <= 52) return collect(order, chance(60));
  if (what <= 64) return post(any(items_), any(scene_.locations), times_ == Times::kBoth && chance(40));
  if (what <= 68 && !in_transit_.empty()) {
    const auto at = static_cast<std::ptrdiff_t>(pick(0, static_cast<int>(in_transit_.size()) - 1));
    auto post = in_transit_[static_cast<std::size_t>(at)];
    in_transit_.erase(in_transit_.begin() + at);
    return deliver(std::move(post));
  }
  if (what <= 78) return book_some(false);
  if (what <= 88) return confirm_some(false);
  if (what <= 90) return create();
  if (what <= 92) return sell_in_store();
  push(static_cast<std::size_t>(pick(0, static_cast<int>(scene_.sites.size()) - 1)));
}

void StockWalk::place() {
  if (orders_.size() > 3) return;
  WebOrderState order;
  order.site = static_cast<std::size_t>(pick(0, static_cast<int>(scene_.sites.size()) - 1));
  const auto& site = scene_.sites[order.site];
  std::vector<domain::WebOrderLine> lines;
  for (int i = 0, n = pick(1, 2); i < n; ++i) {
    const int pieces = pick(1, 3);
    const std::string sku = chance(75) ? "A" : "B";
    lines.push_back(a_line(std::to_string(i + 1), sku, std::to_string(pieces), "10"));
    order.now.push_back({pieces, 0, 0, 0, sku});
  }
  order.web = an_order(lines).web;
  order.web.web_order_id = std::to_string(orders_.size() + 1);
  order.web.number = "#" + order.web.web_order_id;
  order.web.placed_at = order.web.modified_at = clock_.now();
  std::vector<std::string> places;
  for (const auto& location : scene_.locations)
    if (sells(order.site, location)) places.push_back(location);
  order.location = site.order_location.empty() ? any(places) : site.order_location;
  tell("place " + order.web.number + " on " + site.name);
  orders_.push_back(std::move(order));
}

void StockWalk::happen(WebOrderState& order, OrderEventKind kind, std::vector<Effect> effects) {
  if (effects.empty()) return;
  Happening happening;
  auto& event = happening.event;
  event = an_event(kind, order.web.web_order_id + "/" + to_word(kind) + "/" + std::to_string(order.happenings.size() + 1), "2026-11-25T09:00:00Z");
  event.occurred_at = clock_.now();
  for (const auto& effect : effects) {
    const int pieces = effect.cancelled + effect.refunded + effect.shipped;
    event.lines.push_back(tests::pieces(order.web.lines[effect.line].line_id, std::to_string(pieces)));
    auto& line = order.now[effect.line];
    line.cancelled += effect.cancelled;
    line.refunded += effect.refunded;
    line.shipped += effect.shipped;
    tell(to_word(kind) + " " + order.web.number + " line " + order.web.lines[effect.line].line_id + ": " + std::to_string(pieces));
  }
  happening.effects = std::move(effects);
  order.happenings.push_back(std::move(happening));
  order.web.modified_at = clock_.now();
}

void StockWalk::ship(WebOrderState& order) {
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < order.now.size(); ++i) {
    const auto& line = order.now[i];
    const int left = line.ordered - line.cancelled - line.refunded - line.shipped;
    const int pieces = left > 0 ? (day_is_over_ ? left : pick(0, left)) : 0;
    if (pieces > 0) effects.push_back({i, 0, 0, pieces});
  }
  happen(order, OrderEventKind::kShipped, std::move(effects));
}

void StockWalk::cancel(WebOrderState& order) {
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < order.now.size(); ++i) {
    const auto& line = order.now[i];
    const int left = line.ordered - line.cancelled - line.refunded - line.shipped;
    const int pieces = left > 0 ? pick(0, left) : 0;
    if (pieces > 0) effects.push_back({i, pieces, 0, 0});
  }
  happen(order, OrderEventKind::kCancelled, std::move(effects));
}

/// A refund takes pieces that never shipped first; what has shipped comes back with the parcel's return and moves no reservation.
void StockWalk::refund(WebOrderState& order) {
  std::vector<Effect> effects;
  std::vector<domain::EventLine> shipped;
  for (std::size_t i = 0; i < order.now.size(); ++i) {
    const auto& line = order.now[i];
    const int left = line.ordered - line.cancelled - line.refunded - line.shipped;
    if (left > 0 && chance(50)) effects.push_back({i, 0, pick(1, left), 0});
    else if (left == 0 && line.shipped > 0 && chance(40)) shipped.push_back(tests::pieces(order.web.lines[i].line_id, "1"));
  }
  if (!effects.empty()) return happen(order, OrderEventKind::kRefunded, std::move(effects));
  if (shipped.empty()) return;
  Happening happening;
  happening.event = an_event(OrderEventKind::kRefunded, order.web.web_order_id + "/return/" + std::to_string(order.happenings.size() + 1), "2026-11-25T09:00:00Z", shipped);
  happening.event.occurred_at = clock_.now();
  for (auto& line : happening.event.lines) line.restock = chance(50);
  order.happenings.push_back(std::move(happening));
  order.web.modified_at = clock_.now();
  tell("return of " + order.web.number);
}

void StockWalk::edit(WebOrderState& order) {
  const auto i = static_cast<std::size_t>(pick(0, static_cast<int>(order.now.size()) - 1));
  auto& line = order.now[i];
  if (chance(25) && line.shipped == 0 && line.refunded == 0) {
    line.sku = line.sku == "A" ? "B" : "A";
    order.web.lines[i].sku = line.sku;
  } else {
    line.ordered = std::max(1, line.cancelled + line.refunded + line.shipped) + pick(0, 3);
    // A refund of shipped pieces that comes before the line grows would count as one of the pieces that are new.
    for (const auto& happening : order.happenings)
      if (happening.event.kind == OrderEventKind::kRefunded && happening.effects.empty()) line.ordered = pieces_of(order.web.lines[i].quantity);
    order.web.lines[i].quantity = whole(line.ordered);
  }
  sum_up(order.web);
  order.web.modified_at = clock_.now();
  tell("edit " + order.web.number + " line " + order.web.lines[i].line_id + ": " + std::to_string(line.ordered) + " x " + line.sku);
}

void StockWalk::collect(WebOrderState& order, bool all) {
  const auto before = order.visible;
  order.visible = all ? order.happenings.size() : static_cast<std::size_t>(pick(static_cast<int>(order.visible), static_cast<int>(order.happenings.size())));
  domain::CollectedOrder collected{order.web, {}};
  order.seen = order.now;
  for (auto& line : order.seen) line.cancelled = line.refunded = line.shipped = 0;
  for (std::size_t i = 0; i < order.visible; ++i) {
    collected.events.push_back(order.happenings[i].event);
    for (const auto& effect : order.happenings[i].effects) {
      order.seen[effect.line].cancelled += effect.cancelled;
      order.seen[effect.line].refunded += effect.refunded;
      order.seen[effect.line].shipped += effect.shipped;
      if (i >= before && order.now[effect.line].sku == "B" && !has_late_item_) order.nameless[effect.line] += effect.shipped;
    }
  }
  if (chance(30)) std::shuffle(collected.events.begin(), collected.events.end(), random_);
  system_.collect(scene_.sites[order.site].id, collected);
  tell("collect " + order.web.number + " with " + std::to_string(order.visible) + " events");
}

void StockWalk::sell_in_store() {
  const auto item = any(items_);
  const auto location = any(scene_.locations);
  books_[{item, location}] += pick(-2, 3);
}

int StockWalk::held_in_books(const WebOrderState& order, const std::string& key) const {
  const auto found = booked_.find(key);
  if (found == booked_.end()) return 0;
  return on_hand(order.site) ? found->second.by_parcels : found->second.held_back();
}

void StockWalk::post(const domain::ItemId& item, const std::string& location, bool late) {
  InTransit post{item, location, {books_[{item, location}], {}, {}}};
  if (times_ == Times::kBoth || times_ == Times::kAsOfOnly) post.posted.as_of = clock_.now();
  for (const auto& order : orders_)
    if (order.location == location)
      for (std::size_t i = 0; i < order.now.size(); ++i) {
        const auto key = line_key(order.web.web_order_id, scene_.sites[order.site].id, order.web.lines[i].line_id, item);
        post.posted.held[key] = held_in_books(order, key);
      }
  if (late) {
    tell("read " + item + " at " + location + ": " + std::to_string(post.posted.number));
    in_transit_.push_back(std::move(post));
    return;
  }
  deliver(std::move(post));
}

void StockWalk::deliver(InTransit post) {
  clock_.advance(std::chrono::microseconds(1));
  tell("post " + post.item + " at " + post.location + ": " + std::to_string(post.posted.number));
  system_.post(post.item, post.location, whole(post.posted.number), post.posted.as_of);
  auto& held = posted_[{post.item, post.location}];
  if (post.posted.as_of && held.as_of && *post.posted.as_of < *held.as_of) return;
  held = std::move(post.posted);
}

StockWalk::WebOrderState* StockWalk::find(const Document& document) {
  for (auto& order : orders_)
    if (scene_.sites[order.site].id == document.site_id && order.web.web_order_id == document.web_order_id) return &order;
  return nullptr;
}

void StockWalk::book_some(bool all) {
  for (const auto& document : system_.pull()) {
    if (booked_at_.contains(document.id) || !(all || chance(60))) continue;
    if (!all && chance(10)) {
      system_.refuse(document);
      refused_.push_back(document);
      tell("refuse " + document.id);
      continue;
    }
    book(document);
  }
  for (auto& document : refused_) {
    if (!(all || chance(50))) continue;
    system_.resend(document);
    tell("resend " + document.id);
    document.id.clear();
  }
  std::erase_if(refused_, [](const auto& document) { return document.id.empty(); });
  if (all) {
    for (const auto& document : system_.pull())
      if (!booked_at_.contains(document.id)) book(document);
  }
}

void StockWalk::book(const Document& document) {
  booked_at_[document.id] = clock_.now();
  to_confirm_.push_back(document);
  tell("book " + document.id + " " + to_word(document.kind) + (document.kind == DocumentKind::kTransaction ? (document.type == TransactionType::kReturn ? " return" : " parcel") : " revision " + std::to_string(document.revision)));
  auto* order = find(document);
  if (order == nullptr) return;
  const bool available = !on_hand(order->site);
  const auto site = scene_.sites[order->site].id;
  const auto change = [&](const domain::ItemId& item, const std::string& line, const auto& how) {
    auto& booked = booked_[line_key(order->web.web_order_id, site, line, item)];
    const int before = booked.held_back() + booked.by_parcels;
    how(booked);
    books_[{item, order->location}] += before - booked.held_back() - booked.by_parcels;
  };
  if (document.kind == DocumentKind::kOrder) {
    if (!available) return;
    for (const auto& item : items_)
      for (const auto& web_line : order->web.lines)
        change(item, web_line.line_id, [&](Booked& booked) {
          if (document.revision <= booked.newest) return;
          booked.newest = document.revision;
          booked.by_order = 0;
          for (const auto& line : document.lines)
            if (line.line_id == web_line.line_id && line.item_id == item && document.status != "cancelled") booked.by_order += pieces_of(line.quantity);
        });
    return;
  }
  for (const auto& line : document.lines) {
    if (line.item_id.empty()) continue;
    const int pieces = pieces_of(line.quantity);
    if (document.type == TransactionType::kShipment) {
      if (!available) change(line.item_id, line.line_id, [&](Booked& booked) { booked.by_parcels += pieces; });
    } else if (!line.shipped) {
      if (available) change(line.item_id, line.line_id, [&](Booked& booked) { booked.returned_unshipped += pieces; });
    } else if (line.restock) {
      books_[{line.item_id, order->location}] += pieces;
    }
  }
}

void StockWalk::confirm_some(bool all) {
  std::shuffle(to_confirm_.begin(), to_confirm_.end(), random_);
  std::vector<Document> rest;
  for (const auto& document : to_confirm_) {
    if (!(all || chance(60))) {
      rest.push_back(document);
      continue;
    }
    std::optional<base::Timestamp> booked_at;
    if (times_ == Times::kBoth || times_ == Times::kBookedOnly) booked_at = booked_at_.at(document.id);
    clock_.advance(std::chrono::microseconds(1));
    system_.confirm(document, booked_at);
    confirmed_.insert(document.id);
    tell("confirm " + document.id);
    if (chance(15)) rest.push_back(document);  // the answer was lost: it is confirmed once more
    if (!all && chance(10)) {
      system_.resend(document);
      tell("resend " + document.id);
      rest.push_back(document);
    }
  }
  to_confirm_ = all ? std::vector<Document>{} : rest;
}

void StockWalk::create() {
  if (has_late_item_) return;
  has_late_item_ = true;
  items_.push_back("B");
  tell("create B");
  system_.create_item("B");
  for (const auto& location : scene_.locations) {
    books_[{"B", location}] = pick(3, 12);
    post("B", location, false);
  }
}

void StockWalk::push(std::size_t site) {
  for (auto& order : orders_)
    if (order.site == site && !order.happenings.empty() && chance(70)) collect(order, true);
  for (const auto& item : items_) {
    const auto number = system_.push(scene_.sites[site].id, item);
    if (number) check(site, item, *number);
    if (!failure_.empty()) return;
  }
}

void StockWalk::check(std::size_t site, const domain::ItemId& item, const StockSystem::Number& number) {
  int most = -safety(site);
  for (const auto& [place, posted] : posted_)
    if (place.first == item && sells(site, place.second)) most += posted.number;
  int held_by_shop = 0, elsewhere = 0;
  for (const auto& order : orders_) {
    const auto posted = posted_.find({item, order.location});
    for (std::size_t i = 0; i < order.seen.size(); ++i) {
      const auto& line = order.seen[i];
      const auto& line_id = order.web.lines[i].line_id;
      if (order.site == site && line.sku == item) held_by_shop += std::max(0, line.ordered - line.cancelled - line.refunded - line.shipped);
      if (line.sku != item || posted == posted_.end() || !scene_.sites[site].allocation) continue;
      const auto nameless = order.nameless.find(i);
      const int gone_without_item = nameless == order.nameless.end() ? 0 : nameless->second;
      const auto known = posted->second.held.find(line_key(order.web.web_order_id, scene_.sites[order.site].id, line_id, item));
      const int held = line.ordered - line.cancelled - line.refunded - gone_without_item;
      // An order that went down without the item stays reserved; sites that share some location with its site may leave it out too.
      (sells(site, order.location) ? most : elsewhere) -= std::max(0, held - (known == posted->second.held.end() ? 0 : known->second));
    }
  }
  const auto words = [&](const std::string& what) {
    return what + ": " + scene_.sites[site].name + " gets " + number.web.to_text() + " of " + item + ", the most is " + std::to_string(most) + ", held by the shop " +
           number.held_by_shop.to_text() + " (" + std::to_string(held_by_shop) + ")";
  };
  tell("push " + scene_.sites[site].name + " " + item + " = " + number.web.to_text());
  if (number.web.is_negative()) failure_ = words("a negative number");
  else if (number.web > whole(std::max(0, most))) failure_ = words("oversold");
  else if (number.held_by_shop != whole(held_by_shop)) failure_ = words("the shop holds back another number");
  else if (day_is_over_ && number.web < whole(std::max(0, most + elsewhere))) failure_ = words("not the POS's number");
}

void StockWalk::end_the_day() {
  day_is_over_ = true;
  tell("the day ends");
  const bool post_first = times_ == Times::kBoth && chance(50);
  for (auto& order : orders_) {
    clock_.advance(std::chrono::seconds(1));
    chance(25) ? cancel(order) : ship(order);
    ship(order);
    collect(order, true);
  }
  while (!in_transit_.empty()) {
    auto post = in_transit_.back();
    in_transit_.pop_back();
    deliver(std::move(post));
  }
  const auto post_all = [&] {
    for (const auto& item : items_)
      for (const auto& location : scene_.locations) post(item, location, false);
  };
  clock_.advance(std::chrono::seconds(1));
  book_some(true);
  clock_.advance(std::chrono::seconds(1));
  if (post_first) post_all();
  confirm_some(true);
  clock_.advance(std::chrono::seconds(1));
  if (!post_first) post_all();
  for (std::size_t site = 0; site < scene_.sites.size() && failure_.empty(); ++site) push(site);
}

}  // namespace tillbridge::tests
