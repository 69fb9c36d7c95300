#pragma once
#include <atomic>
#include <exception>
#include <string>
#include <thread>
#include <vector>

#include "bench/service/client.hpp"

namespace tillbridge::bench {

/// Connections that made one request each and are kept.
class IdleConnections {
 public:
  explicit IdleConnections(const Clients& clients) : clients_(clients) {}
  void grow_to(std::size_t count);

 private:
  const Clients& clients_;
  std::vector<Client> kept_;
};

/// Connections that send one byte each about ten times a second, half of them in the head of their request and half in its body.
class SlowSenders {
 public:
  SlowSenders(const Clients& clients, std::size_t count);
  ~SlowSenders();
  SlowSenders(const SlowSenders&) = delete;
  SlowSenders& operator=(const SlowSenders&) = delete;

 private:
  void send();
  std::vector<Client> senders_;
  std::atomic<bool> is_over_{false};
  std::thread thread_;
};

/// Calls that are sent at once, each on a connection and a thread of its own.
class LargeCalls {
 public:
  LargeCalls(const Clients& clients, const std::vector<std::string>& calls);
  ~LargeCalls();
  LargeCalls(const LargeCalls&) = delete;
  LargeCalls& operator=(const LargeCalls&) = delete;
  bool are_running() const { return open_ > 0; }
  /// After their end: throws where one of them failed.
  void check() const;

 private:
  std::atomic<int> open_;
  std::vector<std::string> failures_; ///< parallel to the calls, "" = answered
  std::vector<std::thread> threads_;
};

}  // namespace tillbridge::bench
