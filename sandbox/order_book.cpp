#include "sandbox/order_book.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "sandbox/model_json.hpp"

namespace tillbridge::sandbox {
namespace {

using base::ErrorCode;

constexpr std::int64_t kFirstOrderId = 5001;
constexpr int kMoneyPlaces = 2;
const std::string kKind = "order";

base::Error invalid(std::string message, std::string field = {}) {
  return base::Error{.code = ErrorCode::kInvalidRequest, .message = std::move(message), .field = std::move(field)};
}
base::Error conflict(std::string message) { return base::Error{.code = ErrorCode::kConflict, .message = std::move(message)}; }

std::int64_t number_of(const std::string& id) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc{} && end == id.data() + id.size() ? number : -1;
}

/// Const or not as the order is; null when the order has no such line.
template <class AnyOrder>
auto* find_line(AnyOrder& order, const std::string& line_id) {
  const auto at = std::find_if(order.lines.begin(), order.lines.end(), [&](const OrderLine& line) { return line.line_id == line_id; });
  return at == order.lines.end() ? nullptr : &*at;
}

std::vector<LineQuantity> all_open(const Order& order) {
  std::vector<LineQuantity> lines;
  for (const auto& line : order.lines)
    if (const auto open = line_state(order, line.line_id).open; open > Decimal{}) lines.push_back({line.line_id, open});
  return lines;
}

/// The lines asked for, each once and within what is open; nothing asked = all that is open.
Result<std::vector<LineQuantity>> open_lines(const Order& order, const std::vector<LineQuantity>& asked) {
  auto lines = asked.empty() ? all_open(order) : asked;
  if (lines.empty()) return conflict("nothing of order " + order.number + " is left to ship");
  std::set<std::string> seen;
  for (const auto& line : lines) {
    if (!find_line(order, line.line_id)) return invalid("order " + order.number + " has no line " + line.line_id, "line_id");
    if (!seen.insert(line.line_id).second) return invalid("line " + line.line_id + " stands twice", "line_id");
    if (line.quantity <= Decimal{}) return invalid("the quantity of line " + line.line_id + " must be above 0", "quantity");
    const auto open = line_state(order, line.line_id).open;
    if (line.quantity > open) return conflict("only " + open.to_text() + " of line " + line.line_id + " are left to ship");
  }
  return lines;
}

Decimal net_of(const OrderLine& line) { return line.quantity * line.unit_price - line.discount; }

}  // namespace

OrderBook::OrderBook(ShopFile& file, Catalogue& catalogue, const base::Clock& clock, const ShopSettings& settings)
    : file_(file), catalogue_(catalogue), clock_(clock), settings_(settings) {
  load();
}

void OrderBook::load() {
  orders_.clear();
  file_.each(kKind, [this](std::int64_t id, const std::string& text) { orders_.emplace(id, Json::parse(text).get<StoredOrder>()); });
}

Timestamp OrderBook::now() const { return std::chrono::floor<std::chrono::seconds>(clock_.now()); }

void OrderBook::save(const StoredOrder& stored) { file_.put(kKind, number_of(stored.order.order_id), dump(Json(stored))); }

Result<StoredOrder*> OrderBook::locate(const std::string& order_id) {
  const auto at = orders_.find(number_of(order_id));
  if (at == orders_.end()) return base::Error{.code = ErrorCode::kNotFound, .message = "the shop has no order " + order_id};
  return &at->second;
}

Result<Order> OrderBook::get(const std::string& order_id) const {
  const auto at = orders_.find(number_of(order_id));
  if (at == orders_.end()) return base::Error{.code = ErrorCode::kNotFound, .message = "the shop has no order " + order_id};
  return at->second.order;
}

Decimal OrderBook::net(Decimal shown) const {
  const auto hundred = Decimal::from_integer(100);
  return settings_.prices_include_tax ? proportion(shown, hundred, hundred + settings_.tax_percent) : shown;
}

Decimal OrderBook::gross(Decimal shown) const {
  const auto hundred = Decimal::from_integer(100);
  return settings_.prices_include_tax ? shown : proportion(shown, hundred + settings_.tax_percent, hundred).rounded(kMoneyPlaces);
}

Result<OrderLine> OrderBook::line_of(const BasketLine& basket) const {
  if (basket.quantity <= Decimal{}) return invalid("the quantity of " + basket.sku + " must be above 0", "quantity");
  OrderLine line{.sku = basket.sku, .name = basket.name, .quantity = basket.quantity};
  Decimal shown = basket.unit_price.value_or(Decimal{});
  if (!basket.sku.empty()) {
    const auto [product, variant] = catalogue_.sellable(basket.sku);
    if (!product) return invalid("the shop sells nothing with the SKU " + basket.sku, "sku");
    if (product->status != "published" || variant->hidden) return conflict(basket.sku + " is not published");
    if (variant->quantity < basket.quantity) return conflict("only " + variant->quantity.to_text() + " of " + basket.sku + " are in stock");
    line.name = product->name;
    line.options = variant->options;
    shown = basket.unit_price.value_or(current_price(*variant, clock_.now()));
  } else if (basket.name.empty()) {
    return invalid("a line needs a sku, or a name and a unit_price", "sku");
  }
  line.unit_price = net(shown);
  line.discount = net(basket.discount);
  if (basket.discount.is_negative() || net_of(line).is_negative()) return invalid("a discount must lie between 0 and the line's worth", "discount");
  // Tax is what stands between the shown sum and the net one, so that the order's total is exactly what the shopper saw.
  line.tax = gross(basket.quantity * shown - basket.discount) - net_of(line);
  return line;
}

