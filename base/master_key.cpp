#include "base/master_key.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "base/base64.hpp"
#include "base/credential_digest.hpp"

namespace tillbridge::base {
namespace {

constexpr std::size_t kMaxFile = 256;

Error not_a_key(const std::filesystem::path& file) {
  return {ErrorCode::kInvalidRequest, fmt::format("{}: this is no master key (base64 of {} bytes); put the right file back", file.string(), MasterKey::kSize)};
}

/// Writes all of it or says why not.
bool write_synced(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

MasterKey::MasterKey(SecretBytes bytes) : bytes_(std::move(bytes)) {
  if (bytes_.size() != kSize) throw std::invalid_argument("a master key has 32 bytes");
}

Result<MasterKey> MasterKey::read(const std::filesystem::path& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) {
    return Error{ErrorCode::kNotFound,
                 fmt::format("{}: the master key cannot be read ({}); make a new installation with `tillbridge init`, or put the copy of the key back",
                             file.string(), std::strerror(errno))};
  }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Error{ErrorCode::kInvalidRequest, fmt::format("{0}: others may read the master key: run `chmod 400 {0}`", file.string())};
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(kMaxFile, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  const auto bytes = from_base64(text);
  const SecretBytes wiped(std::move(text));
  if (!bytes || bytes->size() != kSize) return not_a_key(file);
  return MasterKey(SecretBytes(*bytes));
}

Result<MasterKey> MasterKey::create(const std::filesystem::path& file, Random& random) {
  const SecretBytes bytes(random.bytes(kSize));
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR);
  if (descriptor < 0) {
    const auto code = errno == EEXIST ? ErrorCode::kConflict : ErrorCode::kUnavailable;
    return Error{code, fmt::format("{}: the master key cannot be made: {}", file.string(), std::strerror(errno))};
  }
  const bool stored = write_synced(descriptor, to_base64({bytes.data(), bytes.size()}) + "\n");
  ::close(descriptor);
  if (!stored) {
    std::filesystem::remove(file);
    return Error{ErrorCode::kUnavailable, fmt::format("{}: the master key cannot be written; is the disk full?", file.string())};
  }
  return MasterKey(bytes);
}

SecretBytes MasterKey::derive(std::string_view label) const {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), EVP_PKEY_CTX_free);
  SecretBytes out(std::vector<std::uint8_t>(32));
  std::size_t size = out.size();
  const bool done = context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) == 1 &&
                    EVP_PKEY_CTX_set1_hkdf_key(context.get(), bytes_.data(), static_cast<int>(bytes_.size())) == 1 &&
                    EVP_PKEY_CTX_add1_hkdf_info(context.get(), reinterpret_cast<const unsigned char*>(label.data()), static_cast<int>(label.size())) == 1 &&
                    EVP_PKEY_derive(context.get(), out.data(), &size) == 1;
  if (!done) throw std::runtime_error("HKDF-SHA256 failed");
  return out;
}

SecretBytes MasterKey::pepper() const { return derive("tillbridge credential pepper 1"); }
SecretBytes MasterKey::sealing_key() const { return derive("tillbridge sealing 1"); }
std::string MasterKey::id() const { return fingerprint(derive("tillbridge key id 1").view()); }

}  // namespace tillbridge::base
