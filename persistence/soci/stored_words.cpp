#include "persistence/soci/stored_words.hpp"

#include <sstream>

namespace tillbridge::persistence::soci {

std::string to_column(const std::vector<domain::DocumentKind>& kinds) {
  std::string out;
  for (const auto kind : kinds) out += (out.empty() ? "" : ",") + domain::to_word(kind);
  return out;
}

std::vector<domain::DocumentKind> document_kinds_from(const std::string& column) {
  std::vector<domain::DocumentKind> kinds;
  std::istringstream words(column);
  for (std::string word; std::getline(words, word, ',');) kinds.push_back(known_word(domain::document_kind_from, word));
  return kinds;
}

std::string to_word(domain::PosStockMeaning meaning) { return meaning == domain::PosStockMeaning::kOnHand ? "on_hand" : "available"; }

std::optional<domain::PosStockMeaning> pos_stock_meaning_from(const std::string& word) {
  for (const auto meaning : {domain::PosStockMeaning::kOnHand, domain::PosStockMeaning::kAvailable})
    if (to_word(meaning) == word) return meaning;
  return std::nullopt;
}

std::string to_word(domain::SecretKind kind) { return kind == domain::SecretKind::kGeneratedHmac ? "generated_hmac" : "chosen_scrypt"; }

std::optional<domain::SecretKind> secret_kind_from(const std::string& word) {
  for (const auto kind : {domain::SecretKind::kGeneratedHmac, domain::SecretKind::kChosenScrypt})
    if (to_word(kind) == word) return kind;
  return std::nullopt;
}

std::string to_word(domain::ListingState state) { return state == domain::ListingState::kLive ? "live" : "gone"; }

std::optional<domain::ListingState> listing_state_from(const std::string& word) {
  for (const auto state : {domain::ListingState::kLive, domain::ListingState::kGone})
    if (to_word(state) == word) return state;
  return std::nullopt;
}

}  // namespace tillbridge::persistence::soci
