#include "connectors/woocommerce/api.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <charconv>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr const char* kRoot = "/wp-json";
constexpr const char* kNamespace = "/wp-json/wc/v3";
constexpr std::size_t kNonceBytes = 16;

std::string base64(const std::string& text) {
  std::string out(4 * ((text.size() + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  return out;
}

std::string with_query(std::string url, const Parameters& parameters) {
  if (!parameters.empty()) url += "?" + http::encode_query(parameters);
  return url;
}

int number_header(const http::HttpExchange& answer, std::string_view name) {
  const std::string_view text = answer.header(name);
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Api::Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock, base::Random& random)
    : settings_(settings), client_(client), clock_(clock), random_(random) {}

Reply Api::get(const std::string& path, const Parameters& parameters) { return send("GET", path, parameters, ""); }
Reply Api::post(const std::string& path, const Json& body) { return send("POST", path, {}, body.dump()); }
Reply Api::put(const std::string& path, const Json& body) { return send("PUT", path, {}, body.dump()); }

Reply Api::get_public(const std::string& path, const Parameters& parameters) {
  http::HttpRequest request;
  request.url = with_query(settings_.base_url + kRoot + path, parameters);
  request.headers = {{"Accept", "application/json"}};
  return read(client_.send(request));
}

Reply Api::send(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body) {
  http::HttpExchange answer = client_.send(request(method, path, parameters, body));
  // A kept-alive connection that the shop has closed meanwhile: a read is asked again, signed anew because its nonce may have been seen.
  const bool closed = answer.transport == http::Transport::kLost && answer.failure == "reset";
  if (closed && method == "GET" && settings_.authentication == Authentication::kOAuth) answer = client_.send(request(method, path, parameters, body));
  return read(answer);
}

http::HttpRequest Api::request(const std::string& method, const std::string& path, Parameters parameters, const std::string& body) {
  http::HttpRequest request;
  request.method = method;
  request.headers = {{"Accept", "application/json"}};
  if (settings_.authentication == Authentication::kBasic) {
    request.headers.push_back({"Authorization", "Basic " + base64(settings_.consumer_key + ":" + settings_.consumer_secret)});
  } else if (settings_.authentication == Authentication::kQueryKeys) {
    parameters.emplace_back("consumer_key", settings_.consumer_key);
    parameters.emplace_back("consumer_secret", settings_.consumer_secret);
  } else {
    request.single_use = true;
    std::string nonce;
    for (const auto byte : random_.bytes(kNonceBytes)) nonce += fmt::format("{:02x}", byte);
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
    const http::OAuthSigner signer{settings_.consumer_key, settings_.consumer_secret, settings_.signature_method};
    parameters = signer.sign(method, settings_.signing_url + kNamespace + path, std::move(parameters), nonce, now);
  }
  request.url = with_query(settings_.base_url + kNamespace + path, parameters);
  if (!body.empty()) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
  }
  return request;
}

Reply Api::read(const http::HttpExchange& answer) {
  Reply reply;
  reply.status = answer.answered() ? answer.status : 0;
  bool readable = false;
  if (answer.answered())
    if (auto parsed = parse_json(answer.body)) {
      reply.body = std::move(*parsed);
      readable = reply.body.is_object() || reply.body.is_array();
    }
  if (!readable) reply.body = Json();
  reply.outcome = classify(answer, reply.body, clock_.now());
  const std::string secrets[] = {settings_.consumer_key, settings_.consumer_secret};
  reply.outcome.message = http::scrub(reply.outcome.message, secrets);
  reply.total_pages = number_header(answer, "X-WP-TotalPages");
  return reply;
}

}  // namespace tillbridge::connectors::woocommerce
