#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "conformance/task.hpp"

namespace tillbridge::conformance {

/// What became of a task.
struct TaskResult {
  enum class Outcome { kPassed, kFailed, kNotSeen } outcome = Outcome::kNotSeen;
  std::string name, title, page;
  std::string seen, expected;
  std::vector<std::string> remarks;
};
std::string to_word(TaskResult::Outcome outcome);  ///< "PASSED", "FAILED", "NOT SEEN"

/// Who is told what happens: a terminal, or a program that drives a till.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void on_waiting(const Task& task, const std::string& obstacle) = 0;
  virtual void on_task(const Task& task, const Orders& orders) = 0;
  virtual void on_result(const TaskResult& result) = 0;
};

struct RunParts {
  Stage& stage;
  const base::Clock& clock;
  std::function<Recording()> recording;
  /// Returns when a call came after the first `known` ones, or a moment later; false = stop the run.
  std::function<bool(std::size_t known)> wait;
  Listener& listener;
  std::chrono::seconds timeout{600};  ///< per task
  std::chrono::seconds prepare{0};    ///< between the sentences and what follows
};

/// Walks through the tasks. What the shop refuses fails the task, not the run. Calls that the service refused and its warnings are remarks of the task. A run that
/// is stopped counts the rest as not seen, without beginning it.
std::vector<TaskResult> run_tasks(const std::vector<Task*>& tasks, RunParts parts);

/// Transactions that reached the till and were neither confirmed nor refused: each a sentence.
std::vector<std::string> unanswered(const Recording& calls);

}  // namespace tillbridge::conformance
