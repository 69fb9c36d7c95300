#include <algorithm>

#include <fmt/format.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

constexpr int kOrders = 3;

class ConfirmAllTask final : public Task {
 public:
  std::string name() const override { return "confirm-all"; }
  std::string title() const override { return "Confirm all that waits"; }
  std::string page() const override { return "ConfirmTransactions.md"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, {{stage.style.small(), kOrders}}); }

  Orders begin(Stage& stage) override {
    for (int order = 0; order < kOrders; ++order) orders_.push_back(stage.shop.place_order({{stage.style.small(), 1}}));
    Orders out{{fmt::format("Three shoppers have bought 1 × {} each (web orders {}, {} and {}), and the shop ships them now.", stage.style.small(), orders_[0].number, orders_[1].number, orders_[2].number),
                "Pull, book and confirm until GetNewTransactions brings nothing more."},
               {}};
    for (const auto& order : orders_) out.values.emplace_back("order", order.number);
    return out;
  }

  void act(Stage& stage) override {
    for (const auto& order : orders_) stage.shop.ship(order, {{stage.style.small(), 1}});
  }

  Verdict look(Stage&, const Seen& seen) override {
    Verdict out = passed("the three transactions were all confirmed");
    int came = 0;
    std::string missing;
    for (const auto& order : orders_) {
      const auto documents = handed_out_of(seen.calls, order.number);
      if (documents.empty()) {
        missing += " " + order.number;
        continue;
      }
      ++came;
      auto one = judge_booking(documents.front(), seen);
      if (one.state != Verdict::State::kPassed) return one;
      if (out.remarks.empty()) out.remarks = std::move(one.remarks);
    }
    if (came == kOrders) return out;
    return waiting(came == 0 ? "" : fmt::format("{} of 3 were confirmed", came), "the transactions of the orders" + missing + " are pulled and confirmed too");
  }

 private:
  std::vector<ShopOrder> orders_;
};

}  // namespace

std::unique_ptr<Task> make_confirm_all_task() { return std::make_unique<ConfirmAllTask>(); }

}  // namespace tillbridge::conformance
