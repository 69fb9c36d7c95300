#include "connectors/magento/list_sender.hpp"

#include <algorithm>

namespace tillbridge::connectors::magento {
namespace {

/// Extra calls that the search for a row that breaks the shop may cost in one call of the connector.
constexpr int kMostSplits = 16;

bool stops_everything(OutcomeKind kind) {
  return kind == OutcomeKind::kRetry || kind == OutcomeKind::kThrottled || kind == OutcomeKind::kUnknown || kind == OutcomeKind::kUnauthorized;
}

bool names(const Json& complaint, const std::string& sku) {
  const Json& parameters = http::member(complaint, "parameters");
  return parameters.is_structured() && std::ranges::any_of(parameters, [&](const Json& value) { return value.is_string() && value == sku; });
}

bool is_named(const Json& error, const std::string& sku) {
  const Json& more = http::list_member(error, "errors");
  return names(error, sku) || std::ranges::any_of(more, [&](const Json& one) { return names(one, sku); });
}

/// "Maximum items of type "%type" is %max": the merchant has switched the limits of the web API on.
int named_limit(const Json& error) {
  const Json& parameters = http::member(error, "parameters");
  if (http::member(parameters, "type").is_null()) return 0;
  return static_cast<int>(http::decimal_member(parameters, "max").units() / Decimal::kScale);
}

}  // namespace

void ListSender::begin() {
  stopped_.reset();
  splits_left_ = kMostSplits;
}

void ListSender::note(const Outcome& outcome) {
  if (!stops_everything(outcome.kind)) return;
  stopped_ = outcome;
  // What is not sent is certainly not done.
  if (outcome.kind == OutcomeKind::kUnknown) stopped_->kind = OutcomeKind::kRetry;
}

void ListSender::note(const Reply& reply) {
  if (reply.outcome.kind == OutcomeKind::kUnknown && !words_of(reply.body).empty()) return;
  note(reply.outcome);
}

std::vector<Outcome> ListSender::send(const std::string& path, const std::string& member, std::span<const ListRow> rows, const AnswerReader& read) {
  std::vector<Outcome> out;
  while (out.size() < rows.size()) {
    const auto part = rows.subspan(out.size(), std::min<std::size_t>(static_cast<std::size_t>(batch_.size()), rows.size() - out.size()));
    auto answers = send_halving<Outcome>(
        part, [&](std::span<const ListRow> half) { return send_part(path, member, half, read); }, [](const ListRow&, const Outcome& outcome) { return outcome; });
    out.insert(out.end(), answers.begin(), answers.end());
  }
  return out;
}

BatchResult<Outcome> ListSender::send_part(const std::string& path, const std::string& member, std::span<const ListRow> part, const AnswerReader& read) {
  std::vector<Outcome> out(part.size());
  std::vector<std::size_t> places(part.size());
  for (std::size_t i = 0; i < part.size(); ++i) places[i] = i;
  while (!places.empty()) {
    if (stopped_) return BatchRefusal{*stopped_, false};
    std::vector<ListRow> sent;
    Json list = Json::array();
    for (const auto i : places) {
      sent.push_back(part[i]);
      list.push_back(part[i].body);
    }
    const Reply reply = api_.post(path, Json{{member, list}});
    if (reply.ok()) {
      batch_.succeeded(static_cast<int>(sent.size()));
      auto answers = read(reply.body, sent);
      if (!answers) return BatchRefusal{{OutcomeKind::kRejected, "refused", "the shop complains: " + http::dump(reply.body).substr(0, 300), {}}, true};
      for (std::size_t k = 0; k < places.size(); ++k) out[places[k]] = (*answers)[k];
      return out;
    }
    const bool named = std::ranges::any_of(sent, [&](const ListRow& row) { return is_named(reply.body, row.sku); });
    if (!reply.content_refused() || !named) return refused(reply, sent.size());
    std::erase_if(places, [&](std::size_t i) {
      if (!is_named(reply.body, part[i].sku)) return false;
      out[i] = reply.outcome;
      return true;
    });
  }
  return out;
}

BatchRefusal ListSender::refused(const Reply& reply, std::size_t sent) {
  if (reply.content_refused()) {
    batch_.limit_to(named_limit(reply.body));
    return {reply.outcome, true};
  }
  if (reply.outcome.kind != OutcomeKind::kUnknown) {
    note(reply.outcome);
    return {reply.outcome, reply.outcome.kind == OutcomeKind::kGone};
  }
  batch_.failed(static_cast<int>(sent));
  // An error object means that the shop is alive: a deadlock, or a row that its code chokes on.
  if (!words_of(reply.body).empty() && splits_left_-- > 0) return {reply.outcome, true};
  note(reply.outcome);  // past the allowed splits also an answer with words stops
  return {reply.outcome, false};
}

std::optional<std::vector<Outcome>> all_done(const Json&, std::span<const ListRow> rows) { return std::vector<Outcome>(rows.size()); }

std::optional<std::vector<Outcome>> read_complaints(const Json& answer, std::span<const ListRow> rows) {
  std::vector<Outcome> out(rows.size());
  if (!answer.is_array()) return std::vector<Outcome>(rows.size(), {OutcomeKind::kUnknown, "unreadable", "the shop's answer is no list of complaints", {}});
  for (const Json& complaint : answer) {
    bool told = false;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows.size() == 1 || names(complaint, rows[i].sku)) {
        out[i] = {OutcomeKind::kRejected, "refused", words_of(complaint), {}};
        told = true;
      }
    if (!told) return std::nullopt;
  }
  return out;
}

}  // namespace tillbridge::connectors::magento
