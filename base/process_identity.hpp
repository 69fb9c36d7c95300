#pragma once
#include <optional>
#include <string>

namespace tillbridge::base {

/// Names a process so that another one can tell later whether it still lives: host, boot, process namespace, process id and start
/// time, blank-separated, at most 160 characters. A process id alone would be given to somebody else in time.
std::string current_process();

/// Whether the process so named runs; words behind the name are passed by. Nothing where this process cannot tell: it ran on another
/// host (two may have the same name), before the last boot, in another namespace, or is hidden from us.
std::optional<bool> is_running(const std::string& process);

}  // namespace tillbridge::base
