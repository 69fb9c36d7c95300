#include "tests/support/temp_folder.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace tillbridge::tests {

TempFolder::TempFolder() {
  const std::string parent = ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : std::filesystem::temp_directory_path().string();
  std::string pattern = parent + "/tillbridge-test-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + parent);
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tillbridge::tests
