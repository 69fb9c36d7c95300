#pragma once
#include "admin/cli/commands.hpp"

namespace tillbridge {

/// `tillbridge conformance`: opens the recording door in front of a running service, plays the shop through the sandbox and judges the till.
void add_conformance_command(admin::cli::Registry& registry);

}  // namespace tillbridge
