#include <fmt/format.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

using base::Decimal;

class PriceTask final : public Task {
 public:
  std::string name() const override { return "price"; }
  std::string title() const override { return "Update price and sale price"; }
  std::string page() const override { return "UpdatePricing.md"; }

  Orders begin(Stage& stage) override {
    const auto item = stage.style.medium();
    return {{fmt::format("Mark {} down: its price is 22.50 from now on, in the sale it costs 19.90.", item), "The till sends both with UpdatePricing."},
            {{"item", item}, {"price", "22.50"}, {"sale_price", "19.90"}}};
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    const auto item = stage.style.medium();
    std::optional<SentRow> newest;
    for (auto& row : sent_rows(seen.calls, seen.from)) {
      if (row.operation == "UpdatePricing" && row.item() == item) newest = std::move(row);
    }
    if (!newest) return waiting("", "UpdatePricing with Price 22.50 and SalePrice 19.90 for " + item);
    const auto price = newest->row.value("Price"), sale = newest->row.value("SalePrice");
    const auto sent = fmt::format("{} came with Price {} and SalePrice {}", item, price.empty() ? "none" : price, sale.empty() ? "none" : sale);
    if (!newest->is_taken()) {
      const bool comma = (price + sale).find(',') != std::string::npos;
      return failed(fmt::format("{}, which was not taken: {} {}", sent, newest->code.empty() ? newest->status : newest->code, newest->message),
                    comma ? "prices are decimals with a point, 22.50 and 19.90: a comma is never guessed at" : "the row is accepted");
    }
    if (price.empty() || Decimal::parse(price).value() != kPrice) return waiting(sent, "Price 22.50");
    if (sale.empty() || Decimal::parse(sale).value() != kSale) return waiting(sent, "SalePrice 19.90");
    const auto shown = stage.shop.find(item);
    if (!shown || shown->price != kPrice || shown->sale_price != kSale) return waiting(sent, "the shop shows 22.50 and 19.90; do `tillbridge jobs` run, and is the job pricing due?");
    return passed("the shop sells it for 19.90 instead of 22.50");
  }

 private:
  static constexpr Decimal kPrice = Decimal::from_units(225'000);
  static constexpr Decimal kSale = Decimal::from_units(199'000);
};

}  // namespace

std::unique_ptr<Task> make_price_task() { return std::make_unique<PriceTask>(); }

}  // namespace tillbridge::conformance
