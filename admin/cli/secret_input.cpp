#include "admin/cli/secret_input.hpp"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "base/text.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;
constexpr std::size_t kMaxSecret = 16 * 1024;

/// The terminal shows nothing while it lives.
class EchoOff {
 public:
  EchoOff() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    active_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~EchoOff() {
    if (!active_) return;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << "\n";
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;

 private:
  termios before_{};
  bool active_ = false;
};

base::Result<std::string> checked(const std::string& what, std::string text) {
  if (text.empty()) return Error{ErrorCode::kInvalidRequest, fmt::format("{} is empty", what)};
  if (text.size() > kMaxSecret) return Error{ErrorCode::kInvalidRequest, fmt::format("{} has more than {} bytes", what, kMaxSecret)};
  return text;
}

base::Result<std::string> read_line(const std::string& what) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  if (terminal) std::cerr << what << ": " << std::flush;
  const auto silent = terminal ? std::make_unique<EchoOff>() : nullptr;
  std::string line;
  if (!std::getline(std::cin, line)) return Error{ErrorCode::kInvalidRequest, fmt::format("{} is missing: the standard input has no further line", what)};
  return checked(what, std::string(base::trim_blanks(line)));
}

base::Result<std::string> read_file(const std::string& what, const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::kInvalidRequest, fmt::format("{}: {} cannot be read", what, file)};
  std::string text(kMaxSecret + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return checked(what, std::string(base::trim_blanks(text)));
}

}  // namespace

base::Result<std::map<std::string, std::string>> read_secrets(const std::vector<std::string>& inputs, const std::vector<std::string>& files) {
  std::map<std::string, std::string> out;
  const auto take = [&](const std::string& name, base::Result<std::string> secret) -> base::Result<void> {
    if (!secret) return secret.error();
    if (!out.emplace(name, *secret).second) return Error{ErrorCode::kInvalidRequest, fmt::format("secret {} is given twice", name)};
    return {};
  };
  for (const auto& input : inputs) {
    const auto equals = input.find('=');
    if (equals == std::string::npos || equals == 0 || input.substr(equals + 1) != "-") {
      return Error{ErrorCode::kInvalidRequest,
                   fmt::format("secret {}: write --secret {}=- and give it by the standard input, or --secret-file NAME=PATH; on the command line others could read it",
                               input.substr(0, equals), input.substr(0, equals))};
    }
    const auto name = input.substr(0, equals);
    if (auto taken = take(name, read_line("secret " + name)); !taken) return taken.error();
  }
  for (const auto& input : files) {
    const auto equals = input.find('=');
    if (equals == std::string::npos || equals == 0) return Error{ErrorCode::kInvalidRequest, fmt::format("--secret-file {}: write NAME=PATH", input)};
    const auto name = input.substr(0, equals);
    if (auto taken = take(name, read_file("secret " + name, input.substr(equals + 1))); !taken) return taken.error();
  }
  return out;
}

base::Result<std::string> read_password(const std::string& file) { return file == "-" ? read_line("password") : read_file("password", file); }

}  // namespace tillbridge::admin::cli
