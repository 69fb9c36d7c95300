#include "bench/log_watch.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace tillbridge::bench {

LogWatch::LogWatch() : session_(base::LogSession::open({.process = "bench", .to_file = true, .file = folder_.path() / "bench.log"}).value()) {}

int LogWatch::count(std::string_view event) const {
  int found = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    std::ifstream lines(file.path());
    for (std::string line; std::getline(lines, line);) found += line.find(event) != std::string::npos ? 1 : 0;
  }
  return found;
}

}  // namespace tillbridge::bench
