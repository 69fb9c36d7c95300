#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/evidence.hpp"

namespace tillbridge::domain {

/// What the evidence contradicts.
enum class BreachKind {
  kAnsweredWithoutHandOut,            ///< confirmed or refused before the POS ever got it
  kConfirmedTwice,                    ///< two confirms of one generation
  kAnsweredAfterConfirm,              ///< a refusal stored behind the confirm of its generation
  kOfferedAfterConfirm,               ///< handed out again although the POS had confirmed that generation
  kGenerationWithoutResend,           ///< a generation that no operator asked for
  kGenerationOutOfOrder,              ///< an older generation behind a newer one
  kUnknownDocument,                   ///< evidence of a document that is not stored
  kStateDisagrees,                    ///< the document's state is not what its newest evidence says
  kCountDisagrees,                    ///< the document counts other hand-outs or refusals than the evidence holds
  kReplacedAfterOffer,                ///< taken out of the offer by a newer revision although the POS had got it
};
std::string_view to_word(BreachKind kind);  ///< "answered_without_hand_out" ...

struct Breach {
  BreachKind kind = BreachKind::kStateDisagrees;
  DocumentId document_id;
  int generation = 0;
  Step step = 0;                      ///< of the row that breaks the rule; 0 where the document itself does
  std::string detail;
};

struct EvidenceCounts {
  std::int64_t documents = 0;
  std::int64_t confirmed = 0;
  std::int64_t parked = 0;
  std::int64_t waiting = 0;           ///< offered, not answered in their generation
  std::int64_t not_offered_yet = 0;
  std::int64_t replaced = 0;          ///< by a newer revision, before the POS got them
  std::int64_t resends = 0;
  std::int64_t hand_outs = 0;         ///< one per document and answer
  std::int64_t confirms = 0, refusals = 0;
  std::int64_t breaches = 0;
  void add(const EvidenceCounts& more);
};

/// Proves of a set of documents that each was offered, was confirmed at most once per generation, had been handed out before its confirm
/// and was never handed out after it, from its evidence alone; and that what the store says of it now agrees. Pure: documents first,
/// then the evidence by step (inside one step: resends, hand-outs, answers), then the end. Memory: some 200 bytes per document.
class EvidenceCheck {
 public:
  /// Breaches beyond this number are counted only.
  static constexpr std::size_t kMaxListed = 1'000;

  void add(const DocumentStatus& document);
  /// `counted` = false: known, but outside the period: its evidence is no breach and nothing of it is counted.
  void add_outside(const DocumentId& id);

  void resent(const SentAgain& resend);
  void handed_out(Step step, const DocumentId& id, int generation);
  void answered(const Answered& answer);
  void end();

  const EvidenceCounts& counts() const { return counts_; }
  const std::vector<Breach>& breaches() const { return breaches_; }

 private:
  enum class Phase { kFresh, kHandedOut, kConfirmed, kParked };
  struct Record {
    bool inside = true;
    Phase phase = Phase::kFresh;
    int allowed_generation = 1;       ///< the newest that an operator asked for
    int newest_generation = 1;        ///< the newest seen
    int confirmed_generation = 0;     ///< the newest confirmed
    bool resent_before_rows_were_kept = false;
    std::int64_t hand_outs = 0, refusals = 0;
    Timestamp confirmed_at;
    // What the store says of it.
    DocumentState state = DocumentState::kNew;
    int generation = 1;
    std::int64_t offered_count = 0, refused_count = 0;
    Timestamp stored_confirmed_at;
  };

  Record* find(const DocumentId& id, Step step, int generation);
  void see_generation(Record& record, const DocumentId& id, int generation, Step step);
  void judge_state(const DocumentId& id, const Record& record);
  void count_state(const Record& record);
  void report(BreachKind kind, const DocumentId& id, int generation, Step step, std::string detail = {});

  std::unordered_map<DocumentId, Record> records_;
  EvidenceCounts counts_;
  std::vector<Breach> breaches_;
};

}  // namespace tillbridge::domain
