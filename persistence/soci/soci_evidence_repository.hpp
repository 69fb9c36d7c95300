#pragma once
#include "persistence/evidence.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociEvidenceRepository final : public EvidenceRepository {
 public:
  explicit SociEvidenceRepository(Session& session) : session_(session) {}

  std::vector<domain::DocumentStatus> list_documents(domain::AccountId account, const domain::DocumentId& after, int limit) override;
  std::vector<domain::Answered> list_answers(domain::AccountId account, const Range& range, const Position& behind, int limit) override;
  std::vector<domain::SentAgain> list_resends(domain::AccountId account, const Range& range, const Position& behind, int limit) override;
  std::vector<domain::HandOut> list_handouts(domain::AccountId account, domain::Step behind, int limit) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
