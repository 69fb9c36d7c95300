#include <map>

#include <fmt/format.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class StockTask final : public Task {
 public:
  std::string name() const override { return "stock"; }
  std::string title() const override { return "Update stock"; }
  std::string page() const override { return "UpdateInventory.md"; }

  Orders begin(Stage& stage) override {
    wanted_ = {{stage.style.small(), 12}, {stage.style.medium(), 15}, {stage.style.large(), 7}};
    Orders out{{"Take stock in: " + fmt::format("{} has 12 pieces, {} has 15, {} has 7.", stage.style.small(), stage.style.medium(), stage.style.large()),
                "The till sends them with UpdateInventory, with AsOf, the moment when it read them."},
               {}};
    for (const auto& [item, count] : wanted_) out.values.emplace_back(item, std::to_string(count));
    return out;
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    std::map<std::string, SentRow> newest;
    for (auto& row : sent_rows(seen.calls, seen.from)) {
      if (row.operation == "UpdateInventory" && wanted_.contains(row.item())) newest[row.item()] = std::move(row);
    }
    if (newest.empty()) return waiting("", "UpdateInventory with 12, 15 and 7 pieces");
    std::vector<std::string> remarks;
    for (const auto& [item, row] : newest) {
      const auto sent = row.row.value("Quantity");
      if (!row.is_taken()) return failed(fmt::format("the quantity {} of {} was not taken: {} {}", sent, item, row.code.empty() ? row.status : row.code, row.message), "the row is accepted");
      if (base::Decimal::parse(sent).value() != base::Decimal::from_integer(wanted_.at(item))) return waiting(fmt::format("{} came with the quantity {}", item, sent), fmt::format("{} pieces", wanted_.at(item)));
      const auto moment = judge_moment("AsOf", row.row.value("AsOf"), seen.calls[row.call].at);
      if (!moment.mistake.empty()) return failed(fmt::format("{}: {}", item, moment.mistake), "AsOf is the moment when the till read the quantity");
      if (!moment.remark.empty() && remarks.empty()) remarks.push_back(moment.remark);
    }
    for (const auto& [item, count] : wanted_) {
      if (!newest.contains(item)) return waiting(fmt::format("{} of 3 quantities came", newest.size()), "a quantity for " + item);
      const auto shown = stage.shop.find(item);
      const auto sent = base::Decimal::from_integer(count);
      if (!shown || shown->quantity > sent || shown->quantity <= base::Decimal{}) {
        return waiting("all quantities were accepted", fmt::format("the shop shows {} of {}, it shows {}; do `tillbridge jobs` run, and is the job inventory due?", count, item,
                                                                 shown ? shown->quantity.to_text() : "no such item"));
      }
      // Open orders of an earlier run reserve pieces.
      if (shown->quantity < sent) remarks.push_back(fmt::format("the shop shows {} of {} instead of {}: open web orders reserve the rest", shown->quantity.to_text(), item, count));
    }
    return passed("12, 15 and 7 pieces arrived in the shop", remarks);
  }

 private:
  std::map<std::string, int> wanted_;
};

}  // namespace

std::unique_ptr<Task> make_stock_task() { return std::make_unique<StockTask>(); }

}  // namespace tillbridge::conformance
