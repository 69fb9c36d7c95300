#pragma once
#include <string>
#include <vector>

namespace tillbridge::tests {

/// What a program that has ended left behind.
struct EndedProgram {
  int exit_code = -1;                 ///< 128 + signal where it was killed
  std::string out, err;
};

/// Runs a program to its end, as a user at a shell without a terminal would: `input` is its standard input, `environment` ("NAME=value") is added
/// to an otherwise clean one. Killed after a minute.
EndedProgram run_program(const std::vector<std::string>& command, const std::string& input = "", const std::vector<std::string>& environment = {});

}  // namespace tillbridge::tests
