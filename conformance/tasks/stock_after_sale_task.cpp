#include <algorithm>

#include <fmt/format.h>

#include "conformance/tasks/sold_item.hpp"
#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class StockAfterSaleTask final : public Task {
 public:
  std::string name() const override { return "stock-after-sale"; }
  std::string title() const override { return "Send stock after a booking"; }
  std::string page() const override { return "UpdateInventory.md"; }

  std::string obstacle(Stage& stage, const Seen&) override { return order_obstacle(stage, {{stage.style.large(), 1}}); }

  Orders begin(Stage& stage) override {
    order_ = stage.shop.place_order({{stage.style.large(), 1}});
    return {{fmt::format("A shopper has bought 1 × {} (web order {}), and the shop ships it now.", stage.style.large(), order_.number),
             "Pull and book it, confirm it with BookedAt, and afterwards send the new quantity of the item with UpdateInventory and AsOf:",
             "until then the piece stays reserved in the shop."},
            {{"order", order_.number}, {"item", stage.style.large()}}};
  }

  void act(Stage& stage) override { stage.shop.ship(order_, {{stage.style.large(), 1}}); }

  Verdict look(Stage& stage, const Seen& seen) override {
    const auto documents = handed_out_of(seen.calls, order_.number);
    if (documents.empty()) return waiting("", "GetNewTransactions hands out the Shipment of order " + order_.number);
    auto booked = judge_booking(documents.front(), seen);
    if (booked.state != Verdict::State::kPassed) return booked;
    const auto confirmed = confirmations_of(seen.calls, documents.front().id).front();
    const auto sent = newest_quantity(stage.style.large(), confirmed.call, seen.calls);
    if (!sent) return waiting("the sale was confirmed, and no quantity came after it", fmt::format("UpdateInventory for {} after the confirmation", stage.style.large()));
    return judge_quantity(stage, *sent, confirmed, seen, std::move(booked.remarks));
  }

 private:
  static std::optional<SentRow> newest_quantity(const std::string& item, std::size_t after, const Recording& calls) {
    std::optional<SentRow> out;
    for (auto& row : sent_rows(calls, after + 1)) {
      if (row.item() == item && row.row.has("Quantity")) out = std::move(row);
    }
    return out;
  }

  Verdict judge_quantity(Stage& stage, const SentRow& sent, const Confirmation& confirmed, const Seen& seen, std::vector<std::string> remarks) const {
    const auto text = sent.row.value("Quantity"), as_of = sent.row.value("AsOf");
    if (!sent.is_taken()) return failed(fmt::format("the quantity {} of {} was not taken: {} {}", text, sent.item(), sent.code.empty() ? sent.status : sent.code, sent.message), "the row is accepted");
    const auto moment = judge_moment("AsOf", as_of, seen.calls[sent.call].at);
    if (!moment.mistake.empty()) return failed(moment.mistake, "AsOf is the moment when the till read the quantity");
    if (!moment.remark.empty() && std::find(remarks.begin(), remarks.end(), moment.remark) == remarks.end()) remarks.push_back(moment.remark);
    const auto read = moment_of(as_of), booked = moment_of(confirmed.booked_at);
    if (read && booked && *read < *booked) return waiting(fmt::format("a quantity came with AsOf {}, older than BookedAt {}", as_of, confirmed.booked_at), "a quantity that was read after the booking: AsOf not older than BookedAt");
    if (stage.books.open_releases(order_.number) > 0) return waiting(fmt::format("{} came with the quantity {}, and the piece is still reserved", sent.item(), text), "a quantity that was read after the booking ends the reservation");
    return passed(fmt::format("the quantity {} of {} came after the booking, and the reservation ended", text, sent.item()), std::move(remarks));
  }

  ShopOrder order_;
};

}  // namespace

std::unique_ptr<Task> make_stock_after_sale_task() { return std::make_unique<StockAfterSaleTask>(); }

}  // namespace tillbridge::conformance
