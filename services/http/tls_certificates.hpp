#pragma once
#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace tillbridge::services::http {

/// The server's certificate chain and key, reloaded while connections go on: each connection keeps the context that it began with.
/// TLS 1.2 and 1.3 with Mozilla's intermediate suites and groups, no renegotiation, no session tickets. Safe for any thread.
class TlsCertificates {
 public:
  /// Throws std::runtime_error naming the file and the reason.
  TlsCertificates(std::string certificate_file, std::string key_file);

  std::shared_ptr<boost::asio::ssl::context> current() const;
  /// Loads both files again; on failure the old ones stay and the reason is logged.
  bool reload();
  /// reload() when a file has another time of change than at the last load.
  void reload_if_changed();

 private:
  using FileTimes = std::pair<std::filesystem::file_time_type, std::filesystem::file_time_type>;
  FileTimes file_times() const;

  std::string certificate_file_, key_file_;
  mutable std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  FileTimes loaded_;
};

}  // namespace tillbridge::services::http
