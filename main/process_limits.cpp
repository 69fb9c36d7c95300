#include "main/process_limits.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include "base/log.hpp"

namespace tillbridge {
namespace {

constexpr rlim_t kOtherDescriptors = 256;  ///< the store's sessions, spool files, the log, pipes

constexpr int kMappedFrom = 256 * 1024;    ///< larger pieces come from the system and go back there
constexpr int kTrimmedFrom = 512 * 1024;

}  // namespace

void raise_descriptor_limit(std::size_t connections) {
  const rlim_t wanted = static_cast<rlim_t>(connections) + kOtherDescriptors;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return;
  base::log_warn("serve", "descriptors_few",
                 {{"limit", limit.rlim_cur}, {"needed", wanted}, {"hint", "raise LimitNOFILE of the service (ulimit -n), or lower serve.max_connections"}});
}

void keep_memory_flat() {
  // Setting them also ends glibc's own adapting, which after one large call would keep pieces of up to 32 MB.
  mallopt(M_MMAP_THRESHOLD, kMappedFrom);
  mallopt(M_TRIM_THRESHOLD, kTrimmedFrom);
}

}  // namespace tillbridge
