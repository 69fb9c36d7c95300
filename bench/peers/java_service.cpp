#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {
namespace {

constexpr const char* kJaxws = "/usr/share/java/jaxws-rt.jar";
constexpr const char* kDriver = "/usr/share/java/mariadb-java-client.jar";

void compile(const Workshop& shop, const std::filesystem::path& folder) {
  for (const char* program : {"java", "javac", "wsimport"}) find_program({program});
  for (const char* jar : {kJaxws, kDriver})
    if (!std::filesystem::exists(jar)) throw MissingProgram(std::string(jar) + " is not installed");
  std::filesystem::create_directories(folder);
  run_to_its_end({"/bin/sh", "-c", "cd \"$1\" && exec \"$2\" \"$3\"", "sh", folder, shop.sources / "java" / "build.sh", shop.wsdl}, {}, shop.folder.path() / "javac.log");
}

}  // namespace

std::unique_ptr<Service> start_java(const Workshop& shop) {
  const auto folder = shop.built / "java";
  compile(shop, folder);
  auto database = make_peer_database(shop, "java");
  auto service = std::make_unique<Service>();
  service->name = "Java JAX-WS";
  service->endpoint = {free_port(), "/soap/ProductTasks"};
  service->logins = database.logins;
  service->counts_exactly_with_as_of = false;
  service->store = connect_mariadb(database.options);
  database.environment["PEER_PORT"] = std::to_string(service->endpoint.port);
  const auto path = (folder / "classes").string() + ":" + kJaxws + ":" + kDriver;
  service->programs.push_back(std::make_unique<Process>(std::vector<std::string>{find_program({"java"}), "-cp", path, "Peer"}, database.environment, shop.make_folder("java") / "out"));
  wait_until_it_answers(*service);
  return service;
}

}  // namespace tillbridge::bench
