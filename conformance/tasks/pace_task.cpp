#include <map>

#include <fmt/format.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

/// People press a button twice; a program does it again and again.
constexpr int kHurriedInARow = 5;

bool brought_nothing(const RecordedCall& call) {
  for (const auto& child : call.answer.children) {
    if (child.name != "Warnings" && child.name != "Extras" && !child.children.empty()) return false;
  }
  return !is_true(call.answer.value("MoreAvailable"));
}

class PaceTask final : public Task {
 public:
  std::string name() const override { return "pace"; }
  std::string title() const override { return "Leave a pause between polls"; }
  std::string page() const override { return "README.md#a-tills-day"; }

  Orders begin(Stage&) override { return {{"Nothing to do: the kit looks at the pauses between all polls so far."}, {}}; }

  Verdict look(Stage& stage, const Seen& seen) override {
    std::map<std::string, const RecordedCall*> before;
    std::map<std::string, int> hurried;
    std::size_t polls = 0;
    for (const auto& call : seen.calls) {
      if (!call.operation.starts_with("GetNew")) continue;
      ++polls;
      const auto* last = before[call.operation];
      before[call.operation] = &call;
      auto& row = hurried[call.operation];
      const bool too_soon = last && last->is_done() && !last->lost && brought_nothing(*last) && call.at - last->at < stage.pause;
      row = too_soon ? row + 1 : 0;
      if (row >= kHurriedInARow) {
        return failed(fmt::format("{} came {} times in a row less than {:g} s after an answer that brought nothing", call.operation, row, seconds(stage.pause)),
                      "a till asks every 5 to 15 minutes, at once only while MoreAvailable is true");
      }
    }
    return polls == 0 ? waiting("", "GetNewTransactions") : passed(fmt::format("{} polls, none in a hurry", polls));
  }

 private:
  static double seconds(std::chrono::milliseconds span) { return static_cast<double>(span.count()) / 1'000; }
};

}  // namespace

std::unique_ptr<Task> make_pace_task() { return std::make_unique<PaceTask>(); }

}  // namespace tillbridge::conformance
