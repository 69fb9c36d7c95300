#include "bench/parts_timeline.hpp"

#include <time.h>

namespace tillbridge::bench {
namespace {

double seconds_of(clockid_t clock) {
  timespec at{};
  ::clock_gettime(clock, &at);
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) * 1e-9;
}

Spent now_of(pid_t server) {
  Spent at{seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
  clockid_t clock{};
  if (server != 0 && ::clock_getcpuclockid(server, &clock) == 0) at.processor += seconds_of(clock);
  return at;
}

}  // namespace

void Timeline::begin() {
  const std::lock_guard lock(mutex_);
  times_ = {};
  current_ = Part::kReceive;
  may_be_front_ = true;
  since_ = now_of(server_);
}

Part Timeline::go_to(Part part) {
  const std::lock_guard lock(mutex_);
  const Part before = current_;
  charge(before);
  current_ = part;
  return before;
}

void Timeline::begin_rows() {
  const std::lock_guard lock(mutex_);
  if (!may_be_front_ || (current_ != Part::kFront && current_ != Part::kDecode)) return;
  charge(Part::kFront);
  current_ = Part::kDecode;
}

void Timeline::end_transaction() {
  const std::lock_guard lock(mutex_);
  charge(current_);
  current_ = Part::kDecode;
  may_be_front_ = false;
}

PartTimes Timeline::end() {
  const std::lock_guard lock(mutex_);
  charge(current_);
  return times_;
}

Part Timeline::now() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void Timeline::charge(Part part) {
  const Spent now = now_of(server_);
  auto& time = times_[static_cast<std::size_t>(part)];
  time.wall += now.wall - since_.wall;
  time.processor += now.processor - since_.processor;
  since_ = now;
}

}  // namespace tillbridge::bench
