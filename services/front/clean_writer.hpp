#pragma once
#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

#include "services/front/front_parser.hpp"

namespace tillbridge::services::front {

/// Writes the clean envelope that the SOAP engine reads: our prefix on every element, no attributes, only the five references, and
/// hashes what stands inside the operation.
class CleanWriter {
 public:
  CleanWriter();

  void begin(SoapVersion version, std::string_view target_namespace);
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view text);
  void finish();

  /// What was written since the last call.
  std::string take();
  /// SHA-256 of everything between begin() and finish(), hex; valid after finish().
  const std::string& content_hash() const { return hash_; }

 private:
  struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  void update_hash();

  std::string out_;
  std::size_t hashed_ = 0;            ///< bytes of out_ that are in the digest or not to be in it
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest_;
  std::string hash_;
};

}  // namespace tillbridge::services::front
