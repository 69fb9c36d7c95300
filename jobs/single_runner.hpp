#pragma once
#include <filesystem>

#include "base/result.hpp"

namespace tillbridge::jobs {

/// Holds an exclusive lock beside an embedded database for its life: there only one runner may work. The system frees it when the
/// process ends, however it ends.
class SingleRunner {
 public:
  /// kBusy when another process holds it, naming its process id; kUnavailable when the file cannot be made.
  static base::Result<SingleRunner> lock(const std::filesystem::path& database_file);
  SingleRunner(SingleRunner&& other) noexcept;
  SingleRunner& operator=(SingleRunner&&) = delete;
  ~SingleRunner();

 private:
  explicit SingleRunner(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace tillbridge::jobs
