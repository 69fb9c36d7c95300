#include "domain/evidence_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tillbridge::domain {

std::string_view to_word(BreachKind kind) {
  switch (kind) {
    case BreachKind::kAnsweredWithoutHandOut: return "answered_without_hand_out";
    case BreachKind::kConfirmedTwice: return "confirmed_twice";
    case BreachKind::kAnsweredAfterConfirm: return "answered_after_confirm";
    case BreachKind::kOfferedAfterConfirm: return "offered_after_confirm";
    case BreachKind::kGenerationWithoutResend: return "generation_without_resend";
    case BreachKind::kGenerationOutOfOrder: return "generation_out_of_order";
    case BreachKind::kUnknownDocument: return "unknown_document";
    case BreachKind::kStateDisagrees: return "state_disagrees";
    case BreachKind::kCountDisagrees: return "count_disagrees";
    case BreachKind::kReplacedAfterOffer: return "replaced_after_offer";
  }
  return "state_disagrees";
}

void EvidenceCounts::add(const EvidenceCounts& more) {
  documents += more.documents;
  confirmed += more.confirmed;
  parked += more.parked;
  waiting += more.waiting;
  not_offered_yet += more.not_offered_yet;
  replaced += more.replaced;
  resends += more.resends;
  hand_outs += more.hand_outs;
  confirms += more.confirms;
  refusals += more.refusals;
  breaches += more.breaches;
}

void EvidenceCheck::add(const DocumentStatus& document) {
  Record& record = records_[document.id];
  record.state = document.state;
  record.generation = document.generation;
  record.offered_count = document.offered_count;
  record.refused_count = document.refused_count;
  record.stored_confirmed_at = document.confirmed_at.value_or(Timestamp{});
  ++counts_.documents;
}

void EvidenceCheck::add_outside(const DocumentId& id) { records_[id].inside = false; }

/// The document that a row of evidence speaks of; nothing where it is not to be judged.
EvidenceCheck::Record* EvidenceCheck::find(const DocumentId& id, Step step, int generation) {
  const auto found = records_.find(id);
  if (found == records_.end()) {
    report(BreachKind::kUnknownDocument, id, generation, step);
    return nullptr;
  }
  return found->second.inside ? &found->second : nullptr;
}

void EvidenceCheck::see_generation(Record& record, const DocumentId& id, int generation, Step step) {
  if (generation > record.allowed_generation)
    report(BreachKind::kGenerationWithoutResend, id, generation, step, fmt::format("asked for up to {}", record.allowed_generation));
  if (generation < record.newest_generation)
    report(BreachKind::kGenerationOutOfOrder, id, generation, step, fmt::format("generation {} had begun", record.newest_generation));
  record.newest_generation = std::max(record.newest_generation, generation);
}

void EvidenceCheck::resent(const SentAgain& resend) {
  Record* record = find(resend.document_id, resend.step, resend.generation);
  if (record == nullptr) return;
  ++counts_.resends;
  if (resend.step == 0) {  // stands for all resends up to then, each at a moment that nobody knows
    record->allowed_generation = std::max(record->allowed_generation, resend.generation);
    record->resent_before_rows_were_kept = true;
    return;
  }
  if (resend.generation <= record->newest_generation)
    report(BreachKind::kGenerationOutOfOrder, resend.document_id, resend.generation, resend.step, fmt::format("generation {} had begun", record->newest_generation));
  record->allowed_generation = std::max(record->allowed_generation, resend.generation);
  record->newest_generation = std::max(record->newest_generation, resend.generation);
  record->phase = Phase::kFresh;
}

void EvidenceCheck::handed_out(Step step, const DocumentId& id, int generation) {
  Record* record = find(id, step, generation);
  if (record == nullptr) return;
  ++counts_.hand_outs;
  ++record->hand_outs;
  see_generation(*record, id, generation, step);
  if (generation <= record->confirmed_generation)
    report(BreachKind::kOfferedAfterConfirm, id, generation, step, fmt::format("generation {} was confirmed", record->confirmed_generation));
  record->phase = Phase::kHandedOut;
}

