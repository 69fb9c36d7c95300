#include "domain/customer_key.hpp"

namespace tillbridge::domain {

std::string email_key(const std::string& email) {
  constexpr const char* kBlanks = " \t\r\n";
  const auto first = email.find_first_not_of(kBlanks);
  if (first == std::string::npos) return {};
  std::string key = email.substr(first, email.find_last_not_of(kBlanks) - first + 1);
  for (char& c : key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return key;
}

}  // namespace tillbridge::domain
