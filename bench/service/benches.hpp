#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tillbridge::bench {

/// A released program that the benches start.
struct Program {
  std::string name;                   ///< "Tillbridge", "Tillbridge before"
  std::filesystem::path path;
};

struct ServiceEffort {
  int rounds = 5;
  bool quick = false;                 ///< a tenth of everything
};

/// Idle connections kept alive: their memory, and what new calls take beside them, beside slow senders and beside large calls; handshakes.
void bench_connections(const std::vector<Program>& programs, const ServiceEffort& effort);
/// What the service needs above idle while it takes 100,000 products in one call, on MariaDB and SQLite.
void bench_memory(const std::vector<Program>& programs, const ServiceEffort& effort);

}  // namespace tillbridge::bench
