#pragma once
#include <functional>
#include <vector>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// One product or variant to be changed.
struct Update {
  domain::RemoteRef remote;
  Json body;                          ///< what changes, without the id
};

/// Looks into the store's answer about one update: ok where it holds what was sent, else what is wrong.
using AnswerCheck = std::function<Outcome(const Json& sent, const Json& answer)>;

/// Sends updates in as few calls as the store takes: 10 products, 50 variants. A batch refused as a whole is halved until the culprit stands alone, which
/// is kGone where the store has it no more. One outcome per update, in order. After a call that the store did not answer nothing more is sent: the
/// rest is kRetry, or throttled with the time.
std::vector<Outcome> send_updates(Api& api, const std::vector<Update>& updates, const AnswerCheck& check);

}  // namespace tillbridge::connectors::bigcommerce
