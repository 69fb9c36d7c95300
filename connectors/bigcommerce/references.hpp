#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "connectors/connector.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The id as the number that the store wants; nothing for a text that is none (a listing of another platform).
std::optional<std::int64_t> to_number(const std::string& id);
/// kRejected with a code of ours.
Outcome rejected(const char* code, std::string message);
/// For a reference that is none of this platform.
Outcome bad_reference(const domain::RemoteRef& remote);
/// What of a stopped batch was not sent: certainly not done, whatever became of the call that stopped it.
Outcome not_sent(Outcome stopped);
/// Whether nothing more should be sent after such an outcome.
bool stops_everything(const Outcome& outcome);

}  // namespace tillbridge::connectors::bigcommerce
