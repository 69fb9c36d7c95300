#pragma once
#include <string>
#include <vector>

#include "domain/customer.hpp"

namespace tillbridge::domain {

/// What two customers are compared by, made once per customer.
struct CustomerTraits {
  std::string email;                  ///< email_key
  std::string mailbox;                ///< the e-mail without plus part, without dots where the provider ignores them, its domain's main name
  std::string phone;                  ///< phone_key
  std::vector<std::string> name;      ///< folded words of first and last name, sorted
  std::string address;                ///< postcode and folded street; "" unless both are known
};

CustomerTraits traits_of(const std::string& email_key, const std::string& phone_key, const CustomerProfile& profile);

/// One reason and what it counts; points below 0 speak against.
struct LikenessPart {
  std::string what;
  int points = 0;
  bool operator==(const LikenessPart&) const = default;
};

struct Likeness {
  int score = 0;                      ///< 0–100
  std::vector<LikenessPart> parts;
};

/// How likely two customers are one person. Symmetric and pure. Without an e-mail, a telephone number or an address in common no score
/// reaches kLikelyScore: equal names alone say little.
Likeness likeness_of(const CustomerTraits& one, const CustomerTraits& other);

inline constexpr int kLikelyScore = 50;

/// One letter more, less, other, or two neighbours exchanged; equal texts count too.
bool is_one_slip_away(const std::string& one, const std::string& other);

}  // namespace tillbridge::domain
