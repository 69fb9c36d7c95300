#include "http_fixture.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace tillbridge::tests {
namespace {

constexpr std::chrono::seconds kDeadline{20};

}  // namespace

services::http::Response EchoHandler::handle(services::http::Request& request) {
  services::http::Response response;
  response.content_type = "text/plain";
  if (request.path == "/throw") throw std::runtime_error("secret detail");
  if (request.path == "/wait") {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait_for(lock, kDeadline, [this] { return is_released_; });
  }
  if (request.path == "/large") {
    auto writer = services::http::make_body_writer(1 << 20, "/tmp");
    for (int at = 0; at < 20; ++at) writer->append(std::string(1 << 20, static_cast<char>('a' + at)));
    response.body = writer->finish();
    return response;
  }
  if (request.path == "/facts") response.text = request.peer_address + " " + request.public_base;
  else response.text = request.method + " " + request.path + " " + std::to_string(request.body->bytes().size());
  return response;
}

void EchoHandler::wait_until_waiting(int calls) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, kDeadline, [&] { return waiting_ >= calls; })) throw std::runtime_error("no call arrived");
}

void EchoHandler::release() {
  const std::lock_guard lock(mutex_);
  is_released_ = true;
  changed_.notify_all();
}

HttpFixture::HttpFixture() {
  std::string name = "/tmp/tillbridge-http-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  directory = name;
  options.body.spool_directory = name;
}

HttpFixture::~HttpFixture() {
  handler.release();
  server.reset();
  std::filesystem::remove_all(directory);
}

services::http::HttpServer& HttpFixture::start() { return server.emplace(options, handler, random, clock, metrics); }

}  // namespace tillbridge::tests
