#include <fmt/format.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class RefuseTask final : public Task {
 public:
  std::string name() const override { return "refuse"; }
  std::string title() const override { return "Refuse what cannot be booked"; }
  std::string page() const override { return "ConfirmTransactions.md"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, {{stage.style.medium(), 1}}); }

  Orders begin(Stage& stage) override {
    order_ = stage.shop.place_order({{stage.style.medium(), 1}});
    return {{fmt::format("Make your till unable to book the web order {} (1 × {}): block the item, or use a switch of your test set-up.", order_.number, stage.style.medium()),
             "The shop ships it now. Pull it and refuse it: Accepted false, with an ErrorCode of yours and an ErrorMessage that a person understands."},
            {{"order", order_.number}, {"item", stage.style.medium()}}};
  }

  void act(Stage& stage) override { stage.shop.ship(order_, {{stage.style.medium(), 1}}); }

  Verdict look(Stage&, const Seen& seen) override {
    const auto documents = handed_out_of(seen.calls, order_.number);
    if (documents.empty()) return waiting("", fmt::format("GetNewTransactions hands out the Shipment of order {}", order_.number));
    const auto answers = confirmations_of(seen.calls, documents.front().id);
    if (answers.empty()) return waiting(fmt::format("{} was handed out and not answered", documents.front().id), "it is refused with Accepted false, ErrorCode and ErrorMessage");
    const auto& first = answers.front();
    if (first.accepted) return failed(fmt::format("{} was confirmed with Accepted true", first.id), "it is refused: Accepted false");
    if (first.error_message.empty()) return failed(fmt::format("{} was refused without ErrorMessage", first.id), "a sentence for the operator, who else can only guess why the sale is not in the till");
    if (first.error_code.empty()) return failed(fmt::format("{} was refused without ErrorCode", first.id), "a word of the till, such as ITEM_BLOCKED");
    if (!first.is_done()) return failed(fmt::format("the refusal of {} was not taken: {} {}", first.id, first.status, first.message), "the service answers refused");
    return passed(fmt::format("{} was refused with {}: {}", first.id, first.error_code, first.error_message));
  }

 private:
  ShopOrder order_;
};

}  // namespace

std::unique_ptr<Task> make_refuse_task() { return std::make_unique<RefuseTask>(); }

}  // namespace tillbridge::conformance
