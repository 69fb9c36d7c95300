#pragma once
#include <filesystem>

namespace tillbridge::tests {

/// A new empty folder that goes with this object. In memory where the machine has a folder for that, so that tests of
/// durable stores do not wait for a disk.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tillbridge::tests
