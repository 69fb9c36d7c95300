#pragma once
#include <optional>
#include <string>

#include "persistence/documents.hpp"
#include "persistence/soci/rows.hpp"

namespace tillbridge::persistence::soci {

/// The columns of a document's life, without its content, in the order in which status_of() reads them.
inline const std::string kDocumentStatusColumns =
    "document_id, kind, site_id, order_id, state, generation, resent, offered_count, first_offered_at, confirmed_at, pos_document_numbers, "
    "refusal_code, refusal_message, refused_count, offer_again_at, purged_at, created_at";
domain::DocumentStatus status_of(Rows& rows);

std::optional<domain::DocumentState> document_state_from(const std::string& word);
std::optional<domain::ConfirmResult> confirm_result_from(const std::string& word);

}  // namespace tillbridge::persistence::soci
