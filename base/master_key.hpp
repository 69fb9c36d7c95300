#pragma once
#include <filesystem>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret_bytes.hpp"

namespace tillbridge::base {

/// The one secret of an installation: 32 bytes in a file that only its owner may read. Everything else is derived from it, so a
/// copy of the database alone gives away nothing.
class MasterKey {
 public:
  static constexpr std::size_t kSize = 32;

  /// Throws std::invalid_argument unless `bytes` has kSize bytes.
  explicit MasterKey(SecretBytes bytes);

  /// Reads the file (base64 of 32 bytes). kNotFound names the command that makes one; kInvalidRequest when others may read it or it holds
  /// something else.
  static Result<MasterKey> read(const std::filesystem::path& file);
  /// Makes a new key and its file with mode 0400, synced to disk. kConflict when the file exists: a key is never overwritten.
  static Result<MasterKey> create(const std::filesystem::path& file, Random& random);

  /// HKDF-SHA256 with a label of its own: for HMACs of generated secrets.
  SecretBytes pepper() const;
  /// Likewise, for base/sealing.hpp.
  SecretBytes sealing_key() const;
  /// 8 hex digits that tell two keys apart; stands in sealed texts and in the log, gives nothing away.
  std::string id() const;

 private:
  SecretBytes derive(std::string_view label) const;
  SecretBytes bytes_;
};

}  // namespace tillbridge::base
