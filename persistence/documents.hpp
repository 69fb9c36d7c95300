#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/document.hpp"

namespace tillbridge::persistence {

/// A document with its life, as offered or shown.
struct StoredDocument {
  domain::Document document;
  domain::DocumentStatus status;
};

/// One answer of a GetNew… call, committed before the answer leaves.
struct Handout {
  domain::DocumentKind kind = domain::DocumentKind::kTransaction;
  domain::Step step = 0;
  std::string caller;                 ///< user name
  std::string request_id;
  base::Timestamp at;
  std::vector<std::pair<domain::DocumentId, int>> documents;  ///< id and generation, in the order offered
};

/// One accepted or refused entry of a Confirm… call: append-only evidence.
struct Confirmation {
  domain::DocumentId document_id;
  int generation = 1;
  domain::ConfirmResult result = domain::ConfirmResult::kConfirmed;
  domain::Step step = 0;
  std::string caller, request_id;
  base::Timestamp at;
  domain::ConfirmEntry entry;
  std::optional<base::Timestamp> offer_again_at;  ///< of a refusal: when it is offered again by itself; absent = by an operator only
};

/// An operator has a document offered again: append-only evidence.
struct Resend {
  domain::DocumentId document_id;
  domain::Step step = 0;
  std::string actor, reason;
  base::Timestamp at;
};

/// Documents offered to the POS: immutable content, a state beside it, hand-outs and confirmations as evidence.
class DocumentRepository {
 public:
  virtual ~DocumentRepository() = default;

  /// Stores a new document as kNew; false when its (site, kind, event, revision) or id exists already: nothing changes then.
  virtual bool append(domain::AccountId account, const domain::Document& document, base::Timestamp now) = 0;
  struct Filter { domain::DocumentKind kind = domain::DocumentKind::kTransaction; std::optional<domain::SiteId> site; std::optional<std::string> pos_store; };
  /// Documents in kNew or kOffered in stable order (created, id), at most `limit`, stopping before their payloads exceed `max_bytes`
  /// (but at least one).
  virtual std::vector<StoredDocument> list_waiting(domain::AccountId account, const Filter& filter, int limit, std::int64_t max_bytes) = 0;
  struct Counts { std::int64_t waiting = 0, parked = 0, confirmed = 0; };
  virtual Counts count(domain::AccountId account, const Filter& filter) = 0;
  /// Waiting and parked only, at a cost that does not grow with what is confirmed: `confirmed` stays 0.
  virtual Counts count_open(domain::AccountId account, const Filter& filter) = 0;
  /// Refused ones whose offer_again_at has come are waiting again, in their old place of the order; returns how many.
  virtual std::int64_t offer_again(domain::AccountId account, domain::DocumentKind kind, base::Timestamp now) = 0;
  /// Appends the hand-out and sets kNew ones to kOffered (count, first time).
  virtual void append_handout(domain::AccountId account, const Handout& handout) = 0;

  /// Rows locked for this transaction, sorted by id; unknown ids are missing.
  virtual std::vector<domain::DocumentStatus> find_for_confirm(domain::AccountId account, domain::DocumentKind kind, const std::vector<domain::DocumentId>& sorted_ids) = 0;
  /// Appends the evidence and moves the state (kConfirmed, kParked) with numbers or refusal; a refusal counts.
  virtual void append_confirmation(domain::AccountId account, const Confirmation& confirmation) = 0;

  virtual std::optional<StoredDocument> find(domain::AccountId account, const domain::DocumentId& id) = 0;
  virtual std::vector<StoredDocument> list_by_order(domain::AccountId account, const domain::OrderId& order) = 0;
  virtual std::vector<StoredDocument> list_parked(domain::AccountId account, std::optional<domain::SiteId> site, int limit) = 0;
  /// Offered again as generation + 1, marked as resent; appends the evidence.
  virtual void resend(domain::AccountId account, const Resend& resend) = 0;
  /// An order document that was never offered is replaced by its newer revision.
  virtual void store_state(domain::AccountId account, const domain::DocumentId& id, domain::DocumentState state) = 0;
};

}  // namespace tillbridge::persistence
