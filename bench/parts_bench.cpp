#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "bench/benches.hpp"
#include "bench/parts_scene.hpp"
#include "bench/parts_xml.hpp"

namespace tillbridge::bench {
namespace {

constexpr std::array<const char*, kParts> kPartNames = {"receive", "front pass", "login", "gSOAP, decoding, sums", "reads, comparing", "writing, clock", "commit", "sending"};

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Series {
  std::vector<double> wall, processor;
  void add(const Spent& spent) {
    wall.push_back(spent.wall);
    processor.push_back(spent.processor);
  }
  Spent median() const { return {median_of(wall), median_of(processor)}; }
};

/// The times of one case, round by round.
struct Times {
  std::array<Series, kParts> parts;
  Series whole, expat, gsoap, range_read, raw_write, raw_commit;

  void add(const PartTimes& times) {
    Spent sum;
    for (std::size_t i = 0; i < kParts; ++i) {
      parts[i].add(times[i]);
      sum.wall += times[i].wall;
      sum.processor += times[i].processor;
    }
    whole.add(sum);
  }
  void add(const RawTimes& raw) {
    range_read.add(raw.read);
    if (!raw.write) return;
    raw_write.add(*raw.write);
    raw_commit.add(*raw.commit);
  }
};

std::string raw_limit(const char* what, const Series& series, int rows) {
  if (series.wall.empty()) return "";
  const Spent spent = series.median();
  return fmt::format("{} {:.3f} ({:.3f})", what, spent.wall * 1e6 / rows, spent.processor * 1e6 / rows);
}

void print(const std::string& store, const PartsCase& one, const Times& times, int rows) {
  const Spent whole = times.whole.median();
  const bool is_mariadb = store == "MariaDB";
  const std::array<std::string, kParts> limits = {
      "",
      raw_limit("expat on the same bytes", times.expat, rows),
      "",
      raw_limit("gSOAP alone on bytes in memory", times.gsoap, rows),
      raw_limit("range read by the C API", times.range_read, rows),
      raw_limit(is_mariadb ? "array binding by the C API" : "prepared upsert by the C API", times.raw_write, rows),
      raw_limit("its commit", times.raw_commit, rows),
      ""};
  fmt::print("\n{}, {} rows, {}, {}: us per row (of processor time)\n", one.operation, rows, one.title, store);
  const auto line = [&](const char* part, const Spent& spent, const std::string& limit) {
    fmt::print("| {:21} | {:8.3f} ({:8.3f}) | {:3.0f} % | {}\n", part, spent.wall * 1e6 / rows, spent.processor * 1e6 / rows,
               spent.processor / whole.processor * 100, limit);
  };
  for (std::size_t i = 0; i < kParts; ++i) line(kPartNames[i], times.parts[i].median(), limits[i]);
  line("whole", whole, fmt::format("{:.0f} rows/s", rows / whole.wall));
  std::fflush(stdout);
}

void run(std::unique_ptr<UpdateStore> store, int rows, int rounds) {
  const auto cases = parts_cases();
  PartsScene scene(*store, cases, rows);
  std::vector<Times> times(cases.size());
  for (int round = -1; round < rounds; ++round)
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const std::string request = scene.request(i);
      const auto called = scene.call(i, request);
      const auto raw = scene.run_raw(i);
      const Spent expat = time_expat(request);
      const Spent gsoap = time_gsoap(clean_envelope(request), cases[i].operation);
      if (round < 0) continue;
      times[i].add(called);
      times[i].add(raw);
      times[i].expat.add(expat);
      times[i].gsoap.add(gsoap);
    }
  for (std::size_t i = 0; i < cases.size(); ++i) print(store->name(), cases[i], times[i], rows);
}

}  // namespace

void bench_parts(const Size& size) {
  const int rows = size.quick ? 2'000 : 10'000;
  run(make_mariadb_store(), rows, size.rounds);
  run(make_sqlite_store(), rows, size.rounds);
}

}  // namespace tillbridge::bench
