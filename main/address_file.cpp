#include "main/address_file.hpp"

#include <filesystem>
#include <fstream>

namespace tillbridge {

void write_address_file(const std::string& file, const std::string& address) {
  if (file.empty()) return;
  const std::string unfinished = file + ".new";
  std::ofstream(unfinished) << address << "\n";
  std::filesystem::rename(unfinished, file);
}

}  // namespace tillbridge
