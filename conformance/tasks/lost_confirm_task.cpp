#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class LostConfirmTask final : public Task {
 public:
  std::string name() const override { return "lost-confirm"; }
  std::string title() const override { return "Repeat a Confirm whose answer was lost"; }
  std::string page() const override { return "README.md#when-no-answer-comes"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, {{stage.style.small(), 1}}); }

  Orders begin(Stage& stage) override {
    order_ = stage.shop.place_order({{stage.style.small(), 1}});
    stage.loss.lose_next("ConfirmTransactions");
    return {{fmt::format("A shopper has bought 1 × {} (web order {}), and the shop ships it now.", stage.style.small(), order_.number),
             "Pull, book and confirm it. The kit cuts the connection before the answer of your next ConfirmTransactions.",
             "Send the same confirmation again, and do not book again: the document numbers stay the same."},
            {{"order", order_.number}}};
  }

  void act(Stage& stage) override { stage.shop.ship(order_, {{stage.style.small(), 1}}); }

  Verdict look(Stage& stage, const Seen& seen) override {
    const auto all = confirmations(seen.calls, seen.from);
    const auto is_lost = [](const Confirmation& one) { return one.lost; };
    const auto first_lost = std::find_if(all.begin(), all.end(), is_lost);
    if (first_lost == all.end()) return waiting("", "ConfirmTransactions for order " + order_.number);
    for (const auto& lost : all) {
      if (!lost.lost) continue;
      auto one = judge_repeat(lost, all);
      if (one.state != Verdict::State::kPassed) return one;
    }
    stage.loss.lose_next("");
    return passed("the same confirmation came again, with the same document numbers");
  }

 private:
  static Verdict judge_repeat(const Confirmation& lost, const std::vector<Confirmation>& all) {
    const auto again = std::find_if(all.begin(), all.end(), [&](const Confirmation& one) { return one.call > lost.call && one.id == lost.id; });
    if (again == all.end()) return waiting(fmt::format("the answer to the confirmation of {} was lost, and it was not sent again", lost.id), "a call without an answer is sent again, unchanged, after 5 s, 15 s, 1 min …");
    if (again->accepted != lost.accepted) return failed(fmt::format("{} was {} first and {} in the repeat", lost.id, lost.accepted ? "accepted" : "refused", again->accepted ? "accepted" : "refused"), "the repeat says the same");
    if (again->numbers != lost.numbers) {
      return failed(fmt::format("{} came with PosDocumentNumbers {} first and {} in the repeat, so it was booked twice", lost.id, fmt::join(lost.numbers, ", "), fmt::join(again->numbers, ", ")),
                    "a TransactionId that is known is only confirmed again, never booked again");
    }
    if (!again->is_done()) return failed(fmt::format("the repeat for {} was not taken: {} {}", lost.id, again->status, again->message), "the service answers already_confirmed");
    return passed({});
  }

  ShopOrder order_;
};

}  // namespace

std::unique_ptr<Task> make_lost_confirm_task() { return std::make_unique<LostConfirmTask>(); }

}  // namespace tillbridge::conformance
