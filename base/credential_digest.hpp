#pragma once
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret_bytes.hpp"

namespace tillbridge::base {

/// How the secrets of logins are made and checked. A generated secret cannot be guessed, so one HMAC under the server's pepper (base/master_key.hpp)
/// is enough and costs a microsecond; a chosen password is stretched with scrypt. All comparisons take the same time whatever differs.

/// "tb_" + 52 characters of base32 (32 random bytes) + 6 characters of checksum, all lower case: 61 characters. The prefix
/// and the checksum let scanners find leaked ones.
std::string generate_secret(Random& random);
/// Whether the text has the form and the checksum of a generated secret. Says nothing about whether it is a valid login.
bool is_generated_secret(std::string_view secret);

/// base64 of HMAC-SHA256(pepper, secret), 44 characters.
std::string digest_generated(const SecretBytes& pepper, std::string_view secret);
bool matches_generated(const SecretBytes& pepper, std::string_view secret, std::string_view digest);

/// "131072:8:1:<base64 salt of 16 bytes>:<base64 hash of 32 bytes>". Takes 128 MiB and about half a second: callers bound how many run
/// at once.
std::string digest_chosen(Random& random, std::string_view password);
/// Computes with the parameters stored in `digest`, which may not exceed ours. False for an unreadable digest.
bool matches_chosen(std::string_view password, std::string_view digest);

/// Compares in constant time for equal lengths.
bool equal_constant_time(std::string_view a, std::string_view b);

/// First 8 hex digits of SHA-256: names a secret in the audit trail without giving it away. Only for generated secrets and keys: a
/// short password could be guessed from it.
std::string fingerprint(std::string_view secret);

}  // namespace tillbridge::base
