#include "persistence/soci/document_rows.hpp"

#include "persistence/soci/json_columns.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {

using domain::ConfirmResult;
using domain::DocumentState;

std::optional<DocumentState> document_state_from(const std::string& word) {
  for (const auto state : {DocumentState::kNew, DocumentState::kOffered, DocumentState::kConfirmed, DocumentState::kParked, DocumentState::kReplaced})
    if (to_word(state) == word) return state;
  return std::nullopt;
}

std::optional<ConfirmResult> confirm_result_from(const std::string& word) {
  for (const auto result : {ConfirmResult::kConfirmed, ConfirmResult::kAlreadyConfirmed, ConfirmResult::kRefused, ConfirmResult::kNotFound,
                            ConfirmResult::kInvalidId, ConfirmResult::kConflict})
    if (to_word(result) == word) return result;
  return std::nullopt;
}

domain::DocumentStatus status_of(Rows& rows) {
  domain::DocumentStatus status;
  status.id = rows.text();
  status.kind = known_word(domain::document_kind_from, rows.text());
  status.site_id = domain::SiteId{rows.integer()};
  status.order_id = rows.text();
  status.state = known_word(document_state_from, rows.text());
  status.generation = static_cast<int>(rows.integer());
  status.resent = rows.flag();
  status.offered_count = rows.integer();
  status.first_offered_at = rows.optional_time();
  status.confirmed_at = rows.optional_time();
  status.pos_document_numbers = texts_from(rows.text());
  status.refusal_code = rows.text();
  status.refusal_message = rows.text();
  status.refused_count = rows.integer();
  status.offer_again_at = rows.optional_time();
  status.purged_at = rows.optional_time();
  status.created_at = rows.time();
  return status;
}

}  // namespace tillbridge::persistence::soci
