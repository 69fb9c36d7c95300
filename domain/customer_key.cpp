#include "domain/customer_key.hpp"

#include "base/text.hpp"

namespace tillbridge::domain {

std::string email_key(const std::string& email) {
  std::string key(base::trim_blanks(email));
  for (char& c : key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return key;
}

}  // namespace tillbridge::domain
