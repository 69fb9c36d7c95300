#pragma once
#include "persistence/documents.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// `waiting` = 1 exactly for kNew and kOffered: the index (account, kind, waiting, created, id) finds what is to be offered at a cost
/// that does not grow with what was confirmed long ago.
class SociDocumentRepository final : public DocumentRepository {
 public:
  explicit SociDocumentRepository(Session& session) : session_(session) {}

  bool append(domain::AccountId account, const domain::Document& document, base::Timestamp now) override;
  std::vector<StoredDocument> list_waiting(domain::AccountId account, const Filter& filter, int limit, std::int64_t max_bytes) override;
  Counts count(domain::AccountId account, const Filter& filter) override;
  Counts count_open(domain::AccountId account, const Filter& filter) override;
  std::int64_t offer_again(domain::AccountId account, domain::DocumentKind kind, base::Timestamp now) override;
  void append_handout(domain::AccountId account, const Handout& handout) override;
  std::vector<domain::DocumentStatus> find_for_confirm(domain::AccountId account, domain::DocumentKind kind, const std::vector<domain::DocumentId>& sorted_ids) override;
  void append_confirmation(domain::AccountId account, const Confirmation& confirmation) override;
  std::optional<StoredDocument> find(domain::AccountId account, const domain::DocumentId& id) override;
  std::vector<StoredDocument> list_by_order(domain::AccountId account, const domain::OrderId& order) override;
  std::vector<StoredDocument> list_parked(domain::AccountId account, std::optional<domain::SiteId> site, int limit) override;
  void resend(domain::AccountId account, const Resend& resend) override;
  void store_state(domain::AccountId account, const domain::DocumentId& id, domain::DocumentState state) override;

 private:
  /// What this transaction listed last. A hand-out of just these is marked by their place in the order, in one statement at a cost that
  /// does not grow with what is stored; any other one by its keys.
  struct Listed {
    domain::AccountId account{};
    Filter filter;
    std::vector<domain::DocumentId> ids;
    base::Timestamp last_created_at;
  };

  std::int64_t count_state(domain::AccountId account, const Filter& filter, domain::DocumentState state);
  bool was_listed(domain::AccountId account, const Handout& handout) const;
  void mark_offered(domain::AccountId account, const Handout& handout);

  Session& session_;
  Listed listed_;
};

}  // namespace tillbridge::persistence::soci
