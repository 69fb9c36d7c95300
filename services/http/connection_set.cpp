#include "services/http/connection.hpp"

namespace tillbridge::services::http {

void ConnectionSet::add(std::shared_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  connections_.insert(std::move(connection));
}

void ConnectionSet::remove(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
  if (connections_.empty()) empty_.notify_all();
}

std::size_t ConnectionSet::size() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

std::set<std::shared_ptr<Connection>> ConnectionSet::copy() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

void ConnectionSet::stop_all() {
  for (const auto& connection : copy()) connection->stop();
}

void ConnectionSet::abort_all() {
  for (const auto& connection : copy()) connection->abort();
}

bool ConnectionSet::wait_until_empty(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, timeout, [this] { return connections_.empty(); });
}

}  // namespace tillbridge::services::http
