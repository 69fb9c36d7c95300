#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

#include "conformance/recorded_call.hpp"

namespace tillbridge::conformance {

/// Which answer is to be lost next: a till must live through that.
class AnswerLoss {
 public:
  virtual ~AnswerLoss() = default;
  /// The next call of this operation that succeeds is carried out, and its connection cut before the answer. "" takes the plan back.
  virtual void lose_next(const std::string& operation) = 0;
};

/// What all connections of the door write into and the tasks read from. Safe for any thread.
class Recorder final : public AnswerLoss {
 public:
  void lose_next(const std::string& operation) override;
  /// Keeps the call in the order of the answers; true: its answer must not reach the till.
  bool keep(RecordedCall call);
  Recording calls() const;
  /// Returns when a call came after the first `known` ones, or after `longest`.
  void wait(std::size_t known, std::chrono::milliseconds longest) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Recording calls_;
  std::string loses_;
};

}  // namespace tillbridge::conformance
