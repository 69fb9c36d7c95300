#include "base/secret_bytes.hpp"

#include <openssl/crypto.h>

namespace tillbridge::base {

SecretBytes::~SecretBytes() {
  if (!bytes_.empty()) OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

}  // namespace tillbridge::base
