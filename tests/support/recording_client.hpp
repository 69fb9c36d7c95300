#pragma once
#include <memory>
#include <string>

#include "connectors/http/http_client.hpp"

namespace tillbridge::tests {

/// Passes a connector's calls on and writes each with its answer to a file, so that they can be held against the platform's published contract
/// afterwards (tests/platform_contracts). One JSON object per line: platform, method, url, body, status, answer; no header, hence no credentials
/// (keys in the query are cut off).
class RecordingClient final : public connectors::http::HttpClient {
 public:
  RecordingClient(std::unique_ptr<connectors::http::HttpClient> client, std::string platform, std::string file)
      : client_(std::move(client)), platform_(std::move(platform)), file_(std::move(file)) {}

  connectors::http::HttpExchange send(const connectors::http::HttpRequest& request) override;

 private:
  std::unique_ptr<connectors::http::HttpClient> client_;
  std::string platform_, file_;
};

/// `client` itself, unless the environment variable TILLBRIDGE_RECORDINGS names a folder for the recordings of this process.
std::unique_ptr<connectors::http::HttpClient> recorded(std::unique_ptr<connectors::http::HttpClient> client, const std::string& platform);

}  // namespace tillbridge::tests
