#include "bench/service/load.hpp"

#include <chrono>
#include <stdexcept>

namespace tillbridge::bench {
namespace {

constexpr std::chrono::milliseconds kBetweenBytes{100};

}  // namespace

void IdleConnections::grow_to(std::size_t count) {
  while (kept_.size() < count) {
    Client client(clients_);
    client.send(http_get("/healthz"));
    client.receive();
    kept_.push_back(std::move(client));
  }
}

SlowSenders::SlowSenders(const Clients& clients, std::size_t count) {
  const std::string in_head = "POST /soap/ProductTasks HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
  const std::string in_body = http_call(std::string(100'000, ' ')).substr(0, 200);
  for (std::size_t at = 0; at < count; ++at) {
    senders_.emplace_back(clients);
    senders_.back().send(at % 2 == 0 ? in_head : in_body);
  }
  thread_ = std::thread([this] { send(); });
}

SlowSenders::~SlowSenders() {
  is_over_ = true;
  thread_.join();
}

void SlowSenders::send() {
  const auto pause = kBetweenBytes / static_cast<int>(senders_.size());
  for (std::size_t next = 0; !is_over_; next = (next + 1) % senders_.size()) {
    senders_[next].send("x");
    std::this_thread::sleep_for(std::chrono::duration_cast<std::chrono::microseconds>(pause) + std::chrono::microseconds(500));
  }
}

LargeCalls::LargeCalls(const Clients& clients, const std::vector<std::string>& calls) : open_(static_cast<int>(calls.size())), failures_(calls.size()) {
  for (std::size_t at = 0; at < calls.size(); ++at)
    threads_.emplace_back([this, &clients, &call = calls[at], at] {
      try {
        Client client(clients);
        client.send(call);
        client.receive();
      } catch (const std::exception& error) {
        failures_[at] = error.what();
      }
      --open_;
    });
}

LargeCalls::~LargeCalls() {
  for (auto& thread : threads_) thread.join();
}

void LargeCalls::check() const {
  for (const auto& failure : failures_)
    if (!failure.empty()) throw std::runtime_error("a large call failed: " + failure);
}

}  // namespace tillbridge::bench
