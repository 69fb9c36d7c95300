#include "tests/support/fake_shop.hpp"

#include <algorithm>

#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {

using base::Error;
using base::ErrorCode;
using base::Result;
using connectors::Outcome;
using connectors::OutcomeKind;

namespace {

constexpr std::size_t kOrdersPerPage = 5;

Error error_of(const Outcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::kUnauthorized: return {ErrorCode::kUnauthenticated, outcome.message};
    case OutcomeKind::kThrottled: return {ErrorCode::kRateLimited, outcome.message};
    case OutcomeKind::kRejected:
    case OutcomeKind::kGone: return {ErrorCode::kRejectedByPlatform, outcome.message};
    default: return {ErrorCode::kUnavailable, outcome.message};
  }
}

}  // namespace

/// Forwards to the shop; one per run, as the runner makes them.
class FakeConnector final : public connectors::Connector {
 public:
  explicit FakeConnector(FakeShop& shop) : shop_(shop) {}

  connectors::Capabilities capabilities() const override { return shop_.capabilities; }

  Result<connectors::ProbeReport> probe() override {
    const std::lock_guard lock(shop_.mutex_);
    ++shop_.calls_["probe"];
    if (const auto failure = shop_.failure_of("")) return error_of(*failure);
    return connectors::ProbeReport{};
  }

  Result<std::vector<connectors::Resolution>> resolve(std::span<const std::string> skus) override {
    const std::lock_guard lock(shop_.mutex_);
    std::vector<connectors::Resolution> out;
    for (const auto& sku : skus) {
      out.push_back({sku, {}, {}});
      if (const auto found = shop_.products_.find(sku); found != shop_.products_.end()) out.back().found.push_back(found->second.remote);
    }
    return out;
  }

  std::vector<std::vector<connectors::PublishedItem>> publish_products(std::span<const connectors::PublishProduct> products) override {
    std::vector<std::vector<connectors::PublishedItem>> out;
    {
      const std::lock_guard lock(shop_.mutex_);
      ++shop_.calls_["publish_products"];
      for (const auto& product : products) out.push_back(publish(product));
    }
    call_hook("publish_products");
    return out;
  }

  std::vector<Outcome> set_stock(std::span<const connectors::StockWrite> writes) override {
    call_before("set_stock");
    {
      const std::lock_guard lock(shop_.mutex_);
      shop_.last_stock_items_.clear();
      for (const auto& write : writes) shop_.last_stock_items_.push_back(write.item_id);
    }
    return each("set_stock", writes, [this](FakeProduct& product, const auto& write) {
      product.quantity = connectors::shop_number(shop_.capabilities.stock_basis, write.quantity, write.held_by_shop);
      shop_.lowest_written_ = std::min(shop_.lowest_written_, product.quantity);
    });
  }

  std::vector<Outcome> set_prices(std::span<const connectors::PriceWrite> writes) override {
    return each("set_prices", writes, [](FakeProduct& product, const auto& write) { product.price = write.price; });
  }

  std::vector<Outcome> set_visibility(std::span<const connectors::VisibilityWrite> writes) override {
    return each("set_visibility", writes, [](FakeProduct& product, const auto&) { product.hidden = true; });
  }

