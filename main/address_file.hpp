#pragma once
#include <string>

namespace tillbridge {

/// Writes the address of a process that listens into `file`, for scripts that use port 0; "" writes nothing. Written beside and
/// renamed: whoever waits for the file never reads half an address. Throws std::filesystem::filesystem_error.
void write_address_file(const std::string& file, const std::string& address);

}  // namespace tillbridge
