#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::magento {

using Json = http::Json;
using base::Decimal;

/// One line as a till understands it. A configurable product comes as two items, the parent with the money and the child with the SKU of the pieces:
/// they are one line under the parent's id, which is the one that ships. A bundle's items are lines of their own; the bundle itself is a line
/// only where it carries the money (fixed price).
struct SoldLine {
  std::string line_id;                ///< item_id of the item that ships and is refunded
  const Json* money = nullptr;
  const Json* goods = nullptr;        ///< SKU and product id of the pieces
  bool is_virtual = false;            ///< nothing leaves the house: delivered with its invoice
  std::string bundle_id = {};         ///< item_id of the bundle that it belongs to, "" = none
  Decimal per_bundle = {};            ///< pieces in one bundle
};

/// A row of an invoice, a shipment or a credit memo, brought to the order's lines.
struct MovedLine {
  std::string line_id;
  Decimal quantity;                   ///< > 0, or 0 for money alone
  const Json* row = nullptr;          ///< where the money of these pieces stands; null = nowhere
};

/// The lines of one order, in its order. Points into the order, which lives longer.
class OrderLines {
 public:
  explicit OrderLines(const Json& order);

  const std::vector<SoldLine>& all() const { return lines_; }
  const SoldLine* find(const std::string& line_id) const;
  /// Each line at most once per row; rows without pieces and money are left out.
  std::vector<MovedLine> moved(const Json& rows) const;
  /// Bundles of which these pieces hold every part in the same measure, with how many: a bundle that ships together is shipped by its own id.
  std::map<std::string, Decimal> whole_bundles(const std::map<std::string, Decimal>& pieces) const;

 private:
  void add_bundle(const Json& bundle, const std::vector<const Json*>& children);
  std::vector<MovedLine> moved_with_bundle(const SoldLine& part, Decimal quantity) const;

  std::vector<SoldLine> lines_;
  std::map<std::string, std::string> parent_of_;  ///< child item → the line that stands for it
  std::map<std::string, std::vector<std::string>> bundles_;  ///< bundle → its lines
};

/// Net after discount: the row's price less its discount, where a discount on prices with tax also takes tax off, which is given back here.
Decimal net_of(const Json& row);

}  // namespace tillbridge::connectors::magento
