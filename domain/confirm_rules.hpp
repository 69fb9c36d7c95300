#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/document.hpp"

namespace tillbridge::domain {

/// What one entry of a Confirm… call does.
struct ConfirmDecision {
  ConfirmResult result = ConfirmResult::kNotFound;
  std::string message;
  std::string warning;
  bool store = false;                 ///< the state moves and the evidence is written
  bool suspicious = false;            ///< for the audit trail: the POS seems to have booked twice, or refused what it confirmed
};

/// A well-formed id of this kind: its prefix and 26 characters of base32.
bool is_document_id(DocumentKind kind, const std::string& id);

/// One entry against the document's status; absent = this account has none of that id and kind, which is answered like one that was
/// never offered, so that nobody learns by guessing. Pure.
ConfirmDecision decide_confirm(const ConfirmEntry& entry, const std::optional<DocumentStatus>& status);

/// When a document that is refused at `now` is offered again by itself (RefusalPolicy::kKeepOffering): 1, 5, 15, then every 60 minutes.
/// A refusal that is repeated before that changes nothing of it. `status` as it was before this refusal.
Timestamp next_offer_after_refusal(const DocumentStatus& status, Timestamp now);

/// The positions of entries that contradict another one of the same id in the list (accepted here, refused there): nothing is done for them.
std::vector<std::size_t> contradictions(const std::vector<ConfirmEntry>& entries);

/// A refusal's text as it is kept: line ends and tabs stay, other control characters become blanks; at most 4,000 bytes of whole UTF-8
/// characters, which are the 1,000 characters that the contract allows, whatever they are.
std::string kept_refusal_text(const std::string& text);

inline constexpr std::size_t kMaxRefusalText = 4'000;

}  // namespace tillbridge::domain
