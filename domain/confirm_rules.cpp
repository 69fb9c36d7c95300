#include "domain/confirm_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "domain/derive_documents.hpp"

namespace tillbridge::domain {
namespace {

constexpr std::size_t kIdCharacters = 26;

bool same_numbers(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

ConfirmDecision not_found(const ConfirmEntry& entry) {
  return {.result = ConfirmResult::kNotFound, .message = "no document with the id " + entry.id + " was offered to this account", .warning = {}};
}

ConfirmDecision already_confirmed(const ConfirmEntry& entry, const DocumentStatus& status) {
  ConfirmDecision decision{.result = ConfirmResult::kAlreadyConfirmed, .message = {}, .warning = {}};
  if (!entry.accepted) {
    decision.warning = "it was confirmed before and stays so; the refusal is noted only";
    decision.suspicious = true;
  } else if (!entry.pos_document_numbers.empty() && !same_numbers(entry.pos_document_numbers, status.pos_document_numbers)) {
    const bool none = status.pos_document_numbers.empty();
    decision.warning = none ? "it was confirmed without a number; the number sent now is not stored"
                            : "stored with the number " + joined(status.pos_document_numbers) + "; was it booked twice?";
    decision.suspicious = !none;
  }
  return decision;
}

/// An operator asked for it to be offered again and it has not been since: what arrives now answers the earlier offer.
ConfirmDecision before_second_offer(const ConfirmEntry& entry, const DocumentStatus& status) {
  if (status.confirmed_at) {
    auto decision = already_confirmed(entry, status);
    if (decision.warning.empty()) decision.warning = "it is offered again on an operator's request";
    return decision;
  }
  if (entry.accepted) return {.result = ConfirmResult::kConfirmed, .message = {}, .warning = {}, .store = true};
  return {.result = ConfirmResult::kRefused, .message = {}, .warning = "it is offered again on an operator's request"};
}

}  // namespace

bool is_document_id(DocumentKind kind, const std::string& id) {
  const std::string prefix = id_prefix(kind);
  if (id.size() != prefix.size() + kIdCharacters || id.compare(0, prefix.size(), prefix) != 0) return false;
  return std::all_of(id.begin() + static_cast<std::ptrdiff_t>(prefix.size()), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

ConfirmDecision decide_confirm(const ConfirmEntry& entry, const std::optional<DocumentStatus>& status) {
  if (!status || status->state == DocumentState::kReplaced) return not_found(entry);
  if (status->state == DocumentState::kNew)
    return status->offered_count == 0 ? not_found(entry) : before_second_offer(entry, *status);
  if (status->state == DocumentState::kConfirmed) return already_confirmed(entry, *status);
  ConfirmDecision decision{.result = entry.accepted ? ConfirmResult::kConfirmed : ConfirmResult::kRefused, .message = {}, .warning = {}, .store = true};
  if (!entry.accepted) decision.message = "parked until an operator sends it again";
  return decision;
}

Timestamp next_offer_after_refusal(const DocumentStatus& status, Timestamp now) {
  constexpr std::array kPauses = {std::chrono::minutes(1), std::chrono::minutes(5), std::chrono::minutes(15), std::chrono::minutes(60)};
  if (status.state == DocumentState::kParked && status.offer_again_at) return *status.offer_again_at;
  const auto before = static_cast<std::size_t>(std::max<std::int64_t>(status.refused_count, 0));
  return now + kPauses[std::min(before, kPauses.size() - 1)];
}

std::vector<std::size_t> contradictions(const std::vector<ConfirmEntry>& entries) {
  std::map<std::string, std::set<bool>> verdicts;
  for (const auto& entry : entries) verdicts[entry.id].insert(entry.accepted);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (verdicts[entries[i].id].size() > 1) found.push_back(i);
  return found;
}

std::string kept_refusal_text(const std::string& text) {
  std::string kept(base::cut_at_character(text, kMaxRefusalText));
  for (char& c : kept) {
    const bool is_break = c == '\t' || c == '\n' || c == '\r';
    if ((static_cast<unsigned char>(c) < 0x20 && !is_break) || c == 0x7F) c = ' ';
  }
  return kept;
}

}  // namespace tillbridge::domain
