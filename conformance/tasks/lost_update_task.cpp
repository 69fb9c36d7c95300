#include <algorithm>

#include <fmt/format.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class LostUpdateTask final : public Task {
 public:
  std::string name() const override { return "lost-update"; }
  std::string title() const override { return "Repeat an update whose answer was lost"; }
  std::string page() const override { return "README.md#when-no-answer-comes"; }

  Orders begin(Stage& stage) override {
    stage.loss.lose_next("UpdateInventory");
    return {{fmt::format("Count {} again: it has 9 pieces. The till sends that with UpdateInventory.", stage.style.large()),
             "The kit cuts the connection before the answer. Send the same call again, with the same CallerReference if you use one."},
            {{"item", stage.style.large()}, {"quantity", "9"}}};
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    const auto lost = std::find_if(seen.calls.begin() + static_cast<std::ptrdiff_t>(seen.from), seen.calls.end(), [](const RecordedCall& call) { return call.lost && call.operation == "UpdateInventory"; });
    if (lost == seen.calls.end()) return waiting("", fmt::format("UpdateInventory with 9 pieces of {}", stage.style.large()));
    const auto again = std::find_if(lost + 1, seen.calls.end(), [&](const RecordedCall& call) { return call.operation == "UpdateInventory" && is_repeat(*lost, call); });
    if (again == seen.calls.end()) return waiting("the answer to UpdateInventory was lost, and the call was not sent again", "a call without an answer is sent again, unchanged, after 5 s, 15 s, 1 min …");
    const auto reference = lost->request.value("CallerReference");
    if (!again->is_done()) return failed(fmt::format("the repeat was refused: {} {}", again->fault_code, again->fault_message), "the same CallerReference carries the same content");
    if (!has_same_values(*lost, *again)) return failed("the repeat brought other quantities than the lost call", "the lost call is repeated before anything newer is sent");
    std::vector<std::string> remarks;
    if (reference.empty()) remarks.emplace_back("no CallerReference came: harmless for quantities; with one the first answer comes again");
    else if (again->request.value("CallerReference") != reference) remarks.emplace_back("the repeat had another CallerReference: harmless for quantities, but the first answer does not come again");
    return passed("the same call came again", remarks);
  }

 private:
  /// Of the items that the lost call named.
  static bool is_repeat(const RecordedCall& lost, const RecordedCall& call) {
    const auto reference = lost.request.value("CallerReference");
    if (!reference.empty() && call.request.value("CallerReference") == reference) return true;
    const auto& rows = call.request.list("InventoryRows");
    return std::any_of(rows.begin(), rows.end(), [&](const Element& row) {
      const auto& before = lost.request.list("InventoryRows");
      return std::any_of(before.begin(), before.end(), [&](const Element& one) { return one.value("ItemIntegrationId") == row.value("ItemIntegrationId"); });
    });
  }

  static bool has_same_values(const RecordedCall& lost, const RecordedCall& again) {
    const auto& rows = again.request.list("InventoryRows");
    for (const auto& row : lost.request.list("InventoryRows")) {
      const bool same = std::any_of(rows.begin(), rows.end(), [&](const Element& one) {
        return one.value("ItemIntegrationId") == row.value("ItemIntegrationId") && one.value("Quantity") == row.value("Quantity") && one.value("Location") == row.value("Location");
      });
      if (!same) return false;
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Task> make_lost_update_task() { return std::make_unique<LostUpdateTask>(); }

}  // namespace tillbridge::conformance
