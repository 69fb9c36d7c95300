#include <thread>

#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {
namespace {

constexpr const char* kPython = "/usr/bin/python3";
/// A call of 10,000 rows takes seconds.
constexpr int kSlowness = 8;

void look_for_packages(const Workshop& shop) {
  try {
    run_to_its_end({kPython, "-c", "import spyne, pymysql"}, {}, shop.folder.path() / "python.log");
  } catch (const std::runtime_error&) {
    throw MissingProgram("python3-spyne and python3-pymysql are not installed");
  }
}

}  // namespace

std::unique_ptr<Service> start_spyne(const Workshop& shop) {
  const auto gunicorn = find_program({"gunicorn"});
  look_for_packages(shop);
  auto database = make_peer_database(shop, "spyne");
  auto service = std::make_unique<Service>();
  service->name = "Python spyne";
  service->endpoint = {free_port(), "/soap/ProductTasks"};
  service->logins = database.logins;
  service->counts_exactly_with_as_of = false;
  service->slowness = kSlowness;
  service->store = connect_mariadb(database.options);
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency())), threads = (kWorkers + cores - 1) / cores;
  service->programs.push_back(std::make_unique<Process>(
      std::vector<std::string>{gunicorn, "--chdir", shop.sources / "spyne", "--bind", "127.0.0.1:" + std::to_string(service->endpoint.port), "--workers", std::to_string(cores),
                               "--worker-class", "gthread", "--threads", std::to_string(threads), "--keep-alive", "75", "--timeout", "600", "application:application"},
      database.environment, shop.make_folder("spyne") / "out"));
  wait_until_it_answers(*service);
  return service;
}

}  // namespace tillbridge::bench
