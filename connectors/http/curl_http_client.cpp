#include "connectors/http/curl_http_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "base/text.hpp"

namespace tillbridge::connectors::http {
namespace {

constexpr std::size_t kMaxHeaders = 200;
constexpr std::size_t kMaxHeaderBytes = 64 * 1024;

/// What the callbacks of one transfer share.
struct Transfer {
  const AddressPolicy& policy;
  std::size_t body_cap;
  bool repeatable;
  HttpExchange exchange{};
  bool request_started = false;
  bool address_refused = false;
  bool too_large = false;
  std::size_t header_bytes = 0;
};

// curl_global_init is not safe beside other threads' first use; a local static runs it once before any handle exists.
void start_curl_once() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl does not start: " + std::string(curl_easy_strerror(started)));
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.exchange.body.size() + size > transfer.body_cap) {
    transfer.too_large = true;
    return 0;
  }
  transfer.exchange.body.append(data, size);
  return size;
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  if (line.starts_with("HTTP/")) {
    transfer.exchange.headers.clear();
    return size;
  }
  transfer.header_bytes += size;
  if (transfer.exchange.headers.size() >= kMaxHeaders || transfer.header_bytes > kMaxHeaderBytes) {
    transfer.too_large = true;
    return 0;
  }
  const auto colon = line.find(':');
  if (colon != std::string_view::npos)
    transfer.exchange.headers.push_back({std::string(base::trim_blanks(line.substr(0, colon))), std::string(base::trim_blanks(line.substr(colon + 1)))});
  return size;
}

curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.address_refused || (!transfer.policy.allow_private_address && !is_public_address(address->addr))) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Called when the connection stands and the request is about to leave. libcurl calls it again when a kept-alive connection turned out dead and
// it wants to repeat on a fresh one: for a write we refuse that, because the first copy may have been carried out, and for a request of single use
// because the shop has seen its nonce.
int on_before_request(void* user, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.request_started && !transfer.repeatable) return CURL_PREREQFUNC_ABORT;
  transfer.request_started = true;
  return CURL_PREREQFUNC_OK;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f && c != ':'; });
}

bool well_formed(const HttpRequest& request) {
  if (!is_token(request.method)) return false;
  if (std::any_of(request.url.begin(), request.url.end(), [](unsigned char c) { return c <= 0x20 || c >= 0x7f; })) return false;
  return std::all_of(request.headers.begin(), request.headers.end(), [](const Header& h) { return is_token(h.name) && !has_control(h.value); });
}

std::string host_of(const std::string& url) {
  const auto begin = url.find("://");
  const auto from = begin == std::string::npos ? 0 : begin + 3;
  const auto authority = url.substr(from, url.find_first_of("/?#", from) - from);
  return authority.substr(authority.find('@') == std::string::npos ? 0 : authority.find('@') + 1);
}

HttpExchange failed(Transport transport, std::string failure, std::string text) {
  HttpExchange exchange;
  exchange.transport = transport;
  exchange.failure = std::move(failure);
  exchange.failure_text = std::move(text);
  return exchange;
}

std::string failure_word(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "dns";
    case CURLE_OPERATION_TIMEDOUT: return "timeout";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return "tls";
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return "bad_request";
    case CURLE_COULDNT_CONNECT: return "connect";
    default: return "reset";
  }
}

HttpExchange explain(CURLcode code, const Transfer& transfer, const std::string& host) {
  const auto transport = transfer.request_started ? Transport::kLost : Transport::kNotSent;
  if (transfer.address_refused)
    return failed(Transport::kNotSent, "address_refused",
                  host + " leads to a loopback, private or reserved address; allow it for this site with allow_private_address if that is meant");
  if (transfer.too_large) return failed(transport, "too_large", host + " sent a larger answer than we read");
  auto word = failure_word(code);
  if (!transfer.request_started && word == "reset") word = "connect";
  return failed(transport, word, host + ": " + curl_easy_strerror(code));
}

using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

HeaderList header_list(const HttpRequest& request) {
  curl_slist* list = nullptr;
  const auto append = [&list](const std::string& line) {
    auto* longer = curl_slist_append(list, line.c_str());
    if (!longer) {
      curl_slist_free_all(list);
      throw std::bad_alloc();
    }
    list = longer;
  };
  append("Expect:");
  // A header without a value needs the semicolon form, else libcurl drops it.
  for (const auto& header : request.headers) append(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  return {list, &curl_slist_free_all};
}

}  // namespace

struct CurlHttpClient::Handle {
  CURL* curl = nullptr;
  Handle() {
    start_curl_once();
    curl = curl_easy_init();
    if (!curl) throw std::bad_alloc();
  }
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  template <class T>
  void set(CURLoption option, T value) {
    const auto code = curl_easy_setopt(curl, option, value);
    if (code != CURLE_OK) throw std::runtime_error("libcurl lacks an option we need: " + std::string(curl_easy_strerror(code)));
  }

  void set_rules(const CurlOptions& options) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, options.policy.allow_plain_http ? "http,https" : "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options.body_cap));
  }

  void set_callbacks(Transfer& transfer) {
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    set(CURLOPT_PREREQFUNCTION, &on_before_request);
    set(CURLOPT_PREREQDATA, &transfer);
  }

  void set_request(const HttpRequest& request, curl_slist* headers) {
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    if (request.method == "GET" && request.body.empty()) {
      set(CURLOPT_HTTPGET, 1L);
      return;
    }
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, request.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
};

CurlHttpClient::CurlHttpClient(CurlOptions options) : options_(std::move(options)), handle_(std::make_unique<Handle>()) {}
CurlHttpClient::~CurlHttpClient() = default;

HttpExchange CurlHttpClient::send(const HttpRequest& request) {
  if (!well_formed(request))
    return failed(Transport::kNotSent, "bad_request", "a value for " + host_of(request.url) + " holds a control character and was not sent");
  Transfer transfer{.policy = options_.policy, .body_cap = options_.body_cap, .repeatable = request.method == "GET" && !request.single_use};
  const auto headers = header_list(request);
  curl_easy_reset(handle_->curl);
  handle_->set_rules(options_);
  handle_->set_callbacks(transfer);
  handle_->set_request(request, headers.get());
  const auto code = curl_easy_perform(handle_->curl);
  if (code == CURLE_FILESIZE_EXCEEDED) transfer.too_large = true;
  if (code != CURLE_OK) return explain(code, transfer, host_of(request.url));
  long status = 0;
  curl_easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &status);
  transfer.exchange.transport = Transport::kAnswered;
  transfer.exchange.status = static_cast<int>(status);
  return std::move(transfer.exchange);
}

std::unique_ptr<HttpClient> make_client(const domain::Site& site) {
  CurlOptions options;
  options.policy = {.allow_plain_http = site.allow_plain_http, .allow_private_address = site.allow_private_address};
  return std::make_unique<CurlHttpClient>(options);
}

}  // namespace tillbridge::connectors::http
