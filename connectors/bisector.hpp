#pragma once
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::connectors {

/// A batch that the shop refused or that did not get through as a whole. `divisible` = the content was refused (400, 413, 422) without naming
/// the culprit, so smaller batches may pass.
struct BatchRefusal {
  Outcome outcome;
  bool divisible = false;
};

template <class Answer>
using BatchResult = std::variant<std::vector<Answer>, BatchRefusal>;

/// Sends a batch and halves it as often as the shop refuses it as a whole, until the culprit stands alone; the others get through. At most
/// 2n − 1 calls for n entries. A refusal that halving cannot heal (throttled, unauthorised, not reachable) stops the sending: the entries
/// that were not tried get that outcome too. `send` takes a span and gives a BatchResult with one answer per entry, in order; `fail` makes the answer of an entry from an
/// outcome.
template <class Answer, class Entry, class Send, class Fail>
std::vector<Answer> send_halving(std::span<const Entry> batch, Send send, Fail fail) {
  std::vector<Answer> answers;
  answers.reserve(batch.size());
  std::vector<std::span<const Entry>> waiting{batch};
  std::optional<Outcome> stopped;
  while (!waiting.empty()) {
    const auto part = waiting.back();
    waiting.pop_back();
    if (part.empty()) continue;
    if (stopped) {
      for (const auto& entry : part) answers.push_back(fail(entry, *stopped));
      continue;
    }
    BatchResult<Answer> result = send(part);
    if (auto* good = std::get_if<0>(&result)) {
      for (auto& answer : *good) answers.push_back(std::move(answer));
      continue;
    }
    const auto& refusal = std::get<1>(result);
    if (refusal.divisible && part.size() > 1) {
      waiting.push_back(part.subspan(part.size() / 2));
      waiting.push_back(part.first(part.size() / 2));
      continue;
    }
    for (const auto& entry : part) answers.push_back(fail(entry, refusal.outcome));
    // An unknown outcome concerns this part alone; what was not sent must not be called unknown.
    if (!refusal.divisible && refusal.outcome.kind != OutcomeKind::kUnknown) stopped = refusal.outcome;
  }
  return answers;
}

}  // namespace tillbridge::connectors
