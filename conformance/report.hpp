#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "conformance/run.hpp"

namespace tillbridge::conformance {

/// For people: what to do now, then what became of it.
class TextListener final : public Listener {
 public:
  explicit TextListener(std::ostream& out) : out_(out) {}
  void on_waiting(const Task& task, const std::string& obstacle) override;
  void on_task(const Task& task, const Orders& orders) override;
  void on_result(const TaskResult& result) override;

 private:
  std::ostream& out_;
};

/// For programs: one JSON object per line, {"event":"waiting"|"task"|"result", …}.
class JsonListener final : public Listener {
 public:
  explicit JsonListener(std::ostream& out) : out_(out) {}
  void on_waiting(const Task& task, const std::string& obstacle) override;
  void on_task(const Task& task, const Orders& orders) override;
  void on_result(const TaskResult& result) override;

 private:
  std::ostream& out_;
};

bool all_passed(const std::vector<TaskResult>& results);
/// Whether the till is ready. After a run of all tasks, which ends with a quiet time, no document may stay unanswered either; after a part of them one may just be on its way.
bool is_ready(const std::vector<TaskResult>& results, const std::vector<std::string>& open, bool whole_run);
/// A table of the tasks, "9 of 12 passed", and the sentences of `open`.
std::string summary_text(const std::vector<TaskResult>& results, const std::vector<std::string>& open);
/// {"event":"summary","passed":9,"of":12,"results":[…],"unanswered":[…]} on one line.
std::string summary_json(const std::vector<TaskResult>& results, const std::vector<std::string>& open);

}  // namespace tillbridge::conformance
