#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::connectors::http {

/// Public RSA keys as people paste them: PEM blocks one below the other, with real line ends or with "\n" spelt out, or the bare base64 of each
/// with blanks or commas between. What is no RSA key is left out.
class RsaPublicKeys {
 public:
  explicit RsaPublicKeys(std::string_view text);
  ~RsaPublicKeys();
  RsaPublicKeys(RsaPublicKeys&&) noexcept;
  RsaPublicKeys& operator=(RsaPublicKeys&&) noexcept;

  bool empty() const;
  /// Whether one of the keys verifies the base64 signature (PKCS #1 v1.5 with SHA-256) of these bytes.
  bool verify(std::string_view message, std::string_view signature) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
};

}  // namespace tillbridge::connectors::http
