#include "tests/support/recording_client.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace tillbridge::tests {
namespace {

/// Without the parameters that carry or sign credentials.
std::string without_credentials(const std::string& url) {
  const auto question = url.find('?');
  if (question == std::string::npos) return url;
  std::string kept;
  for (std::size_t at = question + 1; at <= url.size();) {
    const auto end = std::min(url.find('&', at), url.size());
    const std::string parameter = url.substr(at, end - at);
    if (!parameter.starts_with("oauth_") && !parameter.starts_with("consumer_")) kept += (kept.empty() ? "?" : "&") + parameter;
    at = end + 1;
  }
  return url.substr(0, question) + kept;
}

}  // namespace

connectors::http::HttpExchange RecordingClient::send(const connectors::http::HttpRequest& request) {
  auto exchange = client_->send(request);
  const nlohmann::json line{{"platform", platform_}, {"method", request.method},   {"url", without_credentials(request.url)},
                            {"body", request.body},  {"status", exchange.status}, {"answer", exchange.answered() ? exchange.body : ""}};
  std::ofstream out(file_, std::ios::app);
  out << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  if (!out) throw std::runtime_error("cannot record to " + file_);
  return exchange;
}

std::unique_ptr<connectors::http::HttpClient> recorded(std::unique_ptr<connectors::http::HttpClient> client, const std::string& platform) {
  const char* folder = std::getenv("TILLBRIDGE_RECORDINGS");
  if (folder == nullptr || *folder == '\0') return client;
  std::filesystem::create_directories(folder);
  const auto file = std::string(folder) + "/" + platform + "-" + std::to_string(getpid()) + ".jsonl";
  return std::make_unique<RecordingClient>(std::move(client), platform, file);
}

}  // namespace tillbridge::tests