Result<Order> OrderBook::place(const Basket& basket) {
  if (basket.lines.empty()) return invalid("an order needs at least one line", "lines");
  Order order{.currency = settings_.currency, .customer = basket.customer, .billing_address = basket.billing_address, .shipping_address = basket.shipping_address, .note = basket.note};
  Decimal tax, discount;
  std::map<std::string, Decimal> wanted;
  for (const auto& entry : basket.lines) {
    auto line = line_of(entry);
    if (!line) return line.error();
    auto& sum = wanted[entry.sku];
    sum += entry.quantity;
    if (const auto [product, variant] = catalogue_.sellable(entry.sku); variant && variant->quantity < sum) return conflict("only " + variant->quantity.to_text() + " of " + entry.sku + " are in stock");
    order.total += net_of(*line) + line->tax;
    tax += line->tax;
    discount += line->discount;
    order.lines.push_back(std::move(*line));
  }
  order.shipping_charge = net(basket.shipping_charge);
  order.shipping_tax = gross(basket.shipping_charge) - order.shipping_charge;
  order.total += order.shipping_charge + order.shipping_tax;
  tax += order.shipping_tax;
  if (!discount.is_zero()) order.discounts.push_back({basket.coupon.empty() ? "discount" : basket.coupon, discount});
  if (!tax.is_zero()) order.taxes.push_back({settings_.tax_percent.to_text() + " %", tax});
  const auto id = file_.next("order", kFirstOrderId);
  order.order_id = std::to_string(id);
  order.number = "S" + order.order_id;
  order.placed_at = std::chrono::floor<std::chrono::seconds>(basket.placed_at.value_or(now()));
  order.modified_at = order.placed_at;
  for (auto& line : order.lines) {
    line.line_id = std::to_string(file_.next("line", 1));
    catalogue_.take(line.sku, line.quantity);
  }
  if (basket.capture && !order.total.is_zero())
    order.captures.push_back({.capture_id = next_event(), .at = order.placed_at, .amount = order.total, .method = basket.payment_method, .reference = "PAY-" + order.order_id});
  else if (!order.total.is_zero())
    order.status = "pending";
  auto& stored = orders_[id] = {.order = std::move(order)};
  save(stored);
  return stored.order;
}

Decimal OrderBook::captured(const Order& order) const {
  Decimal sum;
  for (const auto& capture : order.captures) sum += capture.amount;
  return sum;
}

Result<Order> OrderBook::capture(const std::string& order_id, const CaptureAct& act) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  const auto open = order.total - captured(order);
  const auto amount = act.amount.value_or(open);
  if (amount <= Decimal{} || amount > open) return conflict("the amount must be above 0 and at most the " + open.to_text() + " that are not captured yet");
  order.captures.push_back({.capture_id = next_event(), .at = now(), .amount = amount, .method = act.method, .reference = act.reference});
  if (order.status == "pending") order.status = "open";
  settle(**stored, true);
  return order;
}

Result<ShipAnswer> OrderBook::ship(const std::string& order_id, const ShipAct& act) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  if (!act.shipment_id.empty())
    for (const auto& parcel : order.shipments)
      if (parcel.shipment_id == act.shipment_id) return ShipAnswer{order, parcel, true};
  if (order.status == "cancelled" || order.status == "refunded") return conflict("order " + order.number + " is " + order.status);
  auto lines = open_lines(order, act.lines);
  if (!lines) return lines.error();
  Parcel parcel{.parcel_id = next_event(), .at = std::chrono::floor<std::chrono::seconds>(act.shipped_at.value_or(now())), .shipment_id = act.shipment_id, .carrier = act.carrier,
                .service = act.service, .tracking_number = act.tracking_number, .tracking_url = act.tracking_url, .lines = std::move(*lines)};
  order.shipments.push_back(parcel);
  settle(**stored, true);
  return ShipAnswer{order, parcel, false};
}

Result<Parcel> OrderBook::track(const std::string& order_id, const TrackAct& act) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  const auto parcel = std::find_if(order.shipments.begin(), order.shipments.end(), [&](const Parcel& one) { return one.parcel_id == act.parcel_id; });
  if (parcel == order.shipments.end()) return invalid("order " + order.number + " has no parcel " + act.parcel_id, "parcel_id");
  if (act.tracking_number.empty()) return invalid("tracking_number must not be empty", "tracking_number");
  if (parcel->tracking_number == act.tracking_number) return *parcel;
  if (!parcel->tracking_number.empty()) return conflict("parcel " + act.parcel_id + " has the tracking number " + parcel->tracking_number);
  parcel->carrier = act.carrier;
  parcel->service = act.service;
  parcel->tracking_number = act.tracking_number;
  parcel->tracking_url = act.tracking_url;
  if (parcel->shipment_id.empty()) parcel->shipment_id = act.shipment_id;
  const Parcel tracked = *parcel;
  settle(**stored, true);
  return tracked;
}

