#include "services/handlers/save_shipments_handler.hpp"

#include <fmt/format.h>

#include <set>

#include "base/digest.hpp"
#include "base/time_text.hpp"
#include "domain/shipment_rules.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using persistence::UnitOfWork;

/// In bytes: the contract counts characters of up to four bytes.
constexpr std::size_t kMaxShipmentId = 128, kMaxText = 4 * 128, kMaxUrl = 4 * 2'000;

Error rejected(ErrorCode code, std::string word, std::string message, std::string field = {}) {
  return Error{.code = code, .message = std::move(message), .details = {}, .word = std::move(word), .field = std::move(field)};
}

std::optional<Error> check_list(const SaveShipmentsRequest& request) {
  if (request.shipments.empty()) return rejected(ErrorCode::kInvalidRequest, "empty_list", "the list of shipments is empty", "Shipments");
  if (request.shipments.size() > kMaxShipments)
    return rejected(ErrorCode::kInvalidRequest, "too_many",
                    fmt::format("{} shipments are too many for one call; send at most {}", request.shipments.size(), kMaxShipments), "Shipments");
  return std::nullopt;
}

std::optional<Error> check_texts(const ShipmentRow& row) {
  if (row.unreadable) return row.unreadable;
  if (row.shipment_id.empty()) return rejected(ErrorCode::kInvalidRequest, "missing_value", "ShipmentId is missing", "ShipmentId");
  struct Limit { const std::string& text; std::size_t most; const char* field; };
  for (const auto& [text, most, field] : {Limit{row.shipment_id, kMaxShipmentId, "ShipmentId"}, Limit{row.carrier, kMaxText, "Carrier"}, Limit{row.service, kMaxText, "Service"},
                                          Limit{row.tracking_number, kMaxText, "TrackingNumber"}, Limit{row.tracking_url, kMaxUrl, "TrackingUrl"}})
    if (text.size() > most) return rejected(ErrorCode::kInvalidRequest, "too_long", fmt::format("{} has {} bytes; at most {} are kept", field, text.size(), most), field);
  for (const auto& line : row.lines)
    if (line.line_id.empty() && line.item_id.empty())
      return rejected(ErrorCode::kInvalidRequest, "missing_value", "a line names neither LineId nor ItemIntegrationId", "Lines");
  return std::nullopt;
}

/// Of everything the POS sent, in its order.
std::string content_hash(const ShipmentRow& row) {
  std::string lines;
  for (const auto& line : row.lines)
    lines += fmt::format("{}:{}{}:{}{};", line.line_id.size(), line.line_id, line.item_id.size(), line.item_id, line.quantity.to_text());
  return base::derived_id("", {row.order_id, row.site, row.web_order_number, row.carrier, row.service, row.tracking_number, row.tracking_url,
                               row.shipped_at ? base::format_utc(*row.shipped_at) : "", lines});
}

/// One transaction's part; runs again from the start when the transaction is repeated.
class Save {
 public:
  Save(UnitOfWork& work, const base::Clock& clock, const Caller& caller) : work_(work), account_(caller.account_id) {
    work.accounts().step_clock(account_);
    now_ = clock.now();
  }

  SaveShipmentsAnswer run(const SaveShipmentsRequest& request) {
    SaveShipmentsAnswer answer;
    for (const auto& row : request.shipments) {
      const auto saved = save(row);
      if (saved) answer.results.push_back({row.index, row.shipment_id, *saved, {}, {}});
      else answer.results.push_back({row.index, row.shipment_id, SaveShipmentStatus::kRejected, std::string(saved.error().catalogue_word()), saved.error().message});
    }
    for (const auto site : sites_to_wake_) work_.jobs().make_due(account_, site, domain::JobKind::kOrders, now_);
    return answer;
  }

 private:
  Result<SaveShipmentStatus> save(const ShipmentRow& row) {
    if (auto error = check_texts(row)) return *error;
    const auto hash = content_hash(row);
    if (const auto known = work_.shipments().find(account_, row.shipment_id)) {
      if (known->shipment.content_hash == hash) return SaveShipmentStatus::kAlreadySaved;
      return rejected(ErrorCode::kConflict, "conflict", "the shipment \"" + row.shipment_id + "\" was saved with other content; what was saved stays", "ShipmentId");
    }
    auto order = find_order(row);
    if (!order) return order.error();
    return store(row, *order, hash);
  }

