#include "persistence/schema/migration.hpp"

#include <openssl/evp.h>

#include <array>
#include <sstream>
#include <stdexcept>

namespace tillbridge::persistence::schema {

std::string checksum_of(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 is not available");
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < length; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 0x0f];
  }
  return out;
}

std::vector<std::string> statements_of(const std::string& script) {
  std::vector<std::string> statements;
  std::string current;
  std::istringstream lines(script);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.rfind("--", 0) == 0) continue;
    const bool ends = line.back() == ';';
    if (ends) line.pop_back();
    current += line + "\n";
    if (!ends) continue;
    statements.push_back(current);
    current.clear();
  }
  if (!current.empty()) throw std::logic_error("a migration's last statement lacks its semicolon: " + current);
  return statements;
}

}  // namespace tillbridge::persistence::schema
