#include "services/http/tls_certificates.hpp"

#include <openssl/ssl.h>

#include <stdexcept>

#include "base/log.hpp"

namespace tillbridge::services::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char* kTls12Suites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305";
constexpr const char* kTls13Suites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char* kGroups = "X25519:P-256:P-384";

std::shared_ptr<ssl::context> load(const std::string& certificate_file, const std::string& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  auto* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(native, 0);
  if (SSL_CTX_set_cipher_list(native, kTls12Suites) != 1 || SSL_CTX_set_ciphersuites(native, kTls13Suites) != 1 || SSL_CTX_set1_groups_list(native, kGroups) != 1) {
    throw std::runtime_error("OpenSSL does not know the cipher suites");
  }
  boost::system::error_code error;
  context->use_certificate_chain_file(certificate_file, error);
  if (error) throw std::runtime_error("the certificate file " + certificate_file + " cannot be read: " + error.message());
  context->use_private_key_file(key_file, ssl::context::pem, error);
  if (error) throw std::runtime_error("the key file " + key_file + " cannot be read or does not fit the certificate: " + error.message());
  return context;
}

}  // namespace

TlsCertificates::TlsCertificates(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)), context_(load(certificate_file_, key_file_)), loaded_(file_times()) {}

TlsCertificates::FileTimes TlsCertificates::file_times() const {
  std::error_code error;
  return {std::filesystem::last_write_time(certificate_file_, error), std::filesystem::last_write_time(key_file_, error)};
}

std::shared_ptr<ssl::context> TlsCertificates::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

bool TlsCertificates::reload() {
  const auto times = file_times();
  try {
    auto fresh = load(certificate_file_, key_file_);
    const std::lock_guard lock(mutex_);
    context_ = std::move(fresh);
    loaded_ = times;
    base::log_info("serve", "certificate_loaded", {{"file", certificate_file_}});
    return true;
  } catch (const std::exception& problem) {
    const std::lock_guard lock(mutex_);
    loaded_ = times;
    base::log_error("serve", "certificate_not_loaded", {{"file", certificate_file_}, {"reason", problem.what()}});
    return false;
  }
}

void TlsCertificates::reload_if_changed() {
  const auto times = file_times();
  {
    const std::lock_guard lock(mutex_);
    if (times == loaded_) return;
  }
  reload();
}

}  // namespace tillbridge::services::http
