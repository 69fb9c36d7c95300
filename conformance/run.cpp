#include "conformance/run.hpp"

#include <algorithm>
#include <exception>
#include <set>

#include <fmt/format.h>

namespace tillbridge::conformance {
namespace {

constexpr std::size_t kMaxRemarks = 12;
constexpr std::size_t kAnyNumber = ~std::size_t{0};
constexpr std::string_view kStopped = "the run was stopped";

void add_once(std::vector<std::string>& remarks, std::string text) {
  if (remarks.size() < kMaxRemarks && std::find(remarks.begin(), remarks.end(), text) == remarks.end()) remarks.push_back(std::move(text));
}

/// "" when the service carried the call out.
std::string refusal_of(const RecordedCall& call) {
  const auto what = call.operation.empty() ? "a call that could not be read" : call.operation;
  if (!call.fault_code.empty()) return fmt::format("{} was refused with {}: {}", what, call.fault_code, call.fault_message);
  if (call.status == 0) return fmt::format("{} got no answer from the service; does `tillbridge serve` run?", what);
  return call.is_done() ? "" : fmt::format("{} was refused with HTTP status {}", what, call.status);
}

/// What the service refused or found odd in the calls of this task.
void add_remarks(const Seen& seen, std::vector<std::string>& remarks) {
  for (std::size_t at = seen.from; at < seen.calls.size(); ++at) {
    const auto& call = seen.calls[at];
    if (auto refusal = refusal_of(call); !refusal.empty()) add_once(remarks, std::move(refusal));
    for (const auto& warning : call.answer.list("Warnings")) add_once(remarks, fmt::format("{}: {}", call.operation, warning.value("Message").empty() ? warning.text : warning.value("Message")));
  }
}

class OneTask {
 public:
  OneTask(Task& task, RunParts& parts) : task_(task), parts_(parts) {}

  TaskResult run() {
    Verdict verdict;
    try {
      verdict = watch();
    } catch (const std::exception& error) {
      verdict = failed(fmt::format("the kit could not go on: {}", error.what()), "the sandbox and the service answer");
    }
    parts_.stage.loss.lose_next("");
    const auto calls = parts_.recording();
    add_remarks({calls, std::min(from_, calls.size()), began_, parts_.clock.now()}, verdict.remarks);
    return {outcome_of(verdict), task_.name(), task_.title(), task_.page(), std::move(verdict.seen), std::move(verdict.expected), std::move(verdict.remarks)};
  }

  bool is_stopped() const { return is_stopped_; }

 private:
  bool wait(std::size_t known) {
    is_stopped_ = is_stopped_ || !parts_.wait(known);
    return !is_stopped_;
  }

  static TaskResult::Outcome outcome_of(const Verdict& verdict) {
    if (verdict.state == Verdict::State::kPassed) return TaskResult::Outcome::kPassed;
    return verdict.state == Verdict::State::kWaiting && verdict.seen.empty() ? TaskResult::Outcome::kNotSeen : TaskResult::Outcome::kFailed;
  }

  Verdict watch() {
    began_ = parts_.clock.now();
    from_ = parts_.recording().size();
    if (auto obstacle = wait_for_begin(); !obstacle.empty()) return waiting({}, std::move(obstacle));
    from_ = parts_.recording().size();
    began_ = parts_.clock.now();
    parts_.listener.on_task(task_, task_.begin(parts_.stage));
    while (parts_.clock.now() - began_ < parts_.prepare && wait(kAnyNumber)) {
    }
    if (is_stopped_) return waiting({}, std::string(kStopped));
    task_.act(parts_.stage);
    const auto limit = parts_.timeout + parts_.prepare + task_.extra_time(parts_.stage);
    for (;;) {
      const auto calls = parts_.recording();
      auto verdict = task_.look(parts_.stage, {calls, from_, began_, parts_.clock.now()});
      if (verdict.state != Verdict::State::kWaiting || parts_.clock.now() - began_ >= limit) return verdict;
      if (!wait(calls.size())) return verdict;
    }
  }

  std::string wait_for_begin() {
    std::string told;
    for (;;) {
      const auto calls = parts_.recording();
      const auto obstacle = task_.obstacle(parts_.stage, {calls, from_, began_, parts_.clock.now()});
      if (obstacle.empty()) return {};
      if (obstacle != told) parts_.listener.on_waiting(task_, obstacle);
      told = obstacle;
      if (parts_.clock.now() - began_ >= parts_.timeout || !wait(calls.size())) return obstacle;
    }
  }

  Task& task_;
  RunParts& parts_;
  std::size_t from_ = 0;
  base::Timestamp began_;
  bool is_stopped_ = false;
};

}  // namespace

std::string to_word(TaskResult::Outcome outcome) {
  switch (outcome) {
    case TaskResult::Outcome::kPassed: return "PASSED";
    case TaskResult::Outcome::kFailed: return "FAILED";
    case TaskResult::Outcome::kNotSeen: return "NOT SEEN";
  }
  return {};
}

std::vector<TaskResult> run_tasks(const std::vector<Task*>& tasks, RunParts parts) {
  std::vector<TaskResult> out;
  bool is_stopped = false;
  for (auto* task : tasks) {
    if (is_stopped) {
      out.push_back({TaskResult::Outcome::kNotSeen, task->name(), task->title(), task->page(), {}, std::string(kStopped), {}});
      continue;
    }
    OneTask one(*task, parts);
    out.push_back(one.run());
    is_stopped = one.is_stopped();
    parts.listener.on_result(out.back());
  }
  return out;
}

std::vector<std::string> unanswered(const Recording& calls) {
  std::set<std::string> answered;
  for (const auto& one : confirmations(calls)) {
    if (one.is_done()) answered.insert(one.id);
  }
  std::vector<std::string> out;
  for (const auto& one : handed_out(calls)) {
    if (answered.insert(one.id).second) out.push_back(fmt::format("the {} of order {} ({}) was handed out and never answered", one.type, one.order_number, one.id));
  }
  return out;
}

}  // namespace tillbridge::conformance
