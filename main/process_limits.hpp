#pragma once
#include <cstddef>

namespace tillbridge {

/// Raises this process's soft limit of open descriptors to what `connections` open connections need beside files and the store, as far as the
/// hard limit goes; never lowers it. Logs a warning with the two ways out where that is not enough.
void raise_descriptor_limit(std::size_t connections);

/// Has the C library give memory back to the system: what a large call needed must not stay with the process. For the whole process, before
/// any thread starts.
void keep_memory_flat();

}  // namespace tillbridge