  Result<connectors::OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp) override {
    const std::lock_guard lock(shop_.mutex_);
    ++shop_.calls_["fetch_orders"];
    if (const auto failure = shop_.failure_of("")) return error_of(*failure);
    const auto after = cursor.text.empty() ? 0 : std::stoll(cursor.text);
    std::map<std::int64_t, std::string> changed;
    for (const auto& [id, change] : shop_.order_changes_)
      if (change > after) changed.emplace(change, id);
    connectors::OrderPage page{{}, {}, cursor, false};
    for (const auto& [change, id] : changed) {
      if (page.orders.size() + page.unreadable.size() == kOrdersPerPage) {
        page.more = true;
        break;
      }
      if (const auto garbled = shop_.garbled_.find(id); garbled != shop_.garbled_.end()) page.unreadable.push_back({id, "N-" + id, garbled->second});
      else page.orders.push_back(shop_.orders_.at(id));
      page.next.text = std::to_string(change);
    }
    return page;
  }

  Result<domain::CollectedOrder> fetch_order(const std::string& id) override {
    const std::lock_guard lock(shop_.mutex_);
    ++shop_.calls_["fetch_order"];
    if (const auto failure = shop_.failure_of(id)) return failure->kind == OutcomeKind::kGone ? Error{ErrorCode::kNotFound, failure->message} : error_of(*failure);
    const auto found = shop_.orders_.find(id);
    if (found == shop_.orders_.end()) return Error{ErrorCode::kNotFound, "the shop has no order " + id};
    if (const auto garbled = shop_.garbled_.find(id); garbled != shop_.garbled_.end()) return connectors::to_error(connectors::UnreadableOrder{id, "N-" + id, garbled->second});
    return found->second;
  }

  Outcome record_shipment(const connectors::ShipmentWrite& write) override {
    Outcome out;
    {
      const std::lock_guard lock(shop_.mutex_);
      ++shop_.calls_["record_shipment"];
      const auto failure = shop_.failure_of(write.shipment.shipment_id);
      if (shop_.takes_effect(failure)) ship(write);
      if (failure) out = *failure;
    }
    call_hook("record_shipment");
    return out;
  }

 private:
  template <class Writes, class Act>
  std::vector<Outcome> each(const std::string& method, const Writes& writes, Act act) {
    std::vector<Outcome> out;
    {
      const std::lock_guard lock(shop_.mutex_);
      ++shop_.calls_[method];
      for (const auto& write : writes) {
        auto failure = shop_.failure_of(write.item_id);
        const auto found = shop_.products_.find(write.item_id);
        if (!failure && found == shop_.products_.end()) failure = Outcome{OutcomeKind::kGone, "not_found", "no such product", {}};
        if (found != shop_.products_.end() && shop_.takes_effect(failure)) act(found->second, write);
        out.push_back(failure.value_or(Outcome{}));
      }
    }
    call_hook(method);
    return out;
  }

  std::vector<connectors::PublishedItem> publish(const connectors::PublishProduct& product) {
    std::vector<connectors::PublishedItem> out;
    for (const auto& entry : product.items) {
      const auto failure = shop_.failure_of(entry.item.id);
      const auto found = shop_.products_.find(entry.item.id);
      connectors::PublishedItem answer{entry.item.id, failure.value_or(Outcome{}), {}, false};
      if (found != shop_.products_.end()) {
        answer.remote = found->second.remote;
        answer.adopted = true;
      } else if (shop_.takes_effect(failure)) {
        answer.remote = make(product, entry);
      }
      out.push_back(std::move(answer));
    }
    return out;
  }

  domain::RemoteRef make(const connectors::PublishProduct& product, const connectors::PublishItem& entry) {
    FakeProduct made{{}, product.is_matrix ? product.sku : "", product.is_matrix ? product.name : entry.item.name,
                     connectors::shop_number(shop_.capabilities.stock_basis, entry.quantity, entry.held_by_shop), entry.price, product.start_hidden};
    made.options = entry.item.options;
    made.attributes = entry.item.attributes;
    const auto id = std::to_string(shop_.next_id_++);
    if (product.is_matrix) {
      auto& parent = shop_.parents_[product.sku];
      if (parent.empty()) parent = product.existing_parent ? product.existing_parent->product_id : "P" + std::to_string(shop_.next_id_++);
      made.remote = {parent, id};
    } else {
      made.remote = {id, ""};
    }
    shop_.products_[entry.item.id] = made;
    return made.remote;
  }

  /// Once per shipment id, as the contract asks.
  void ship(const connectors::ShipmentWrite& write) {
    auto& known = shop_.shipments_;
    if (std::ranges::find(known, write.shipment.shipment_id) != known.end()) return;
    known.push_back(write.shipment.shipment_id);
    const auto order = shop_.orders_.find(write.shipment.web_order_id);
    if (order == shop_.orders_.end()) return;
    auto event = an_event(domain::OrderEventKind::kShipped, write.shipment.web_order_id + "/shipped/" + write.shipment.shipment_id, "2026-11-25T09:00:00Z");
    for (const auto& line : write.shipment.lines) event.lines.push_back({line.line_id, line.quantity, {}, {}, true});
    event.shipment_id = write.shipment.shipment_id;
    event.tracking_number = write.shipment.tracking_number;
    if (shop_.counts_physical())
      for (const auto& line : order->second.order.lines)
        for (const auto& moved : event.lines)
          if (moved.line_id == line.line_id && shop_.products_.contains(line.sku)) shop_.products_.at(line.sku).quantity -= moved.quantity;
    order->second.events.push_back(event);
    if (write.closes_order) {
      order->second.order.status = "shipped";
      order->second.order.closed = true;
    }
    shop_.order_changes_[order->first] = ++shop_.changes_;
  }

  void call_hook(const std::string& method) {
    std::function<void(const std::string&)> hook;
    {
      const std::lock_guard lock(shop_.mutex_);
      hook = shop_.hook_;
    }
    if (hook) hook(method);
  }

  void call_before(const std::string& method) {
    std::function<void(const std::string&)> hook;
    {
      const std::lock_guard lock(shop_.mutex_);
      hook = shop_.before_hook_;
    }
    if (hook) hook(method);
  }

  FakeShop& shop_;
};

