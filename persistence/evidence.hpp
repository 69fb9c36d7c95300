#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/evidence.hpp"

namespace tillbridge::persistence {

/// Reads the evidence of the pull protocol in pages, in the order in which it came about: what `tillbridge verify` works on. Nothing of a
/// document's content is read. A page that is shorter than `limit` is the last one.
class EvidenceRepository {
 public:
  virtual ~EvidenceRepository() = default;

  /// Documents whose id is behind `after`, by id.
  virtual std::vector<domain::DocumentStatus> list_documents(domain::AccountId account, const domain::DocumentId& after, int limit) = 0;

  /// Ids behind `after` up to and with `last`; absent = no end.
  struct Range { domain::DocumentId after; std::optional<domain::DocumentId> last; };
  /// Behind (step, document id), by (step, document id), only of documents in the range.
  struct Position { domain::Step step = -1; domain::DocumentId document_id; };
  virtual std::vector<domain::Answered> list_answers(domain::AccountId account, const Range& range, const Position& behind, int limit) = 0;
  virtual std::vector<domain::SentAgain> list_resends(domain::AccountId account, const Range& range, const Position& behind, int limit) = 0;
  /// By step, behind `step`; whole hand-outs, since one holds documents of any range.
  virtual std::vector<domain::HandOut> list_handouts(domain::AccountId account, domain::Step behind, int limit) = 0;
};

}  // namespace tillbridge::persistence
