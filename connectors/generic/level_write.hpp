#pragma once
#include <string>
#include <vector>

#include "connectors/generic/api.hpp"

namespace tillbridge::connectors::generic {

inline Json to_json(const domain::RemoteRef& remote) { return {{"product_id", remote.product_id}, {"variant_id", remote.variant_id}}; }

/// Stock, prices and visibility have one shape: {"updates":[…]} answered by {"results":[…]}, absolute values, one outcome per entry.
template <class Write, class ToJson>
std::vector<Outcome> write_levels(Api& api, const std::string& path, std::span<const Write> writes, ToJson to_entry) {
  const auto send = [&](std::span<const Write> part) -> BatchResult<Outcome> {
    Json updates = Json::array();
    for (const auto& write : part) updates.push_back(to_entry(write));
    auto answer = api.post(path, {{"updates", std::move(updates)}});
    const auto results = api.results(answer, part.size());
    if (!answer.outcome.ok()) return BatchRefusal{answer.outcome, answer.divisible()};
    std::vector<Outcome> outcomes;
    for (const auto& entry : results) outcomes.push_back(api.entry_outcome(entry));
    return outcomes;
  };
  return send_halving<Outcome>(writes, send, [](const Write&, const Outcome& outcome) { return outcome; });
}

}  // namespace tillbridge::connectors::generic
