#include "connectors/magento/order_lines.hpp"

#include <algorithm>
#include <set>

namespace tillbridge::connectors::magento {
namespace {

using http::decimal_member;
using http::list_member;
using http::member;
using http::text_member;

std::string parent_id_of(const Json& item) {
  const std::string id = text_member(item, "parent_item_id");
  return id.empty() || id == "0" ? text_member(member(item, "parent_item"), "item_id") : id;
}

bool is_virtual(const Json& item) { return text_member(item, "is_virtual") == "1"; }

bool has_money(const Json& item) { return !decimal_member(item, "row_total").is_zero(); }

}  // namespace

Decimal net_of(const Json& row) {
  return decimal_member(row, "row_total") - decimal_member(row, "discount_amount") + decimal_member(row, "discount_tax_compensation_amount");
}

OrderLines::OrderLines(const Json& order) {
  const Json& items = list_member(order, "items");
  std::map<std::string, std::vector<const Json*>> children;
  for (const Json& item : items)
    if (const std::string parent = parent_id_of(item); !parent.empty()) children[parent].push_back(&item);
  for (const Json& item : items) {
    if (!parent_id_of(item).empty()) continue;
    const std::string id = text_member(item, "item_id");
    const auto& parts = children[id];
    if (text_member(item, "product_type") == "bundle") {
      add_bundle(item, parts);
      continue;
    }
    const Json& goods = parts.empty() ? item : *parts.front();
    for (const Json* part : parts) parent_of_[text_member(*part, "item_id")] = id;
    lines_.push_back({.line_id = id, .money = &item, .goods = &goods, .is_virtual = is_virtual(item)});
  }
}

void OrderLines::add_bundle(const Json& bundle, const std::vector<const Json*>& children) {
  const std::string id = text_member(bundle, "item_id");
  const bool priced_by_parts = std::any_of(children.begin(), children.end(), [](const Json* part) { return has_money(*part); });
  const Decimal bundles = decimal_member(bundle, "qty_ordered");
  auto& parts = bundles_[id];
  if (!priced_by_parts) {
    lines_.push_back({.line_id = id, .money = &bundle, .goods = &bundle, .is_virtual = is_virtual(bundle), .bundle_id = id, .per_bundle = Decimal::from_integer(1)});
    parts.push_back(id);
  }
  for (const Json* part : children) {
    SoldLine line{.line_id = text_member(*part, "item_id"), .money = part, .goods = part, .is_virtual = is_virtual(*part), .bundle_id = id};
    if (bundles > Decimal{}) line.per_bundle = proportion(decimal_member(*part, "qty_ordered"), Decimal::from_integer(1), bundles);
    parts.push_back(line.line_id);
    lines_.push_back(std::move(line));
  }
}

const SoldLine* OrderLines::find(const std::string& line_id) const {
  const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const auto& line) { return line.line_id == line_id; });
  return found == lines_.end() ? nullptr : &*found;
}

std::vector<MovedLine> OrderLines::moved(const Json& rows) const {
  std::set<std::string> named;
  for (const Json& row : rows) named.insert(text_member(row, "order_item_id"));
  std::vector<MovedLine> out;
  const auto add = [&](const std::string& line_id, Decimal quantity, const Json* row) {
    const bool money = row != nullptr && !net_of(*row).is_zero();
    if (quantity > Decimal{} || money) out.push_back({line_id, quantity, row});
  };
  for (const Json& row : rows) {
    const std::string id = text_member(row, "order_item_id");
    const Decimal quantity = decimal_member(row, "qty");
    if (const auto bundle = bundles_.find(id); bundle != bundles_.end()) {
      // Parts that have rows of their own are told there; a bundle that ships together is told alone.
      for (const auto& part : bundle->second) {
        const SoldLine& line = *find(part);
        if (part == id) add(part, quantity, &row);
        else if (!named.contains(part)) add(part, quantity * line.per_bundle, nullptr);
      }
    } else if (const auto parent = parent_of_.find(id); parent != parent_of_.end()) {
      // The child repeats its parent's pieces; some tools name it alone.
      if (!named.contains(parent->second)) add(parent->second, quantity, &row);
    } else if (const SoldLine* line = find(id); line != nullptr) {
      add(id, quantity, &row);
      if (!named.contains(line->bundle_id))
        for (auto& whole : moved_with_bundle(*line, quantity)) out.push_back(std::move(whole));
    }
  }
  return out;
}

/// A bundle that ships in parts has no row of its own: its line, where it is one, goes with the first part.
std::vector<MovedLine> OrderLines::moved_with_bundle(const SoldLine& part, Decimal quantity) const {
  const auto bundle = bundles_.find(part.bundle_id);
  if (bundle == bundles_.end() || part.per_bundle.is_zero() || quantity.is_zero()) return {};
  const auto& lines = bundle->second;
  if (lines.size() < 2 || lines[0] != part.bundle_id || lines[1] != part.line_id) return {};
  return {{part.bundle_id, proportion(quantity, Decimal::from_integer(1), part.per_bundle), nullptr}};
}

std::map<std::string, Decimal> OrderLines::whole_bundles(const std::map<std::string, Decimal>& pieces) const {
  std::map<std::string, Decimal> out;
  for (const auto& [bundle, lines] : bundles_) {
    Decimal bundles;
    const bool whole = std::all_of(lines.begin(), lines.end(), [&](const auto& line_id) {
      const SoldLine& line = *find(line_id);
      const auto held = pieces.find(line_id);
      if (held == pieces.end() || line.per_bundle.is_zero()) return false;
      const Decimal count = proportion(held->second, Decimal::from_integer(1), line.per_bundle);
      if (bundles.is_zero()) bundles = count;
      return count == bundles;
    });
    if (whole && bundles > Decimal{}) out[bundle] = bundles;
  }
  return out;
}

}  // namespace tillbridge::connectors::magento
