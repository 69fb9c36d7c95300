#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/master_key.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace tillbridge::base {

/// Keeps secrets at rest: AES-256-GCM under the master key. Every sealed text is bound to its place (account, site, field) and to its
/// key, so that a row copied to another tenant cannot be opened there. Safe for any thread when `random` is.
class Sealer {
 public:
  /// `random` outlives the sealer.
  Sealer(const MasterKey& key, Random& random) : key_(key.sealing_key()), key_id_(key.id()), random_(random) {}

  /// "v1.<key id>.<base64 of nonce, ciphertext and tag>"; another text at every call. `place` names what it belongs to, e.g. {account, site, field}.
  std::string seal(std::initializer_list<std::string_view> place, std::string_view plain) const;
  /// kInvalidRequest with a message that names the cause: another master key, or changed or moved text. Never says what is inside.
  Result<std::string> unseal(std::initializer_list<std::string_view> place, std::string_view sealed) const;

 private:
  std::string bound_to(std::initializer_list<std::string_view> place) const;
  SecretBytes key_;
  std::string key_id_;
  Random& random_;
};

}  // namespace tillbridge::base
