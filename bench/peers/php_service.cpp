#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {
namespace {

namespace fs = std::filesystem;

// A kept connection holds its php-fpm worker, so nginx keeps as many as there are workers, in one process.

/// As many workers as the one-row bench has connections; nothing is logged per request, WSDL and code stay compiled.
std::unique_ptr<Process> start_fpm(const fs::path& folder, const Environment& environment) {
  const bool is_root = ::geteuid() == 0;
  std::ofstream(folder / "fpm.conf") << fmt::format(
      "[global]\nerror_log = {0}/fpm.log\ndaemonize = no\n"
      "[peer]\n{1}listen = {0}/fpm.sock\npm = static\npm.max_children = {2}\npm.max_requests = 0\nclear_env = no\n"
      "php_admin_value[memory_limit] = 4G\nphp_admin_value[post_max_size] = 512M\nphp_admin_value[max_execution_time] = 600\n"
      "php_admin_value[soap.wsdl_cache_enabled] = 1\nphp_admin_value[soap.wsdl_cache] = 3\nphp_admin_value[soap.wsdl_cache_dir] = {0}\n",
      folder.string(), is_root ? "user = root\ngroup = root\n" : "", kWorkers);
  std::vector<std::string> command{find_program({"php-fpm8.2", "php-fpm", "php-fpm8.4", "php-fpm8.3"}), "--nodaemonize", "--fpm-config", folder / "fpm.conf",
                                   "-d", "opcache.enable=1", "-d", "opcache.validate_timestamps=0", "-d", "realpath_cache_ttl=600"};
  if (is_root) command.push_back("--allow-to-run-as-root");
  return std::make_unique<Process>(command, environment, folder / "fpm.out");
}

std::unique_ptr<Process> start_nginx(const fs::path& folder, const fs::path& script, int port) {
  std::ofstream(folder / "nginx.conf") << fmt::format(
      "{0}daemon off;\nworker_processes 1;\npid {1}/nginx.pid;\nerror_log {1}/nginx-error.log;\nevents {{ worker_connections 1024; }}\n"
      "http {{\n  access_log off;\n  tcp_nodelay on;\n  keepalive_requests 1000000;\n  client_max_body_size 512m;\n  client_body_buffer_size 16m;\n"
      "  client_body_temp_path {1}/body;\n  fastcgi_temp_path {1}/fastcgi;\n  proxy_temp_path {1}/proxy;\n  scgi_temp_path {1}/scgi;\n  uwsgi_temp_path {1}/uwsgi;\n"
      "  upstream php {{ server unix:{1}/fpm.sock; keepalive {4}; }}\n"
      "  server {{\n    listen 127.0.0.1:{2};\n    location = /soap/ProductTasks {{\n      include /etc/nginx/fastcgi_params;\n"
      "      fastcgi_param SCRIPT_FILENAME {3};\n      fastcgi_pass php;\n      fastcgi_keep_conn on;\n      fastcgi_read_timeout 600s;\n    }}\n  }}\n}}\n",
      ::geteuid() == 0 ? "user root;\n" : "", folder.string(), port, script.string(), kWorkers);
  return std::make_unique<Process>(std::vector<std::string>{find_program({"nginx"}), "-c", folder / "nginx.conf", "-e", folder / "nginx-error.log"}, Environment{}, folder / "nginx.out");
}

std::unique_ptr<Service> start_php(const Workshop& shop, const std::string& stock) {
  find_program({"nginx"});
  find_program({"php-fpm8.2", "php-fpm", "php-fpm8.4", "php-fpm8.3"});
  auto database = make_peer_database(shop, "php_" + stock);
  database.environment["PEER_STOCK"] = stock;
  const auto folder = shop.make_folder("php-" + stock);
  auto service = std::make_unique<Service>();
  service->name = "PHP SoapServer, " + stock;
  service->endpoint = {free_port(), "/soap/ProductTasks"};
  service->logins = database.logins;
  service->takes_products = true;
  service->counts_exactly_with_as_of = stock == "detecting";
  service->store = connect_mariadb(database.options);
  service->programs.push_back(start_fpm(folder, database.environment));
  service->programs.push_back(start_nginx(folder, shop.sources / "php" / "index.php", service->endpoint.port));
  wait_until_it_answers(*service);
  return service;
}

}  // namespace

std::unique_ptr<Service> start_natural_php(const Workshop& shop) { return start_php(shop, "natural"); }
std::unique_ptr<Service> start_detecting_php(const Workshop& shop) { return start_php(shop, "detecting"); }

}  // namespace tillbridge::bench
