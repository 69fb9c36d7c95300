#pragma once
#include <memory>
#include <set>

#include "persistence/documents.hpp"
#include "persistence/evidence.hpp"
#include "tests/support/memory/journal.hpp"

namespace tillbridge::tests {

/// The documents of all accounts with their evidence, and the sets by which they are found.
class MemoryDocuments final : public persistence::DocumentRepository, public persistence::EvidenceRepository {
 public:
  explicit MemoryDocuments(Journal& journal) : journal_(journal), answers_(journal), resends_(journal), handouts_(journal) {}

  bool append(domain::AccountId account, const domain::Document& document, base::Timestamp now) override;
  std::vector<persistence::StoredDocument> list_waiting(domain::AccountId account, const Filter& filter, int limit, std::int64_t max_bytes) override;
  Counts count(domain::AccountId account, const Filter& filter) override;
  Counts count_open(domain::AccountId account, const Filter& filter) override;
  std::int64_t offer_again(domain::AccountId account, domain::DocumentKind kind, base::Timestamp now) override;
  void append_handout(domain::AccountId account, const persistence::Handout& handout) override;
  std::vector<domain::DocumentStatus> find_for_confirm(domain::AccountId account, domain::DocumentKind kind, const std::vector<domain::DocumentId>& sorted_ids) override;
  void append_confirmation(domain::AccountId account, const persistence::Confirmation& confirmation) override;
  std::optional<persistence::StoredDocument> find(domain::AccountId account, const domain::DocumentId& id) override;
  std::vector<persistence::StoredDocument> list_by_order(domain::AccountId account, const domain::OrderId& order) override;
  std::vector<persistence::StoredDocument> list_parked(domain::AccountId account, std::optional<domain::SiteId> site, int limit) override;
  void resend(domain::AccountId account, const persistence::Resend& resend) override;
  void store_state(domain::AccountId account, const domain::DocumentId& id, domain::DocumentState state) override;

  std::vector<domain::DocumentStatus> list_documents(domain::AccountId account, const domain::DocumentId& after, int limit) override;
  std::vector<domain::Answered> list_answers(domain::AccountId account, const Range& range, const Position& behind, int limit) override;
  std::vector<domain::SentAgain> list_resends(domain::AccountId account, const Range& range, const Position& behind, int limit) override;
  std::vector<domain::HandOut> list_handouts(domain::AccountId account, domain::Step behind, int limit) override;

  // For the retention repository.
  std::vector<persistence::StoredDocument> list_confirmed_before(domain::AccountId account, base::Timestamp before, int limit);
  bool strip(domain::AccountId account, const domain::Document& stripped, domain::DocumentState state, base::Timestamp now);
  std::vector<domain::DocumentId> remove_never_offered(domain::AccountId account, const domain::OrderId& order);

 private:
  using Key = std::pair<domain::AccountId, domain::DocumentId>;
  struct Row {
    std::shared_ptr<const domain::Document> document;  ///< unchanging: shared by all copies of the row
    domain::DocumentStatus status;
    bool waiting = false;
    persistence::StoredDocument stored() const { return {*document, status}; }
  };
  using Moment = std::tuple<domain::AccountId, domain::DocumentKind, base::Timestamp, domain::DocumentId>;

  const Row& get(domain::AccountId account, const domain::DocumentId& id) const;
  /// Replaces a row (absent = removes it) and moves it between the sets; the journal can take it back.
  void put(const Key& key, std::optional<Row> row);
  void store(const Key& key, std::optional<Row> row);
  void move(const Key& key, const Row& row, bool in);
  bool passes(const Row& row, const Filter& filter) const;

  Journal& journal_;
  std::map<Key, Row> rows_;
  std::set<Moment> waiting_, parked_, due_;
  std::set<std::tuple<domain::AccountId, base::Timestamp, domain::DocumentId>> unpurged_;
  std::set<std::tuple<domain::AccountId, domain::OrderId, base::Timestamp, domain::DocumentId>> by_order_;
  std::set<std::tuple<domain::AccountId, domain::SiteId, domain::DocumentKind, std::string, int>> events_;

  JournaledTable<std::tuple<domain::AccountId, domain::Step, domain::DocumentId>, domain::Answered> answers_;
  JournaledTable<std::tuple<domain::AccountId, domain::Step, domain::DocumentId>, domain::SentAgain> resends_;
  JournaledTable<std::pair<domain::AccountId, domain::Step>, domain::HandOut> handouts_;
};

}  // namespace tillbridge::tests
