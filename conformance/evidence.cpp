#include "conformance/evidence.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/time_text.hpp"

namespace tillbridge::conformance {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kRowLists = {
    {{"UpdatePOSProducts", "Products"}, {"UpdateInventory", "InventoryRows"}, {"UpdatePricing", "PriceRows"}}};
/// Clocks of tills go a little wrong.
constexpr std::chrono::minutes kClockSlack{5};

std::string_view row_list_of(const std::string& operation) {
  for (const auto& [name, list] : kRowLists) {
    if (name == operation) return list;
  }
  return {};
}

/// The entry of an answer for the row of this index, nullptr when it was plainly accepted.
const Element* result_of(const RecordedCall& call, std::size_t index) {
  for (const auto& result : call.answer.list("Results")) {
    if (result.value("Index") == std::to_string(index)) return &result;
  }
  return nullptr;
}

std::string fault_words(const RecordedCall& call) {
  if (!call.fault_code.empty()) return call.fault_code + ": " + call.fault_message;
  return call.status == 0 ? "the service gave no answer" : "HTTP status " + std::to_string(call.status);
}

bool has_zone(const std::string& text) {
  const auto time = text.find_first_of("T ");
  return time != std::string::npos && text.find_first_of("Zz+-", time + 1) != std::string::npos;
}

}  // namespace

bool SentRow::is_taken() const { return status != "fault" && status != "rejected" && status != "stale" && status != "not_processed"; }

std::vector<SentRow> sent_rows(const Recording& calls, std::size_t from) {
  std::vector<SentRow> out;
  for (std::size_t at = from; at < calls.size(); ++at) {
    const auto& call = calls[at];
    std::size_t index = 0;
    for (const auto& row : call.request.list(row_list_of(call.operation))) {
      SentRow sent{.call = at, .operation = call.operation, .reference = call.request.value("CallerReference"), .row = row, .status = {}, .code = {}, .message = {}, .lost = call.lost};
      if (!call.is_done()) {
        sent.status = "fault";
        sent.code = call.fault_code;
        sent.message = fault_words(call);
      } else if (const auto* result = result_of(call, index)) {
        sent.status = result->value("Status");
        sent.code = result->value("Code");
        sent.message = result->value("Message");
      }
      out.push_back(std::move(sent));
      ++index;
    }
  }
  return out;
}

std::vector<HandedOut> handed_out(const Recording& calls, std::size_t from) {
  std::vector<HandedOut> out;
  for (std::size_t at = from; at < calls.size(); ++at) {
    if (calls[at].operation != "GetNewTransactions" || !calls[at].is_done() || calls[at].lost) continue;
    for (const auto& one : calls[at].answer.list("Transactions")) {
      out.push_back({at, one.value("TransactionId"), one.value("Type"), one.value("WebOrderNumber"), one.value("OrderId"), one.value("ShipmentId")});
    }
  }
  return out;
}

std::vector<Confirmation> confirmations(const Recording& calls, std::size_t from) {
  std::vector<Confirmation> out;
  for (std::size_t at = from; at < calls.size(); ++at) {
    const auto& call = calls[at];
    if (call.operation != "ConfirmTransactions") continue;
    std::size_t index = 0;
    for (const auto& entry : call.request.list("Confirmations")) {
      Confirmation one{.call = at, .at = call.at, .id = entry.value("TransactionId"), .accepted = is_true(entry.value("Accepted")), .error_code = entry.value("ErrorCode"),
                       .error_message = entry.value("ErrorMessage"), .booked_at = entry.value("BookedAt"), .numbers = {}, .status = {}, .message = {}, .lost = call.lost};
      for (const auto& number : entry.list("PosDocumentNumbers")) one.numbers.push_back(number.text);
      const auto* result = call.is_done() ? result_of(call, index) : nullptr;
      one.status = result ? result->value("Status") : "fault";
      one.message = result ? result->value("Message") : fault_words(call);
      out.push_back(std::move(one));
      ++index;
    }
  }
  return out;
}

std::vector<SentShipment> sent_shipments(const Recording& calls, std::size_t from) {
  std::vector<SentShipment> out;
  for (std::size_t at = from; at < calls.size(); ++at) {
    if (calls[at].operation != "SaveShipments") continue;
    std::size_t index = 0;
    for (const auto& shipment : calls[at].request.list("Shipments")) {
      const auto* result = calls[at].is_done() ? result_of(calls[at], index) : nullptr;
      out.push_back({at, shipment, result ? result->value("Status") : "fault", result ? result->value("Message") : fault_words(calls[at]), calls[at].lost});
      ++index;
    }
  }
  return out;
}

std::vector<HandedOut> handed_out_of(const Recording& calls, const std::string& order_number) {
  std::vector<HandedOut> out;
  for (auto& one : handed_out(calls)) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const HandedOut& other) { return other.id == one.id; });
    if (one.order_number == order_number && !known) out.push_back(std::move(one));
  }
  return out;
}

std::vector<Confirmation> confirmations_of(const Recording& calls, const std::string& id) {
  auto out = confirmations(calls);
  std::erase_if(out, [&](const Confirmation& one) { return one.id != id; });
  return out;
}

MomentJudgement judge_moment(const std::string& name, const std::string& text, base::Timestamp now) {
  if (text.empty()) return {{}, name + " is missing: with AsOf and BookedAt the shop's stock is right at once"};
  if (!has_zone(text)) return {{}, name + " " + text + " has no zone and is read in the account's time zone; send it with Z or an offset"};
  const auto moment = moment_of(text);
  if (moment && *moment > now + kClockSlack) return {name + " " + text + " lies in the future; it is now " + base::format_utc(now) + ", so clock or time zone of the till are wrong", {}};
  return {};
}

std::optional<base::Timestamp> moment_of(const std::string& text) {
  if (!has_zone(text)) return std::nullopt;
  const auto read = base::parse_xsd_datetime(text, "Etc/UTC");
  if (!read) return std::nullopt;
  return *read;
}

bool is_true(const std::string& flag) { return flag == "1" || base::to_lower(flag) == "true"; }

}  // namespace tillbridge::conformance
