#include <fstream>
#include <sstream>

#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// The program, and the pinned packages where the pins have changed.
void install(const Workshop& shop, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  fs::create_directories(folder);
  const bool is_there = fs::exists(folder / "installed") && text_of(folder / "installed") == text_of(shop.sources / "node" / "package-lock.json");
  for (const char* file : {"server.js", "database.js", "product_tasks.js", "package.json", "package-lock.json"})
    fs::copy_file(shop.sources / "node" / file, folder / file, fs::copy_options::overwrite_existing);
  if (is_there) return;
  run_to_its_end({find_program({"npm"}), "ci", "--prefix", folder, "--no-audit", "--no-fund"}, {}, shop.folder.path() / "npm.log");
  fs::copy_file(folder / "package-lock.json", folder / "installed", fs::copy_options::overwrite_existing);
}

}  // namespace

std::unique_ptr<Service> start_node(const Workshop& shop) {
  const auto node = find_program({"node"});
  const auto folder = shop.built / "node";
  install(shop, folder);
  auto database = make_peer_database(shop, "node");
  auto service = std::make_unique<Service>();
  service->name = "Node soap";
  service->endpoint = {free_port(), "/soap/ProductTasks"};
  service->logins = database.logins;
  service->counts_exactly_with_as_of = false;
  service->store = connect_mariadb(database.options);
  database.environment["PEER_PORT"] = std::to_string(service->endpoint.port);
  database.environment["NODE_ENV"] = "production";
  service->programs.push_back(std::make_unique<Process>(std::vector<std::string>{node, folder / "server.js"}, database.environment, shop.make_folder("node") / "out"));
  wait_until_it_answers(*service);
  return service;
}

}  // namespace tillbridge::bench
