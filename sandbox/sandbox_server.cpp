#include "sandbox/sandbox_server.hpp"

#include "sandbox/api_answer.hpp"

namespace tillbridge::sandbox {
namespace {

constexpr std::string_view kApi = "/api/";
constexpr std::string_view kAdmin = "/admin/";

bool is_loopback_name(std::string_view authority) {
  const auto host = authority.substr(0, authority.rfind(':'));
  return host == "127.0.0.1" || host == "localhost";
}

// A page of another origin may make the browser send us requests, by name or by DNS rebinding; both show in these two headers.
bool from_elsewhere(const Request& request) {
  if (!is_loopback_name(request.header("Host"))) return true;
  const auto origin = request.header("Origin");
  return !origin.empty() && origin != "http://" + request.header("Host");
}

Request below(const Request& request, std::string_view prefix) {
  auto inner = request;
  inner.path = request.path.substr(prefix.size() - 1);
  return inner;
}

Response route(Shop& shop, const Request& request) {
  if (request.path.starts_with(kApi)) return answer_public_api(shop, below(request, kApi));
  if (from_elsewhere(request)) return api_error(403, "foreign_origin", "this door answers to its own page and to local programs only");
  if (request.path.starts_with(kAdmin)) return answer_admin_api(shop, below(request, kAdmin));
  return answer_page(shop, request);
}

}  // namespace

SandboxServer::SandboxServer(SandboxOptions options, const base::Clock& clock) : shop_(options.file, options.settings, options.token, clock) {
  server_ = std::make_unique<HttpServer>(HttpServerOptions{.port = options.port}, [this](const Request& request) { return answer(request); });
}

SandboxServer::~SandboxServer() { stop(); }

void SandboxServer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  server_->stop();
}

/// A shop that needs time for each entry shows nothing of the call before; others are answered meanwhile.
Response SandboxServer::answer(const Request& request) {
  if (const auto pace = time_to_work(request); pace.count() > 0) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, pace, [this] { return stopping_; });
  }
  return answer_now(request);
}

std::chrono::milliseconds SandboxServer::time_to_work(const Request& request) {
  if (!request.path.starts_with(kApi)) return {};
  const std::lock_guard lock(mutex_);
  return working_time(shop_, below(request, kApi));
}

Response SandboxServer::answer_now(const Request& request) {
  try {
    const std::lock_guard lock(mutex_);
    return answer_in_transaction(request);
  } catch (const Json::exception& bad) {
    return api_error(400, "bad_json", bad.what());
  } catch (const BadValue& bad) {
    return api_error(400, "bad_value", bad.what());
  }
}

Response SandboxServer::answer_in_transaction(const Request& request) {
  shop_.file.begin();
  try {
    auto response = route(shop_, request);
    shop_.file.commit();
    return response;
  } catch (...) {
    // What is in memory may be half done: go back to what the file holds.
    shop_.file.roll_back();
    shop_.catalogue.load();
    shop_.orders.load();
    throw;
  }
}

}  // namespace tillbridge::sandbox
