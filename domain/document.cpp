#include "domain/document.hpp"

namespace tillbridge::domain {

std::string to_word(DocumentState state) {
  switch (state) {
    case DocumentState::kNew: return "new";
    case DocumentState::kOffered: return "offered";
    case DocumentState::kConfirmed: return "confirmed";
    case DocumentState::kParked: return "parked";
    case DocumentState::kReplaced: return "replaced";
  }
  return "new";
}

std::string to_word(ConfirmResult result) {
  switch (result) {
    case ConfirmResult::kConfirmed: return "confirmed";
    case ConfirmResult::kAlreadyConfirmed: return "already_confirmed";
    case ConfirmResult::kRefused: return "refused";
    case ConfirmResult::kNotFound: return "not_found";
    case ConfirmResult::kInvalidId: return "invalid_id";
    case ConfirmResult::kConflict: return "conflict";
  }
  return "not_found";
}

}  // namespace tillbridge::domain
