#include "bench/service/process_memory.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>

namespace tillbridge::bench {
namespace {

constexpr std::chrono::milliseconds kPause{5};

double value_of(pid_t process, const std::string& file, const std::string& name) {
  std::ifstream lines("/proc/" + std::to_string(process) + "/" + file);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) * 1024;
  return 0;
}

}  // namespace

Memory memory_of(pid_t process) {
  return {value_of(process, "status", "VmRSS"), value_of(process, "status", "RssAnon"), value_of(process, "status", "RssFile") + value_of(process, "status", "RssShmem")};
}

double proportional_memory_of(pid_t process) { return value_of(process, "smaps_rollup", "Pss"); }

PeakWatch::PeakWatch(pid_t process) : process_(process), most_(memory_of(process)) {
  std::ofstream("/proc/" + std::to_string(process) + "/clear_refs") << "5";
  thread_ = std::thread([this] { watch(); });
}

PeakWatch::~PeakWatch() {
  is_over_ = true;
  if (thread_.joinable()) thread_.join();
}

void PeakWatch::watch() {
  while (!is_over_) {
    const auto now = memory_of(process_);
    most_.anonymous = std::max(most_.anonymous, now.anonymous);
    most_.of_files = std::max(most_.of_files, now.of_files);
    std::this_thread::sleep_for(kPause);
  }
}

Memory PeakWatch::peak() {
  is_over_ = true;
  thread_.join();
  most_.resident = value_of(process_, "status", "VmHWM");
  return most_;
}

}  // namespace tillbridge::bench
