#pragma once
#include <string>

namespace tillbridge::domain {

/// An e-mail address as customers are matched by it: trimmed, ASCII letters in lower case; "" stays "".
std::string email_key(const std::string& email);

}  // namespace tillbridge::domain
