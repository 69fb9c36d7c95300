#include <fmt/format.h>

#include <memory>
#include <stdexcept>

#include "bench/race.hpp"
#include "bench/service/benches.hpp"
#include "bench/service/installation.hpp"
#include "bench/service/latency.hpp"
#include "bench/service/load.hpp"
#include "bench/service/process_memory.hpp"
#include "bench/stores.hpp"
#include "tests/support/private_mariadb.hpp"

namespace tillbridge::bench {
namespace {

constexpr std::size_t kWarm = 50;
constexpr int kCallsPerRound = 200;

/// Room for everybody, and nobody is sent away for being idle or slow.
std::vector<std::string> patient() { return {"max_connections = 20000", "idle_seconds = 3600", "head_seconds = 300", "body_seconds = 3600"}; }

/// A running service with a load beside which calls are measured.
struct Scene {
  std::string name;
  Installation service;
  Clients clients;
  IdleConnections idle{clients};
  std::unique_ptr<SlowSenders> slow;
  Client kept;
  Latencies on_kept, on_new;

  Scene(std::string scene, const std::filesystem::path& program, std::size_t idle_ones, std::size_t slow_ones)
      : name(std::move(scene)), service(program, {.database = {}, .is_tls = true, .serve = patient()}), clients(service.port(), true), kept(clients) {
    kept.send(http_call(plain_products_call(service.login(), 1)));
    kept.receive();
    idle.grow_to(idle_ones);
    if (slow_ones > 0) slow = std::make_unique<SlowSenders>(clients, slow_ones);
  }

  void call(Client& client, int quantity) {
    client.send(http_call(one_row_call(service.login(), 0, quantity)));
    if (client.receive().find("<tb:Received>1</tb:Received>") == std::string::npos) throw std::runtime_error("a call beside " + name + " was not taken");
  }
  void round() {
    for (int at = 0; at < kCallsPerRound; ++at) {
      on_kept.take([&] { call(kept, at % 7); });
      on_new.take([&] {
        Client fresh(clients);
        call(fresh, at % 5);
      });
    }
  }
};

void measure_memory(const Program& program, bool is_tls, const std::vector<std::size_t>& counts) {
  const Installation service(program.path, {.database = {}, .is_tls = is_tls, .serve = patient()});
  const Clients clients(service.port(), is_tls);
  IdleConnections connections(clients);
  connections.grow_to(kWarm);
  const double resident = memory_of(service.process()).resident, proportional = proportional_memory_of(service.process());
  for (const auto count : counts) {
    connections.grow_to(kWarm + count);
    const auto each = [&](double now, double before) { return (now - before) / 1024 / static_cast<double>(count); };
    fmt::print("  {:8.1f} {:8.1f}  {}, {} {} connections\n", each(memory_of(service.process()).resident, resident), each(proportional_memory_of(service.process()), proportional), program.name,
               count, is_tls ? "TLS" : "plain");
    std::fflush(stdout);
  }
}

void measure_latency(const Program& program, const ServiceEffort& effort, std::size_t few, std::size_t many) {
  Scene scenes[] = {{"no others", program.path, 0, 0}, {fmt::format("{} idle", few), program.path, few, 0}, {fmt::format("{} idle", many), program.path, many, 0}, {"200 slow senders", program.path, 0, 200}};
  for (int round = 0; round < effort.rounds; ++round)
    for (std::size_t i = 0; i < std::size(scenes); ++i) scenes[(i + static_cast<std::size_t>(round)) % std::size(scenes)].round();
  print_title(fmt::format("{}: one-row calls on a kept TLS connection beside", program.name));
  for (const auto& scene : scenes) print_line(scene.name, scene.on_kept, scenes[0].on_kept);
  print_title(fmt::format("{}: one-row calls, each on a new TLS connection, beside", program.name));
  for (const auto& scene : scenes) print_line(scene.name, scene.on_new, scenes[0].on_new);
}

void measure_handshakes(const std::vector<Program>& programs, const ServiceEffort& effort) {
  const int count = effort.quick ? 50 : 500;
  std::vector<std::unique_ptr<Installation>> services;
  std::vector<Side> sides;
  for (const auto& program : programs) {
    services.push_back(std::make_unique<Installation>(program.path, Installation::Settings{.database = {}, .is_tls = true, .serve = patient()}));
    sides.push_back({program.name, [count, port = services.back()->port(), process = services.back()->process()] {
                       const Clients clients(port, true);
                       Stopwatch watch(process);
                       for (int at = 0; at < count; ++at) Client client(clients);
                       watch.pause();
                       return watch.spent();
                     }});
  }
  print("New TLS connections one after the other", race(sides, effort.rounds), count, "handshake");
}

void measure_beside_large(const Program& program, const ServiceEffort& effort, const persistence::DatabaseOptions& database) {
  const int scale = effort.quick ? 10 : 1;
  const Installation service(program.path, {.database = database, .is_tls = true, .serve = patient()});
  const Clients clients(service.port(), true);
  Client small(clients);
  small.send(http_call(plain_products_call(service.login(1), 1)));
  small.receive();
  const auto call = [&](int at) {
    small.send(http_call(one_row_call(service.login(1), 0, at % 7)));
    small.receive();
  };
  std::vector<std::string> large;
  for (const int rows : {100'000, 75'000, 52'000}) large.push_back(http_call(products_call(service.login(0), std::vector<int>(static_cast<std::size_t>(rows / scale), rows))));
  Latencies alone, beside, afterwards;
  for (int at = 0; at < 2'000 / scale; ++at) alone.take([&] { call(at); });
  {
    const LargeCalls running(clients, large);
    for (int at = 0; running.are_running(); ++at) beside.take([&] { call(at); });
    running.check();
  }
  for (int at = 0; at < 2'000 / scale; ++at) afterwards.take([&] { call(at); });
  print_title(fmt::format("{}: one-row calls beside three calls of {:.0f}, {:.0f} and {:.0f} MB at once, on MariaDB", program.name, static_cast<double>(large[0].size()) / 1e6,
                          static_cast<double>(large[1].size()) / 1e6, static_cast<double>(large[2].size()) / 1e6));
  print_line("alone", alone, alone);
  print_line("beside the large calls", beside, alone);
  print_line("afterwards", afterwards, alone);
}

}  // namespace

void bench_connections(const std::vector<Program>& programs, const ServiceEffort& effort) {
  const std::size_t descriptors = raise_descriptors();
  const std::size_t few = effort.quick ? 100 : 1'000, many = effort.quick ? 500 : 5'000;
  if (descriptors < 3 * many) throw std::runtime_error(fmt::format("{} open files are too few for the bench: raise the hard limit (ulimit -Hn) to {}", descriptors, 3 * many));
  fmt::print("\nMemory of the service per idle connection that was used and is kept, KB\n  resident    its share\n");
  for (const bool is_tls : {true, false})
    for (const auto& program : programs) measure_memory(program, is_tls, {few, many});
  for (const auto& program : programs) measure_latency(program, effort, few, many);
  measure_handshakes(programs, effort);
  tests::PrivateMariadb server(kBufferPool);
  int number = 0;
  for (const auto& program : programs) measure_beside_large(program, effort, server.create_database(fmt::format("connections_{}", ++number)));
}

}  // namespace tillbridge::bench
