#include "tests/support/fake_woocommerce.hpp"

#include <algorithm>

namespace tillbridge::tests {
namespace {

constexpr std::string_view kRoot = "/wp-json";
constexpr std::string_view kApi = "/wp-json/wc/v3";

WooQuery to_query(const sandbox::Request& request) {
  WooQuery out;
  for (const auto& [name, value] : request.query) out[name] = value;
  return out;
}

/// The query as a test wants to see it: credentials are not part of a request's shape.
WooQuery without_credentials(WooQuery query) {
  std::erase_if(query, [](const auto& entry) { return entry.first.rfind("oauth_", 0) == 0 || entry.first.rfind("consumer_", 0) == 0; });
  return query;
}

std::string line_of(const WooCall& call) { return call.method + " " + call.path; }

sandbox::Response to_response(const WooAnswer& answer) {
  sandbox::Response response = sandbox::json_response(answer.status, answer.body.dump());
  if (answer.total) {
    response.headers.emplace_back("X-WP-Total", std::to_string(*answer.total));
    response.headers.emplace_back("X-WP-TotalPages", std::to_string((*answer.total + answer.per_page - 1) / answer.per_page));
  }
  return response;
}

/// Faults that strike before the shop does anything.
std::optional<sandbox::Response> refusal(WooFault fault) {
  switch (fault) {
    case WooFault::kMaintenance: {
      auto response = sandbox::html_response(503, "<html><body>Briefly unavailable for scheduled maintenance.</body></html>");
      response.headers.emplace_back("Retry-After", "600");
      return response;
    }
    case WooFault::kTooMany: {
      auto response = sandbox::html_response(429, "<html><body>Too Many Requests</body></html>");
      response.headers.emplace_back("Retry-After", "7");
      return response;
    }
    case WooFault::kDatabaseAway: return sandbox::html_response(500, "<html><body>Error establishing a database connection</body></html>");
    case WooFault::kGatewayAway: return sandbox::html_response(502, "<html><body>502 Bad Gateway</body></html>");
    case WooFault::kForbiddenPage: return sandbox::html_response(403, "<html><body>Forbidden</body></html>");
    case WooFault::kWebPage: return sandbox::html_response(200, "<html><body>Welcome to our shop</body></html>");
    case WooFault::kFatal: return to_response(woo_error(500, "internal_server_error", "<p>There has been a critical error on this website.</p>"));
    case WooFault::kRefused: return to_response(woo_error(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid."));
    default: return std::nullopt;
  }
}

/// Faults that eat the answer after the work was done.
void spoil(sandbox::Response& response, WooFault fault) {
  if (fault == WooFault::kAnswerLost) response.delivery = sandbox::Delivery::kDrop;
  if (fault == WooFault::kAnswerLate) response.delivery = sandbox::Delivery::kHoldUntilClosed;
  if (fault == WooFault::kAnswerCut) response.body.resize(response.body.size() / 2);
  if (fault == WooFault::kAnswerShort) {
    Json body = Json::parse(response.body);
    for (auto& [verb, list] : body.items())
      if (list.is_array() && !list.empty()) list.erase(list.size() - 1);
    response.body = body.dump();
  }
}

}  // namespace

FakeWooCommerce::FakeWooCommerce(const base::Clock& clock, FakeWooSettings settings) : clock_(clock), shop_(clock, std::move(settings)) {
  server_ = std::make_unique<sandbox::HttpServer>(sandbox::HttpServerOptions{}, [this](const sandbox::Request& request) { return handle(request); });
  home_url_ = server_->base_url();
}

FakeWooCommerce::~FakeWooCommerce() { server_->stop(); }

std::string FakeWooCommerce::base_url() const { return server_->base_url(); }

void FakeWooCommerce::pretend_https(bool on) {
  const std::lock_guard lock(mutex_);
  https_ = on;
}

void FakeWooCommerce::read_only_key(bool on) {
  const std::lock_guard lock(mutex_);
  read_only_ = on;
}

void FakeWooCommerce::set_home_url(std::string url) {
  const std::lock_guard lock(mutex_);
  home_url_ = std::move(url);
}

void FakeWooCommerce::fail(WooFault fault, int times, const std::string& matching) {
  fail(fault, times, [matching](const WooCall& call) { return line_of(call).find(matching) != std::string::npos; });
}

void FakeWooCommerce::fail(WooFault fault, int times, std::function<bool(const WooCall&)> fits) {
  const std::lock_guard lock(mutex_);
  faults_.push_back({fault, times, std::move(fits)});
}

void FakeWooCommerce::clear_faults() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

void FakeWooCommerce::before(std::string matching, std::function<void(FakeWooShop&)> change) {
  const std::lock_guard lock(mutex_);
  befores_.emplace_back(std::move(matching), std::move(change));
}

std::vector<WooCall> FakeWooCommerce::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

int FakeWooCommerce::count(const std::string& matching) const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(
      std::count_if(calls_.begin(), calls_.end(), [&](const WooCall& call) { return line_of(call).find(matching) != std::string::npos; }));
}

void FakeWooCommerce::forget_calls() {
  const std::lock_guard lock(mutex_);
  calls_.clear();
}

std::optional<WooFault> FakeWooCommerce::take_fault(const WooCall& call) {
  for (auto& waiting : faults_)
    if (waiting.times > 0 && waiting.fits(call)) {
      --waiting.times;
      return waiting.fault;
    }
  return std::nullopt;
}

sandbox::Response FakeWooCommerce::handle(const sandbox::Request& request) {
  const std::lock_guard lock(mutex_);
  // /index.php/wp-json/... is the same door for hosts without rewriting.
  std::string path = request.path;
  if (path.rfind("/index.php", 0) == 0) path.erase(0, 10);
  if (path.rfind(kRoot, 0) != 0) return sandbox::html_response(404, "<html><body>Page not found</body></html>");
  const WooQuery query = to_query(request);
  const bool is_public = path == kRoot || path == kApi;
  const std::string inner = is_public ? path.substr(kRoot.size()) : path.substr(std::min(path.size(), kApi.size()));
  calls_.push_back({request.method, is_public ? path : inner, without_credentials(query), request.body});

  const WooCall call = calls_.back();
  const std::string line = line_of(call);
  const auto change = std::find_if(befores_.begin(), befores_.end(), [&](const auto& waiting) { return line.find(waiting.first) != std::string::npos; });
  if (change != befores_.end()) {
    change->second(shop_);
    befores_.erase(change);
  }
  const auto fault = take_fault(call);
  if (fault)
    if (auto response = refusal(*fault)) return *response;
  if (is_public) return to_response(shop_.call_public(inner));
  if (auto refused = refuse(request, query)) return to_response(*refused);
  sandbox::Response response = to_response(shop_.call(request.method, inner, query, request.body));
  if (fault) spoil(response, *fault);
  return response;
}

}  // namespace tillbridge::tests