void EvidenceCheck::answered(const Answered& answer) {
  Record* record = find(answer.document_id, answer.step, answer.generation);
  if (record == nullptr) return;
  const bool confirmed = answer.result == ConfirmResult::kConfirmed;
  ++(confirmed ? counts_.confirms : counts_.refusals);
  record->refusals += confirmed ? 0 : 1;
  see_generation(*record, answer.document_id, answer.generation, answer.step);
  // A till may answer an earlier hand-out just after a resend: any hand-out before will do.
  if (record->hand_outs == 0) report(BreachKind::kAnsweredWithoutHandOut, answer.document_id, answer.generation, answer.step);
  if (answer.generation <= record->confirmed_generation)
    report(confirmed ? BreachKind::kConfirmedTwice : BreachKind::kAnsweredAfterConfirm, answer.document_id, answer.generation, answer.step);
  record->phase = confirmed ? Phase::kConfirmed : Phase::kParked;
  if (!confirmed) return;
  record->confirmed_generation = std::max(record->confirmed_generation, answer.generation);
  record->confirmed_at = answer.at;
}

void EvidenceCheck::end() {
  for (const auto& [id, record] : records_) {
    if (!record.inside) continue;
    judge_state(id, record);
    count_state(record);
  }
  std::stable_sort(breaches_.begin(), breaches_.end(), [](const Breach& a, const Breach& b) { return std::tie(a.document_id, a.step) < std::tie(b.document_id, b.step); });
}

void EvidenceCheck::judge_state(const DocumentId& id, const Record& record) {
  const auto fits = [&] {
    switch (record.state) {
      case DocumentState::kNew: return record.phase == Phase::kFresh || record.resent_before_rows_were_kept;
      // What is offered again by itself is on offer before the next hand-out.
      case DocumentState::kOffered: return record.phase == Phase::kHandedOut || (record.phase == Phase::kParked && record.refused_count > 0);
      case DocumentState::kConfirmed: return record.phase == Phase::kConfirmed;
      case DocumentState::kParked: return record.phase == Phase::kParked;
      case DocumentState::kReplaced: return record.hand_outs == 0;
    }
    return false;
  };
  static constexpr const char* kPhases[] = {"not handed out", "handed out", "confirmed", "refused"};
  if (!fits()) {
    const auto kind = record.state == DocumentState::kReplaced ? BreachKind::kReplacedAfterOffer : BreachKind::kStateDisagrees;
    report(kind, id, record.generation, 0, fmt::format("stored as {}, the evidence says {}", to_word(record.state), kPhases[static_cast<int>(record.phase)]));
  } else if (record.state == DocumentState::kConfirmed && record.stored_confirmed_at != record.confirmed_at) {
    report(BreachKind::kStateDisagrees, id, record.generation, 0, "stored with another moment of its confirm than the evidence holds");
  }
  if (record.generation != record.allowed_generation)
    report(BreachKind::kGenerationWithoutResend, id, record.generation, 0, fmt::format("stored as generation {}, asked for were {}", record.generation, record.allowed_generation));
  if (record.offered_count != record.hand_outs)
    report(BreachKind::kCountDisagrees, id, record.generation, 0, fmt::format("counted {} hand-outs, the evidence holds {}", record.offered_count, record.hand_outs));
  if (record.refused_count != record.refusals)
    report(BreachKind::kCountDisagrees, id, record.generation, 0, fmt::format("counted {} refusals, the evidence holds {}", record.refused_count, record.refusals));
}

void EvidenceCheck::count_state(const Record& record) {
  switch (record.state) {
    case DocumentState::kConfirmed: ++counts_.confirmed; return;
    case DocumentState::kParked: ++counts_.parked; return;
    case DocumentState::kReplaced: ++counts_.replaced; return;
    case DocumentState::kNew:
    case DocumentState::kOffered: ++(record.hand_outs == 0 ? counts_.not_offered_yet : counts_.waiting); return;
  }
}

void EvidenceCheck::report(BreachKind kind, const DocumentId& id, int generation, Step step, std::string detail) {
  ++counts_.breaches;
  if (breaches_.size() < kMaxListed) breaches_.push_back({kind, id, generation, step, std::move(detail)});
}

}  // namespace tillbridge::domain
