#include "connectors/woocommerce/batch.hpp"

#include <algorithm>

namespace tillbridge::connectors::woocommerce {
namespace {

/// Extra calls that the search for the item that breaks a batch may cost in one call of the connector.
constexpr int kMostSplits = 16;

BatchItem read_item(const Json& sent, const Json& answer, bool is_update) {
  const Json& error = member(answer, "error");
  // Answers are matched by position; an update repeats its id, which proves the position.
  if (is_update && text_member(answer, "id") != text_member(sent, "id"))
    return {{OutcomeKind::kUnknown, "answer_mismatch", "the shop's answer names another product than the one sent", {}}, Json()};
  if (error.is_object()) {
    const Json& data = member(error, "data");
    const Json& status = data.is_object() ? member(data, "status") : data;
    return {classify_error(error, status.is_number() ? status.get<int>() : 400), error};
  }
  if (!answer.is_object() || text_member(answer, "id").empty())
    return {{OutcomeKind::kUnknown, "unreadable", "the shop's answer about this item cannot be read", {}}, Json()};
  return {{}, answer};
}

bool stops_everything(const Outcome& outcome) {
  return outcome.kind == OutcomeKind::kRetry || outcome.kind == OutcomeKind::kThrottled || outcome.kind == OutcomeKind::kUnknown ||
         outcome.kind == OutcomeKind::kUnauthorized;
}

}  // namespace

void BatchSender::begin() {
  stopped_.reset();
  splits_left_ = kMostSplits;
}

void BatchSender::note(const Outcome& outcome) {
  if (!stops_everything(outcome)) return;
  stopped_ = outcome;
  // What is not sent is certainly not done.
  if (outcome.kind == OutcomeKind::kUnknown) stopped_->kind = OutcomeKind::kRetry;
}

std::vector<BatchItem> BatchSender::send(const std::string& path, const std::string& verb, const std::vector<Json>& items) {
  std::vector<BatchItem> out(items.size());
  for (std::size_t from = 0; from < items.size();) {
    const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(size_), items.size() - from);
    send_range(path, verb, items, from, count, out);
    from += count;
  }
  return out;
}

void BatchSender::send_range(const std::string& path, const std::string& verb, const std::vector<Json>& items, std::size_t from, std::size_t count,
                             std::vector<BatchItem>& out) {
  const auto all = [&](const Outcome& outcome) {
    for (std::size_t i = from; i < from + count; ++i) out[i] = {outcome, Json()};
  };
  if (stopped_) return all(*stopped_);

  const Json chunk(std::vector<Json>(items.begin() + static_cast<std::ptrdiff_t>(from), items.begin() + static_cast<std::ptrdiff_t>(from + count)));
  const Reply reply = api_.post(path, Json{{verb, chunk}});
  if (reply.ok()) {
    const Json& answers = list_member(reply.body, verb);
    if (answers.size() != count)
      return all({OutcomeKind::kUnknown, "answer_count", "the shop answered for " + std::to_string(answers.size()) + " of " + std::to_string(count) + " items", {}});
    for (std::size_t i = 0; i < count; ++i) out[from + i] = read_item(items[from + i], answers[i], verb == "update");
    return;
  }

  const std::string error = reply.error_code();
  if (count > 1 && error == code::kTooManyItems) {
    size_ = std::max(1, static_cast<int>(count / 2));
    return split_range(path, verb, items, from, count, out);
  }
  if (count > 1 && error == code::kFatal) {
    if (splits_left_-- > 0) return split_range(path, verb, items, from, count, out);
    return all({OutcomeKind::kRetry, error, reply.outcome.message, {}});
  }
  if (reply.outcome.kind == OutcomeKind::kUnknown) size_ = std::max(1, size_ / 2);
  note(reply.outcome);
  all(reply.outcome);
}

void BatchSender::split_range(const std::string& path, const std::string& verb, const std::vector<Json>& items, std::size_t from, std::size_t count,
                              std::vector<BatchItem>& out) {
  send_range(path, verb, items, from, count / 2, out);
  send_range(path, verb, items, from + count / 2, count - count / 2, out);
}

}  // namespace tillbridge::connectors::woocommerce
