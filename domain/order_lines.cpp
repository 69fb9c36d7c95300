#include "domain/order_lines.hpp"

#include <algorithm>

namespace tillbridge::domain {

OrderLines::OrderLines(const WebOrder& order, const std::vector<KnownDocument>& known, const std::vector<ItemId>& our_items)
    : known_(known), our_items_(our_items) {
  for (const auto& line : order.lines) by_id_.emplace(line.line_id, &line);
}

const WebOrderLine* OrderLines::find(const std::string& line_id) const {
  const auto found = by_id_.find(line_id);
  return found == by_id_.end() ? nullptr : found->second;
}

DocumentLine OrderLines::described(const std::string& line_id) const {
  DocumentLine out;
  out.line_id = line_id;
  if (const WebOrderLine* line = find(line_id)) {
    out.sku = line->sku;
    out.name = line->name;
    out.options = line->options;
    out.unit_price = line->unit_price;
    if (!line->sku.empty() && std::binary_search(our_items_.begin(), our_items_.end(), line->sku)) out.item_id = line->sku;
    return out;
  }
  for (auto document = known_.rbegin(); document != known_.rend(); ++document)
    for (const auto& line : document->document.lines) {
      if (line.line_id != line_id) continue;
      out.item_id = line.item_id;
      out.sku = line.sku;
      out.name = line.name;
      out.options = line.options;
      out.unit_price = line.unit_price;
      return out;
    }
  return out;
}

}  // namespace tillbridge::domain