  Result<domain::Order> find_order(const ShipmentRow& row) {
    const auto unknown = [](std::string message, const char* field) { return rejected(ErrorCode::kNotFound, "unknown_order", std::move(message), field); };
    if (!row.order_id.empty()) {
      auto order = work_.orders().find(account_, row.order_id);
      if (!order) return unknown("this account has no order with the OrderId \"" + row.order_id + "\"", "OrderId");
      return *std::move(order);
    }
    if (row.site.empty() || row.web_order_number.empty())
      return rejected(ErrorCode::kInvalidRequest, "missing_value", "name the order by OrderId, or by Site and WebOrderNumber", "OrderId");
    const auto site = work_.sites().find_by_name(account_, row.site);
    if (!site) return rejected(ErrorCode::kNotFound, "unknown_site", "this account has no web site \"" + row.site + "\"", "Site");
    auto orders = work_.orders().list(account_, {.site = site->id, .status = {}, .limit = 2, .number = row.web_order_number});
    if (orders.size() > 1)
      return rejected(ErrorCode::kInvalidRequest, "ambiguous_order", "several orders of the site \"" + row.site + "\" have the number \"" + row.web_order_number +
                      "\"; name the one that is meant by its OrderId", "WebOrderNumber");
    if (!orders.empty()) return std::move(orders.front());
    // It may be newer than the last collection: what is collected now is there when the POS sends the shipment again.
    sites_to_wake_.insert(site->id);
    return unknown("the site \"" + row.site + "\" has no order with the number \"" + row.web_order_number +
                   "\" here; if it is new in the shop it is being collected, so send the shipment again later", "WebOrderNumber");
  }

  Result<SaveShipmentStatus> store(const ShipmentRow& row, const domain::Order& order, const std::string& hash) {
    const auto events = work_.orders().list_events(account_, order.id);
    if (domain::is_cancelled(order, events))
      return rejected(ErrorCode::kInvalidRequest, "order_cancelled", "the order " + order.web.number + " is cancelled; nothing of it may be shipped");
    std::vector<domain::SavedParcel> saved;
    for (const auto& delivery : work_.shipments().list_by_order(account_, order.id)) saved.push_back({delivery.shipment, delivery.done});
    const auto pieces = domain::resolve_shipment(order, events, saved, row.lines, row.tracking_number);
    if (!pieces) return pieces.error();
    work_.shipments().append(account_,
                             {.shipment_id = row.shipment_id, .site_id = order.site_id, .order_id = order.id, .web_order_id = order.web.web_order_id,
                              .carrier = row.carrier, .service = row.service, .tracking_number = row.tracking_number, .tracking_url = row.tracking_url,
                              .shipped_at = row.shipped_at, .lines = pieces->lines, .already_shipped = pieces->already_shipped, .content_hash = hash},
                             now_);
    sites_to_wake_.insert(order.site_id);
    return SaveShipmentStatus::kSaved;
  }

  UnitOfWork& work_;
  domain::AccountId account_;
  base::Timestamp now_;
  std::set<domain::SiteId> sites_to_wake_;
};

}  // namespace

std::string to_word(SaveShipmentStatus status) {
  switch (status) {
    case SaveShipmentStatus::kSaved: return "saved";
    case SaveShipmentStatus::kAlreadySaved: return "already_saved";
    case SaveShipmentStatus::kRejected: return "rejected";
  }
  return "rejected";
}

Result<SaveShipmentsAnswer> SaveShipmentsHandler::handle(const Caller& caller, const SaveShipmentsRequest& request) const {
  if (auto error = check_list(request)) return *error;
  SaveShipmentsAnswer answer;
  database_.write([&](UnitOfWork& work) { answer = Save(work, clock_, caller).run(request); });
  return answer;
}

}  // namespace tillbridge::services
