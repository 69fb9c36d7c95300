#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// What the POS is offered: an order, a capture or a transaction. Immutable once stored; unique for ever by
/// (account, site, kind, event, revision).

/// A line of an order document or of a transaction. total = quantity × unit_price − discount, without tax.
struct DocumentLine {
  std::string line_id;
  std::string item_id;                ///< "" where the item is not ours: then name and sku tell
  std::string sku;
  std::string name;
  std::vector<NameValue> options;
  Decimal quantity;
  Decimal unit_price;
  Decimal discount;
  Decimal tax;
  Decimal total;
  bool restock = false;               ///< returns only
  bool shipped = true;                ///< returns only: false = the pieces had never left
  bool operator==(const DocumentLine&) const = default;
};

enum class TransactionType { kShipment, kReturn };

/// Sums: total = Σ line.total + shipping + fees + tax + rounding. For a return every figure is the amount given back; below zero only rounding and an "adjustment".
struct Document {
  DocumentId id;
  DocumentKind kind = DocumentKind::kTransaction;
  SiteId site_id{};
  OrderId order_id;
  std::string event_id;               ///< the platform event it was derived from
  int revision = 0;                   ///< orders: +1 per edit after being offered
  TransactionType type = TransactionType::kShipment;  ///< transactions only
  Timestamp occurred_at;              ///< placed, captured, shipped or refunded

  // Head data of the order, repeated in each document so that one is enough to book it.
  std::string site_name, pos_store;
  std::string web_order_id, web_order_number;
  Timestamp placed_at;
  std::string status;
  std::string currency;
  WebCustomer customer;
  Address billing, shipping_address;

  std::vector<DocumentLine> lines;
  Decimal shipping;
  std::vector<NamedAmount> fees;
  std::vector<NamedAmount> discounts;
  std::vector<NamedAmount> taxes;
  Decimal discount;                   ///< Σ line.discount, for information
  Decimal tax;                        ///< lines, shipping and fees together
  Decimal rounding;
  Decimal total;
  std::vector<Payment> payments;      ///< payments of an order, the money moved by a transaction
  std::string note;

  // Captures.
  Decimal amount;
  std::string method, reference;

  // Shipments.
  std::string shipment_id, carrier, service, tracking_number, tracking_url;
  bool operator==(const Document&) const = default;
};

enum class DocumentState { kNew, kOffered, kConfirmed, kParked, kReplaced };

std::string to_word(DocumentState state);  ///< "new", "offered", "confirmed", "parked", "replaced"

/// The life of a document beside its unchanging content.
struct DocumentStatus {
  DocumentId id;
  DocumentKind kind = DocumentKind::kTransaction;
  SiteId site_id{};
  OrderId order_id;
  DocumentState state = DocumentState::kNew;
  int generation = 1;                 ///< +1 by every resend
  bool resent = false;
  std::int64_t offered_count = 0;
  std::optional<Timestamp> first_offered_at;
  std::optional<Timestamp> confirmed_at;
  std::vector<std::string> pos_document_numbers;
  std::string refusal_code, refusal_message;
  std::int64_t refused_count = 0;
  std::optional<Timestamp> offer_again_at;  ///< refused under RefusalPolicy::kKeepOffering: when it is offered by itself
  std::optional<Timestamp> purged_at;       ///< personal data and texts are gone since; figures and evidence stay
  Timestamp created_at;
};

/// One entry of a Confirm… call.
struct ConfirmEntry {
  std::string id;
  bool accepted = true;
  std::string error_code, error_message;      ///< of a refusal
  std::optional<Timestamp> booked_at;
  std::vector<std::string> pos_document_numbers;
  std::string pos_customer_number;
};

enum class ConfirmResult { kConfirmed, kAlreadyConfirmed, kRefused, kNotFound, kInvalidId, kConflict };

std::string to_word(ConfirmResult result);  ///< "confirmed", "already_confirmed", "refused", "not_found", "invalid_id", "conflict"

/// What became of one entry; `warning` e.g. names the other PosDocumentNumber that is already stored.
struct ConfirmOutcome {
  std::string id;
  ConfirmResult result = ConfirmResult::kNotFound;
  std::string message;
  std::string warning;
};

}  // namespace tillbridge::domain