std::unique_ptr<connectors::Connector> FakeShop::connect() { return std::make_unique<FakeConnector>(*this); }

base::Decimal FakeShop::quantity(const std::string& sku) { return product(sku).quantity; }
std::optional<domain::WebPrice> FakeShop::price(const std::string& sku) { return product(sku).price; }

bool FakeShop::has(const std::string& sku) {
  const std::lock_guard lock(mutex_);
  return products_.contains(sku);
}

FakeProduct FakeShop::product(const std::string& sku) {
  const std::lock_guard lock(mutex_);
  return products_.at(sku);
}

int FakeShop::calls(const std::string& method) {
  const std::lock_guard lock(mutex_);
  return calls_[method];
}

int FakeShop::writing_calls() {
  const std::lock_guard lock(mutex_);
  int sum = 0;
  for (const auto* method : {"set_stock", "set_prices", "publish_products", "set_visibility", "record_shipment"}) sum += calls_[method];
  return sum;
}

std::vector<std::string> FakeShop::last_stock_items() {
  const std::lock_guard lock(mutex_);
  return last_stock_items_;
}

std::vector<std::string> FakeShop::shipments() {
  const std::lock_guard lock(mutex_);
  return shipments_;
}

void FakeShop::add_product(const std::string& sku, const std::string& quantity) {
  const std::lock_guard lock(mutex_);
  products_[sku] = FakeProduct{{"M" + std::to_string(next_id_++), ""}, "", "by the merchant", decimal(quantity), {}, false};
}

void FakeShop::remove_product(const std::string& sku) {
  const std::lock_guard lock(mutex_);
  products_.erase(sku);
}

void FakeShop::set_quantity(const std::string& sku, const std::string& quantity) {
  const std::lock_guard lock(mutex_);
  products_.at(sku).quantity = decimal(quantity);
}

void FakeShop::touch(domain::CollectedOrder& order, base::Timestamp now) {
  order.order.modified_at = now;
  order_changes_[order.order.web_order_id] = ++changes_;
}

