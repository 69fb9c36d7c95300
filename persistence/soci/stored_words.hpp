#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/listing.hpp"

namespace tillbridge::persistence::soci {

/// A word of a column as its value; `from` is the domain's own reader. A word that it does not know is a broken row.
template <class Read>
auto known_word(Read from, const std::string& word) {
  const auto value = from(word);
  if (!value) throw std::runtime_error("database: the word \"" + word + "\" is not known to this program");
  return *value;
}

/// "order,capture".
std::string to_column(const std::vector<domain::DocumentKind>& kinds);
std::vector<domain::DocumentKind> document_kinds_from(const std::string& column);

std::string to_word(domain::PosStockMeaning meaning);  ///< "on_hand", "available"
std::optional<domain::PosStockMeaning> pos_stock_meaning_from(const std::string& word);
std::string to_word(domain::SecretKind kind);          ///< "generated_hmac", "chosen_scrypt"
std::optional<domain::SecretKind> secret_kind_from(const std::string& word);
std::string to_word(domain::ListingState state);       ///< "live", "gone"
std::optional<domain::ListingState> listing_state_from(const std::string& word);

}  // namespace tillbridge::persistence::soci
