#include <algorithm>

#include <fmt/format.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class SaleTask final : public Task {
 public:
  std::string name() const override { return "sale"; }
  std::string title() const override { return "Book a partial shipment and a return"; }
  std::string page() const override { return "GetNewTransactions.md"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, basket(stage)); }

  Orders begin(Stage& stage) override {
    order_ = stage.shop.place_order(basket(stage));
    return {{fmt::format("A shopper has placed the web order {}: 2 × {} and 1 × {}.", order_.number, stage.style.small(), stage.style.medium()),
             fmt::format("The shop now ships the 2 × {} only, and takes 1 of them back.", stage.style.small()),
             "That makes two transactions, a Shipment and a Return: pull, book and confirm both."},
            {{"order", order_.number}}};
  }

  void act(Stage& stage) override {
    stage.shop.ship(order_, {{stage.style.small(), 2}});
    stage.shop.refund(order_, {{stage.style.small(), 1}});
  }

  Verdict look(Stage&, const Seen& seen) override {
    const auto documents = handed_out_of(seen.calls, order_.number);
    if (documents.empty()) return waiting("", fmt::format("GetNewTransactions hands out the Shipment and the Return of order {}", order_.number));
    Verdict out = passed("Shipment and Return were both confirmed");
    for (const auto& document : documents) {
      auto one = judge_booking(document, seen);
      if (one.state != Verdict::State::kPassed) return one;
      for (auto& remark : one.remarks) {
        if (std::find(out.remarks.begin(), out.remarks.end(), remark) == out.remarks.end()) out.remarks.push_back(std::move(remark));
      }
    }
    for (const char* type : {"Shipment", "Return"}) {
      const bool came = std::any_of(documents.begin(), documents.end(), [&](const HandedOut& one) { return one.type == type; });
      if (!came) return waiting(fmt::format("{} transaction of order {} was booked", documents.size(), order_.number), fmt::format("its {} is pulled and confirmed too", type));
    }
    return out;
  }

 private:
  static Pieces basket(const Stage& stage) { return {{stage.style.small(), 2}, {stage.style.medium(), 1}}; }
  ShopOrder order_;
};

}  // namespace

std::unique_ptr<Task> make_sale_task() { return std::make_unique<SaleTask>(); }

}  // namespace tillbridge::conformance
