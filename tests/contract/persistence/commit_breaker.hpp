#pragma once
#include <atomic>
#include <thread>

namespace tillbridge::tests {

/// Stands between a client and a MySQL server on 127.0.0.1 and, once armed, cuts the next connection that sends COMMIT: either
/// before the server gets it, or after the server has done it and before the client hears of it. The client cannot tell which.
class CommitBreaker {
 public:
  enum class Cut { kBeforeTheServer, kAfterTheServer };

  explicit CommitBreaker(int server_port);
  ~CommitBreaker();
  CommitBreaker(const CommitBreaker&) = delete;
  CommitBreaker& operator=(const CommitBreaker&) = delete;

  int port() const { return port_; }
  void arm(Cut cut);
  /// Whether the armed cut has happened.
  bool has_cut() const { return !armed_; }

 private:
  void serve();
  void pass_on(int client);

  int server_port_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> armed_ = false;
  std::atomic<Cut> cut_ = Cut::kBeforeTheServer;
  std::thread thread_;
};

}  // namespace tillbridge::tests
