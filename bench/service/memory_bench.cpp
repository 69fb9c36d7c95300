#include <fmt/format.h>
#include <zlib.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <thread>

#include "bench/service/benches.hpp"
#include "bench/service/client.hpp"
#include "bench/service/installation.hpp"
#include "bench/service/process_memory.hpp"
#include "bench/stores.hpp"
#include "tests/support/private_mariadb.hpp"

namespace tillbridge::bench {
namespace {

constexpr double kMegabyte = 1024 * 1024;
constexpr std::chrono::milliseconds kSettling{500};

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// The same call once more, every accepted row of it told in the answer.
std::string with_all_rows(std::string call) {
  constexpr std::string_view kBehind = "</Credentials>";
  return call.insert(call.find(kBehind) + kBehind.size(), "<ReturnAllRows>true</ReturnAllRows>");
}

struct Call {
  std::string name;
  std::function<std::string(const Login&)> body;
  std::string expected;               ///< stands in the answer
  bool is_packed = false;
};

std::vector<Call> calls_of(int rows) {
  const auto products = [rows](int edition) { return [rows, edition](const Login& login) { return products_call(login, std::vector<int>(static_cast<std::size_t>(rows), edition)); }; };
  const auto stock = [rows](int quantity) { return [rows, quantity](const Login& login) { return with_all_rows(inventory_call(login, std::vector<int>(static_cast<std::size_t>(rows), quantity))); }; };
  const auto said = [rows](const char* name) { return fmt::format("<tb:{0}>{1}</tb:{0}>", name, rows); };
  return {{"products, all created", products(1), said("Created")},          {"products, none changed", products(1), said("Unchanged")},
          {"products, all changed", products(2), said("Updated")},          {"products with gzip, none changed", products(2), said("Unchanged"), true},
          {"products with gzip, all changed", products(3), said("Updated"), true}, {"stock, all changed, all rows told", stock(1077), said("Updated")},
          {"stock, none changed, all rows told", stock(1077), said("Unchanged")}};
}

void measure(const Installation& service, const Memory& idle, const Call& call) {
  const std::string body = call.body(service.login());
  const std::string sent = http_call(call.is_packed ? gzip(body) : body, call.is_packed ? "gzip" : "");
  Client client(Clients(service.port(), false));
  PeakWatch watch(service.process());
  const auto began = std::chrono::steady_clock::now();
  client.send(sent);
  const std::string answer = client.receive();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto peak = watch.peak();
  if (answer.find(call.expected) == std::string::npos) throw std::runtime_error(call.name + " was answered " + answer.substr(0, 1500));
  std::this_thread::sleep_for(kSettling);
  const auto after = memory_of(service.process());
  fmt::print("  {:6.1f} {:6.1f} {:6.1f} | {:6.1f} | {:6.1f} {:6.1f} {:7.1f}  {}\n", (peak.resident - idle.resident) / kMegabyte, (peak.anonymous - idle.anonymous) / kMegabyte,
             (peak.of_files - idle.of_files) / kMegabyte, (after.resident - idle.resident) / kMegabyte, static_cast<double>(body.size()) / kMegabyte,
             static_cast<double>(sent.size()) / kMegabyte, seconds, call.name);
  std::fflush(stdout);
}

void measure_all(const Program& program, const std::string& store, const persistence::DatabaseOptions& database, int rows) {
  const Installation service(program.path, {.database = database, .is_tls = false, .serve = {}});
  Client first(Clients(service.port(), false));
  first.send(http_call(products_call(service.login(), {})));
  first.receive();
  const auto idle = memory_of(service.process());
  fmt::print("\n{} on {}, {} rows a call: MB above idle (idle: {:.1f}, of it {:.1f} anonymous)\n  at most: all, anonymous, files | kept | document, sent, seconds\n", program.name, store,
             rows, idle.resident / kMegabyte, idle.anonymous / kMegabyte);
  for (const auto& call : calls_of(rows)) measure(service, idle, call);
}

}  // namespace

void bench_memory(const std::vector<Program>& programs, const ServiceEffort& effort) {
  const int rows = effort.quick ? 10'000 : 100'000;
  tests::PrivateMariadb server(kBufferPool);
  int number = 0;
  for (const auto& program : programs) {
    measure_all(program, "MariaDB", server.create_database(fmt::format("memory_{}", ++number)), rows);
    measure_all(program, "SQLite", {}, rows);
  }
}

}  // namespace tillbridge::bench