void FakeShop::sell(const std::string& order_id, const std::string& sku, const std::string& pieces, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  auto order = an_order({a_line("L1", sku, pieces, "10")}).web;
  order.web_order_id = order.number = order_id;
  order.placed_at = now;
  auto& stored = orders_[order_id] = domain::CollectedOrder{order, {}};
  if (products_.contains(sku) && !counts_physical()) products_.at(sku).quantity -= decimal(pieces);
  touch(stored, now);
}

base::Decimal FakeShop::unshipped(const std::string& sku) const {
  base::Decimal pieces;
  for (const auto& [id, collected] : orders_) {
    if (collected.order.closed) continue;
    for (const auto& line : collected.order.lines) {
      if (line.sku != sku) continue;
      auto left = line.quantity;
      for (const auto& event : collected.events)
        for (const auto& moved : event.lines)
          if (moved.line_id == line.line_id) left -= moved.quantity;
      pieces += std::max(base::Decimal{}, left);
    }
  }
  return pieces;
}

base::Decimal FakeShop::salable(const std::string& sku) {
  const std::lock_guard lock(mutex_);
  return counts_physical() ? products_.at(sku).quantity - unshipped(sku) : products_.at(sku).quantity;
}

base::Decimal FakeShop::lowest_written() {
  const std::lock_guard lock(mutex_);
  return lowest_written_;
}

void FakeShop::put_order(const domain::CollectedOrder& order, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  auto& stored = orders_[order.order.web_order_id] = order;
  touch(stored, now);
}

void FakeShop::cancel(const std::string& order_id, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  auto& order = orders_.at(order_id);
  order.order.status = "cancelled";
  order.order.closed = true;
  auto event = an_event(domain::OrderEventKind::kCancelled, order_id + "/cancelled", "2026-11-25T09:00:00Z");
  event.occurred_at = now;
  order.events.push_back(event);
  for (const auto& line : order.order.lines)
    if (products_.contains(line.sku) && !counts_physical()) products_.at(line.sku).quantity += line.quantity;
  touch(order, now);
}

void FakeShop::fail_all(OutcomeKind kind, const std::string& words, std::chrono::seconds retry_after) {
  const std::lock_guard lock(mutex_);
  all_ = Failure{kind, words, retry_after};
}

void FakeShop::fail_item(const std::string& id, OutcomeKind kind, const std::string& words) {
  const std::lock_guard lock(mutex_);
  items_[id] = Failure{kind, words, {}};
}

void FakeShop::do_before_losing_answers(bool does) {
  const std::lock_guard lock(mutex_);
  does_before_losing_ = does;
}

void FakeShop::recover() {
  const std::lock_guard lock(mutex_);
  all_.reset();
  items_.clear();
}

void FakeShop::recover_item(const std::string& id) {
  const std::lock_guard lock(mutex_);
  items_.erase(id);
}

void FakeShop::garble_order(const std::string& order_id, const std::string& words) {
  const std::lock_guard lock(mutex_);
  garbled_[order_id] = words;
}

void FakeShop::mend_order(const std::string& order_id) {
  const std::lock_guard lock(mutex_);
  garbled_.erase(order_id);
}

void FakeShop::during_calls(std::function<void(const std::string&)> hook) {
  const std::lock_guard lock(mutex_);
  hook_ = std::move(hook);
}

void FakeShop::before_calls(std::function<void(const std::string&)> hook) {
  const std::lock_guard lock(mutex_);
  before_hook_ = std::move(hook);
}

std::optional<Outcome> FakeShop::failure_of(const std::string& id) const {
  const auto item = items_.find(id);
  const Failure* failure = item != items_.end() ? &item->second : (all_ ? &*all_ : nullptr);
  if (failure == nullptr) return std::nullopt;
  return Outcome{failure->kind, "fake", failure->words, failure->retry_after};
}

bool FakeShop::takes_effect(const std::optional<Outcome>& failure) const {
  return !failure || (failure->kind == OutcomeKind::kUnknown && does_before_losing_);
}

}  // namespace tillbridge::tests
