#pragma once
#include <functional>
#include <vector>

#include "connectors/woocommerce/batch.hpp"

namespace tillbridge::connectors::woocommerce {

/// One product or variation to be changed.
struct Update {
  domain::RemoteRef remote;
  Json body;                          ///< what changes, without the id
};

/// Looks into the shop's answer about one update: nothing where it holds what was sent, else what is wrong.
using AnswerCheck = std::function<Outcome(const Json& sent, const Json& answer)>;

/// Sends updates in as few calls as the shop allows: simple products together, variations per parent (the product batch cannot touch them). One
/// outcome per update, in order. A product in the bin is kGone.
std::vector<Outcome> send_updates(BatchSender& batches, const std::vector<Update>& updates, const AnswerCheck& check);

}  // namespace tillbridge::connectors::woocommerce
