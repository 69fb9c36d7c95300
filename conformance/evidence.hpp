#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conformance/recorded_call.hpp"

namespace tillbridge::conformance {

/// One row of an update as the till sent it, with what the service said about it.
struct SentRow {
  std::size_t call = 0;               ///< its place in the recording
  std::string operation, reference;   ///< reference: the call's CallerReference
  Element row;
  std::string status, code, message;  ///< "" or a word of the answer; "fault" when the whole call was refused
  bool lost = false;

  std::string item() const { return row.value("ItemIntegrationId"); }
  bool is_taken() const;
};

/// One transaction in an answer that reached the till.
struct HandedOut {
  std::size_t call = 0;
  std::string id, type, order_number, order_id, shipment_id;
};

/// One entry of ConfirmTransactions.
struct Confirmation {
  std::size_t call = 0;
  base::Timestamp at;
  std::string id;
  bool accepted = false;
  std::string error_code, error_message, booked_at;
  std::vector<std::string> numbers;   ///< PosDocumentNumbers
  std::string status, message;        ///< of the answer; "fault" when the call was refused, message then holds code and words
  bool lost = false;

  bool is_done() const { return status == "confirmed" || status == "already_confirmed" || status == "refused"; }
};

/// One parcel of SaveShipments.
struct SentShipment {
  std::size_t call = 0;
  Element shipment;
  std::string status, message;
  bool lost = false;
};

/// All of them in the order of the calls, from the call `from` on.
std::vector<SentRow> sent_rows(const Recording& calls, std::size_t from = 0);
std::vector<HandedOut> handed_out(const Recording& calls, std::size_t from = 0);
std::vector<Confirmation> confirmations(const Recording& calls, std::size_t from = 0);
std::vector<SentShipment> sent_shipments(const Recording& calls, std::size_t from = 0);

/// The transactions of one web order, each once.
std::vector<HandedOut> handed_out_of(const Recording& calls, const std::string& order_number);
/// The confirmations of one transaction.
std::vector<Confirmation> confirmations_of(const Recording& calls, const std::string& id);

/// What is wrong with a moment that the till sent: "" when nothing is. `name` is the element.
/// A moment that is missing or has no zone is a remark, one that lies in the future is a mistake.
struct MomentJudgement {
  std::string mistake, remark;
};
MomentJudgement judge_moment(const std::string& name, const std::string& text, base::Timestamp now);
/// The moment where it has a zone; the account's zone is not known here.
std::optional<base::Timestamp> moment_of(const std::string& text);

bool is_true(const std::string& flag);

}  // namespace tillbridge::conformance
