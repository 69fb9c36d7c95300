#pragma once
#include <map>
#include <string>
#include <vector>

#include "conformance/tasks/tasks.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::tests {

/// A shop in memory: orders are numbered S1, S2, …
class ShopInMemory final : public conformance::Shop {
 public:
  std::map<std::string, conformance::ShopItem> items;
  std::vector<conformance::ShopParcel> shown_parcels;
  std::vector<std::string> acts;
  int orders = 0;

  std::optional<conformance::ShopItem> find(const std::string& sku) override {
    const auto at = items.find(sku);
    return at == items.end() ? std::nullopt : std::optional(at->second);
  }
  void publish(const std::string& product_id) override {
    acts.push_back("publish " + product_id);
    for (auto& [sku, item] : items) item.published |= item.product_id == product_id;
  }
  conformance::ShopOrder place_order(const conformance::Pieces&) override {
    const auto number = std::to_string(++orders);
    return {.id = number, .number = "S" + number, .lines = {}};
  }
  void ship(const conformance::ShopOrder& order, const conformance::Pieces&) override { acts.push_back("ship " + order.number); }
  void refund(const conformance::ShopOrder& order, const conformance::Pieces&) override { acts.push_back("refund " + order.number); }
  std::vector<conformance::ShopParcel> parcels(const conformance::ShopOrder&) override { return shown_parcels; }
};

class LossInMemory final : public conformance::AnswerLoss {
 public:
  std::string next;
  void lose_next(const std::string& operation) override { next = operation; }
};

class BooksInMemory final : public conformance::AccountBooks {
 public:
  std::size_t open = 0;
  std::size_t open_releases(const std::string&) override { return open; }
};

/// One task with a recording that the test writes. Calls come ten seconds apart, the first at 08:00:10.
struct Scene {
  ShopInMemory shop;
  LossInMemory loss;
  BooksInMemory books;
  conformance::Stage stage{.shop = shop, .loss = loss, .books = books, .site = "web", .style = {}, .quiet = std::chrono::seconds(60), .pause = std::chrono::seconds(5)};
  conformance::Recording calls;
  base::Timestamp began = at("2026-11-25T08:00:00Z");
  base::Timestamp last = began;

  /// The three sizes as one product with 20 pieces each.
  void stock_the_shop() {
    for (const auto& sku : stage.style.items()) {
      shop.items[sku] = {.product_id = "P1", .product_sku = stage.style.id, .variants = 3, .published = true, .price = {}, .quantity = base::Decimal::from_integer(20), .sale_price = {}};
    }
  }

  /// Request and answer as what stands inside their elements.
  conformance::RecordedCall& call(const std::string& operation, const std::string& request, const std::string& answer = {}, std::chrono::milliseconds pause = std::chrono::seconds(10)) {
    last += pause;
    calls.push_back({.at = last, .operation = operation, .request = conformance::read_element("<R>" + request + "</R>").value(), .status = 200,
                     .answer = conformance::read_element("<Result>" + answer + "</Result>").value(), .fault_code = {}, .fault_message = {}, .fault_field = {}, .lost = false});
    return calls.back();
  }

  conformance::RecordedCall& fault(const std::string& operation, const std::string& request, const std::string& code, const std::string& message) {
    auto& out = call(operation, request);
    out.status = 500;
    out.fault_code = code;
    out.fault_message = message;
    return out;
  }

  void hand_out(const std::string& id, const std::string& type = "Shipment", const std::string& order = "S1") {
    call("GetNewTransactions", "", "<Transactions><Transaction><TransactionId>" + id + "</TransactionId><Type>" + type + "</Type><WebOrderNumber>" + order +
                                       "</WebOrderNumber></Transaction></Transactions><MoreAvailable>false</MoreAvailable>");
  }

  conformance::RecordedCall& confirm(const std::string& id, const std::string& number = "D-1", const std::string& booked_at = "2026-11-25T08:00:05Z", const std::string& status = "confirmed") {
    return call("ConfirmTransactions",
                "<Confirmations><TransactionConfirmation><TransactionId>" + id + "</TransactionId><Accepted>true</Accepted>" + (booked_at.empty() ? "" : "<BookedAt>" + booked_at + "</BookedAt>") +
                    (number.empty() ? "" : "<PosDocumentNumbers><PosDocumentNumber>" + number + "</PosDocumentNumber></PosDocumentNumbers>") + "</TransactionConfirmation></Confirmations>",
                document_result(id, status));
  }

  conformance::RecordedCall& refuse(const std::string& id, const std::string& code, const std::string& message) {
    return call("ConfirmTransactions",
                "<Confirmations><TransactionConfirmation><TransactionId>" + id + "</TransactionId><Accepted>false</Accepted><ErrorCode>" + code + "</ErrorCode><ErrorMessage>" + message +
                    "</ErrorMessage></TransactionConfirmation></Confirmations>",
                document_result(id, "refused"));
  }

  conformance::RecordedCall& count(const std::string& item, const std::string& quantity, const std::string& as_of = "2026-11-25T08:00:06Z", const std::string& reference = {}) {
    return call("UpdateInventory", (reference.empty() ? "" : "<CallerReference>" + reference + "</CallerReference>") + "<InventoryRows><InventoryRow><ItemIntegrationId>" + item +
                                       "</ItemIntegrationId><Quantity>" + quantity + "</Quantity>" + (as_of.empty() ? "" : "<AsOf>" + as_of + "</AsOf>") + "</InventoryRow></InventoryRows>");
  }

  static std::string document_result(const std::string& id, const std::string& status) {
    return "<Results><DocumentResult><Index>0</Index><DocumentId>" + id + "</DocumentId><Status>" + status + "</Status></DocumentResult></Results>";
  }
  static std::string row_result(const std::string& code, const std::string& message) {
    return "<Results><RowResult><Index>0</Index><Status>rejected</Status><Code>" + code + "</Code><Message>" + message + "</Message></RowResult></Results>";
  }

  conformance::Verdict look(conformance::Task& task) { return task.look(stage, {calls, 0, began, last}); }
};

inline bool is_passed(const conformance::Verdict& verdict) { return verdict.state == conformance::Verdict::State::kPassed; }
inline bool is_failed(const conformance::Verdict& verdict) { return verdict.state == conformance::Verdict::State::kFailed; }
inline bool is_waiting(const conformance::Verdict& verdict) { return verdict.state == conformance::Verdict::State::kWaiting; }
inline bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace tillbridge::tests
