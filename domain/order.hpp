#pragma once
#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// A web order as we hold it.
struct Order {
  OrderId id;
  SiteId site_id{};
  WebOrder web;                       ///< the newest snapshot
  Timestamp collected_at;
  bool before_connection = false;     ///< placed before the site's orders_since and already closed then: no documents
  std::optional<Timestamp> purged_at; ///< personal data and texts are gone since; keys and figures stay
};

/// Where the collection of a site's orders stands; opaque text of the connector.
struct OrderCursor {
  std::string text;
  bool operator==(const OrderCursor&) const = default;
};

}  // namespace tillbridge::domain
