#pragma once
#include <chrono>
#include <string>

#include "base/clock.hpp"
#include "connectors/shopify/order_documents.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors::shopify {

/// Where a collection stands. The first pass of a site begins with the orders that are open; the stored text is JSON.
enum class OrderStage {
  kOpen,     ///< placed before the site was connected and still to be shipped
  kChanged,  ///< by time of change
};

struct OrderProgress {
  OrderStage stage = OrderStage::kChanged;
  base::Timestamp from;               ///< changes at or after this are asked for; whole seconds
  base::Timestamp seen;               ///< newest change seen
  std::string after;                  ///< the shop's own mark of the last order of the page before, "" = at the beginning
  int page_size = kOrdersPerPage;
  int listed = 0;                     ///< orders behind `after`: the shop shows no more than 25,000 of one list

  /// The stored position, or the beginning at `since` for the empty cursor and for one of another version.
  static OrderProgress read(const domain::OrderCursor& cursor, base::Timestamp since);
  domain::OrderCursor write() const;

  /// The shop found a page of this size too dear; false where there is no smaller one.
  bool make_pages_smaller();
  /// A page with `count` orders ended at the shop's mark `mark`.
  void turn_page(const std::string& mark, int count);
  /// The list is through: the next one, or the next pass, which begins behind what was seen, less the overlap. False = the pass is over.
  bool finish_list(std::chrono::seconds overlap, base::Timestamp now);
  /// The filter of the list in the shop's search language.
  std::string filter() const;
};

}  // namespace tillbridge::connectors::shopify
