#include "tests/support/fake_platform.hpp"

#include <algorithm>

namespace tillbridge::tests {
namespace {

PlatformCall to_call(const sandbox::Request& request) {
  PlatformCall call{request.method, request.path, {}, request.body};
  for (const auto& [name, value] : request.query) call.query[name] = value;
  return call;
}

}  // namespace

FakePlatform::~FakePlatform() = default;

void FakePlatform::open() {
  server_ = std::make_unique<sandbox::HttpServer>(sandbox::HttpServerOptions{}, [this](const sandbox::Request& request) { return handle(request); });
}

void FakePlatform::close() { server_->stop(); }

std::string FakePlatform::base_url() const { return server_->base_url(); }

void FakePlatform::fail(ShopFault fault, int times, std::function<bool(const PlatformCall&)> fits) {
  const std::lock_guard lock(mutex_);
  faults_.push_back({fault, times, std::move(fits)});
}

void FakePlatform::fail(ShopFault fault, int times, const std::string& matching) {
  fail(fault, times, [matching](const PlatformCall& call) { return call.line().find(matching) != std::string::npos; });
}

void FakePlatform::before(std::function<bool(const PlatformCall&)> fits, std::function<void()> change) {
  const std::lock_guard lock(mutex_);
  hands_.push_back({std::move(fits), std::move(change)});
}

std::vector<PlatformCall> FakePlatform::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

int FakePlatform::count(const std::string& matching) const {
  return count([&](const PlatformCall& call) { return call.line().find(matching) != std::string::npos; });
}

int FakePlatform::count(const std::function<bool(const PlatformCall&)>& fits) const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count_if(calls_, fits));
}

void FakePlatform::forget_calls() {
  const std::lock_guard lock(mutex_);
  calls_.clear();
}

sandbox::Response FakePlatform::throttled() {
  auto response = sandbox::json_response(429, R"({"title":"Too many requests","message":"Too many requests"})");
  response.headers.emplace_back("Retry-After", "7");
  return response;
}

sandbox::Response FakePlatform::unauthorized() { return sandbox::json_response(401, R"({"message":"The credentials are not valid"})"); }

std::optional<ShopFault> FakePlatform::take_fault(const PlatformCall& call) {
  for (auto& waiting : faults_)
    if (waiting.times > 0 && waiting.fits(call)) {
      --waiting.times;
      return waiting.fault;
    }
  return std::nullopt;
}

/// Faults that strike before the platform does anything.
std::optional<sandbox::Response> FakePlatform::refusal(ShopFault fault) {
  switch (fault) {
    case ShopFault::kThrottle: return throttled();
    case ShopFault::kUnauthorized: return unauthorized();
    case ShopFault::kError500: return sandbox::html_response(500, "<html><body>Internal Server Error</body></html>");
    case ShopFault::kError502: return sandbox::html_response(502, "<html><body>502 Bad Gateway</body></html>");
    case ShopFault::kHtml: return sandbox::html_response(200, "<html><body>Welcome to our shop</body></html>");
    case ShopFault::kLoseAnswer:
    case ShopFault::kSilence: break;
  }
  return std::nullopt;
}

sandbox::Response FakePlatform::handle(const sandbox::Request& request) {
  const std::lock_guard lock(mutex_);
  const auto call = to_call(request);
  calls_.push_back(call);
  const auto hand = std::ranges::find_if(hands_, [&](const Hand& waiting) { return waiting.fits(call); });
  if (hand != hands_.end()) {
    const auto change = std::move(hand->change);
    hands_.erase(hand);
    change();
  }
  const auto fault = take_fault(call);
  if (fault)
    if (auto refused = refusal(*fault)) return *refused;
  auto response = answer(request, call);
  if (fault == ShopFault::kLoseAnswer) response.delivery = sandbox::Delivery::kDrop;
  if (fault == ShopFault::kSilence) response.delivery = sandbox::Delivery::kHoldUntilClosed;
  return response;
}

}  // namespace tillbridge::tests
