#include "conformance/run.hpp"

#include <algorithm>
#include <exception>
#include <set>

#include <fmt/format.h>

namespace tillbridge::conformance {
namespace {

/// What the service found odd in the calls of this task.
void add_warnings(const Seen& seen, std::vector<std::string>& remarks) {
  for (std::size_t at = seen.from; at < seen.calls.size(); ++at) {
    for (const auto& warning : seen.calls[at].answer.list("Warnings")) {
      auto text = fmt::format("{}: {}", seen.calls[at].operation, warning.value("Message").empty() ? warning.text : warning.value("Message"));
      if (std::find(remarks.begin(), remarks.end(), text) == remarks.end()) remarks.push_back(std::move(text));
    }
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
    add_warnings({calls, std::min(from_, calls.size()), began_, parts_.clock.now()}, verdict.remarks);
    return {outcome_of(verdict), task_.name(), task_.title(), task_.page(), std::move(verdict.seen), std::move(verdict.expected), std::move(verdict.remarks)};
  }

 private:
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
    while (parts_.clock.now() - began_ < parts_.prepare && parts_.wait(~std::size_t{0})) {
    }
    task_.act(parts_.stage);
    const auto limit = parts_.timeout + parts_.prepare + task_.extra_time(parts_.stage);
    for (;;) {
      const auto calls = parts_.recording();
      auto verdict = task_.look(parts_.stage, {calls, from_, began_, parts_.clock.now()});
      if (verdict.state != Verdict::State::kWaiting || parts_.clock.now() - began_ >= limit) return verdict;
      if (!parts_.wait(calls.size())) return verdict;
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
      if (parts_.clock.now() - began_ >= parts_.timeout || !parts_.wait(calls.size())) return obstacle;
    }
  }

  Task& task_;
  RunParts& parts_;
  std::size_t from_ = 0;
  base::Timestamp began_;
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
  for (auto* task : tasks) {
    out.push_back(OneTask(*task, parts).run());
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
