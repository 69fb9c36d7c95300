#pragma once
#include <string>

namespace tillbridge::persistence::soci {

/// `?` as SOCI wants it: ":p1", ":p2" … Question marks inside quotes stay.
std::string number_parameters(const std::string& text);

/// How many columns "SELECT … FROM …" gives: its top-level commas + 1; 0 for other statements.
int count_columns(const std::string& text);

}  // namespace tillbridge::persistence::soci
