#include "domain/account.hpp"

#include <algorithm>

namespace tillbridge::domain {

std::string to_word(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::kOrder: return "order";
    case DocumentKind::kCapture: return "capture";
    case DocumentKind::kTransaction: return "transaction";
  }
  return "transaction";
}

std::optional<DocumentKind> document_kind_from(const std::string& word) {
  for (const auto kind : {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction})
    if (to_word(kind) == word) return kind;
  return std::nullopt;
}

std::string to_word(RefusalPolicy policy) { return policy == RefusalPolicy::kPark ? "park" : "keep_offering"; }

std::optional<RefusalPolicy> refusal_policy_from(const std::string& word) {
  for (const auto policy : {RefusalPolicy::kPark, RefusalPolicy::kKeepOffering})
    if (to_word(policy) == word) return policy;
  return std::nullopt;
}

bool Account::pulls_kind(DocumentKind kind) const { return std::find(pulls.begin(), pulls.end(), kind) != pulls.end(); }

}  // namespace tillbridge::domain
