#include "main/serve_settings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace tillbridge {
namespace {

constexpr std::size_t kMegabyte = 1024 * 1024;

/// "127.0.0.1:8470" or "[::1]:8470".
bool split_listen(const std::string& text, services::http::HttpServerOptions& options) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  std::string address = text.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, options.port);
  options.address = address;
  return !address.empty() && read.ec == std::errc{} && read.ptr == end;
}

std::string spool_directory(const base::Config& config) {
  const std::string named = config.text("serve.spool_directory");
  return named.empty() ? (std::filesystem::path(config.text("data.directory")) / "spool").string() : named;
}

}  // namespace

base::Result<services::http::HttpServerOptions> http_options(const base::Config& config) {
  services::http::HttpServerOptions options;
  const std::string listen = config.text("serve.listen");
  if (!split_listen(listen, options)) {
    return base::Error{base::ErrorCode::kInvalidRequest, fmt::format("serve.listen = '{}' ({}) is no address with a port; write 127.0.0.1:8470 or [::1]:8470", listen, config.origin("serve.listen"))};
  }
  options.certificate_file = config.text("serve.tls_certificate_file");
  options.key_file = config.text("serve.tls_key_file");
  options.trusted_proxies = config.list("serve.trusted_proxies");
  options.public_url = config.text("serve.public_url");
  options.workers = static_cast<int>(config.integer("serve.workers"));
  options.max_connections = static_cast<std::size_t>(config.integer("serve.max_connections"));
  options.body.max_body = static_cast<std::size_t>(config.integer("serve.max_body_mb")) * kMegabyte;
  options.body.max_in_memory = static_cast<std::size_t>(config.integer("serve.large_body_mb")) * kMegabyte;
  options.body.spool_directory = spool_directory(config);
  options.head_timeout = std::chrono::seconds(config.integer("serve.head_seconds"));
  options.body_timeout = std::chrono::seconds(config.integer("serve.body_seconds"));
  options.idle_timeout = std::chrono::seconds(config.integer("serve.idle_seconds"));
  return options;
}

services::SoapServiceOptions soap_options(const base::Config& config) {
  services::SoapServiceOptions options;
  options.front.max_rows = config.integer("serve.max_rows");
  options.fingerprint_bytes = static_cast<std::size_t>(config.integer("serve.fingerprint_mb")) * kMegabyte;
  return options;
}

}  // namespace tillbridge