Result<Order> OrderBook::refund(const std::string& order_id, const RefundAct& act, bool move_date) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  Refund refund{.at = now(), .shipping_amount = act.shipping_amount, .shipping_tax = act.shipping_tax, .method = order.captures.empty() ? "" : order.captures.front().method, .reference = act.reference};
  Decimal sum = act.shipping_amount + act.shipping_tax;
  std::set<std::string> seen;
  for (const auto& asked : act.lines) {
    const auto* line = find_line(order, asked.line_id);
    if (!line || !seen.insert(asked.line_id).second) return invalid("line " + asked.line_id + " is unknown or stands twice", "line_id");
    const auto state = line_state(order, asked.line_id);
    const auto refundable = state.open + state.shipped - state.returned;
    if (asked.quantity.is_negative() || asked.quantity > refundable) return conflict("only " + refundable.to_text() + " of line " + asked.line_id + " can be refunded");
    RefundLine entry{.line_id = asked.line_id, .quantity = asked.quantity, .restock = asked.restock, .amount = asked.amount.value_or(proportion(net_of(*line), asked.quantity, line->quantity)),
                     .tax = asked.tax.value_or(proportion(line->tax, asked.quantity, line->quantity))};
    sum += entry.amount + entry.tax;
    refund.lines.push_back(std::move(entry));
  }
  refund.amount = act.amount.value_or(sum);
  if (refund.amount.is_negative() || (refund.amount.is_zero() && refund.lines.empty())) return invalid("a refund needs lines or an amount above 0", "amount");
  refund.refund_id = next_event();
  for (const auto& line : refund.lines)
    if (line.restock) catalogue_.take(find_line(order, line.line_id)->sku, -line.quantity);
  order.refunds.push_back(std::move(refund));
  settle(**stored, move_date);
  return order;
}

Result<Order> OrderBook::cancel(const std::string& order_id, const CancelAct& act) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  auto lines = open_lines(order, act.lines);
  if (!lines) return lines.error();
  for (const auto& line : *lines) catalogue_.take(find_line(order, line.line_id)->sku, -line.quantity);
  order.cancellations.push_back({.cancellation_id = next_event(), .at = now(), .reason = act.reason, .lines = std::move(*lines)});
  settle(**stored, true);
  return order;
}

Result<Order> OrderBook::edit(const std::string& order_id, const EditAct& act) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  auto& order = (*stored)->order;
  for (const auto& asked : act.lines) {
    const auto* line = find_line(order, asked.line_id);
    if (!line) return invalid("order " + order.number + " has no line " + asked.line_id, "line_id");
    const auto fixed = line->quantity - line_state(order, asked.line_id).open;
    if (asked.quantity <= Decimal{} || asked.quantity < fixed) return conflict("line " + asked.line_id + " cannot go below " + fixed.to_text() + "; cancel the rest instead");
    const auto [product, variant] = catalogue_.sellable(line->sku);
    if (variant && asked.quantity - line->quantity > variant->quantity) return conflict("only " + variant->quantity.to_text() + " more of " + line->sku + " are in stock");
  }
  for (const auto& asked : act.lines) {
    auto& line = *find_line(order, asked.line_id);
    catalogue_.take(line.sku, asked.quantity - line.quantity);
    const auto before = net_of(line) + line.tax;
    const auto new_tax = proportion(line.tax, asked.quantity, line.quantity);
    line.discount = proportion(line.discount, asked.quantity, line.quantity);
    line.quantity = asked.quantity;
    line.tax = new_tax;
    order.total += net_of(line) + line.tax - before;
  }
  order.edits.push_back({.edit_id = next_event(), .at = now()});
  settle(**stored, true);
  return order;
}

Result<Order> OrderBook::touch(const std::string& order_id) {
  const auto stored = locate(order_id);
  if (!stored) return stored.error();
  settle(**stored, true);
  return (*stored)->order;
}

// Brings status and closed in line with the children and stores the order.
void OrderBook::settle(StoredOrder& stored, bool move_date) {
  auto& order = stored.order;
  Decimal ordered, shipped, returned, refunded;
  order.closed = true;
  for (const auto& line : order.lines) {
    const auto state = line_state(order, line.line_id);
    ordered += line.quantity;
    shipped += state.shipped;
    returned += state.returned;
    if (state.open > Decimal{}) order.closed = false;
  }
  for (const auto& refund : order.refunds) refunded += refund.amount;
  if (order.closed) {
    const bool money_back = refunded > Decimal{} && refunded >= captured(order);
    order.status = money_back ? "refunded" : shipped.is_zero() ? (order.refunds.empty() ? "cancelled" : "refunded") : "shipped";
  }
  if (move_date) order.modified_at = std::max(order.modified_at, now());
  save(stored);
}

}  // namespace tillbridge::sandbox
