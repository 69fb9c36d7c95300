#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/derive_documents.hpp"

namespace tillbridge::domain {

/// The lines of an order by their id, beside what stored documents know of lines that the shop has taken out since. Refers to its
/// arguments, which outlive it.
class OrderLines {
 public:
  OrderLines(const WebOrder& order, const std::vector<KnownDocument>& known, const std::vector<ItemId>& our_items);

  /// Null for a line that the newest snapshot does not have.
  const WebOrderLine* find(const std::string& line_id) const;

  /// Id, item, SKU, name, options and unit price; without quantity and money. Of a line that is gone: as the newest document tells it
  /// that holds it, with its id alone where none does.
  DocumentLine described(const std::string& line_id) const;

 private:
  const std::vector<KnownDocument>& known_;
  const std::vector<ItemId>& our_items_;
  std::unordered_map<std::string_view, const WebOrderLine*> by_id_;
};

}  // namespace tillbridge::domain
