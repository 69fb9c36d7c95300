#include "bench/peers/service.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace tillbridge::bench {
namespace {

constexpr std::chrono::seconds kStartsWithin{60};

}  // namespace

std::vector<pid_t> Service::processes() const {
  std::vector<pid_t> all;
  for (const auto& program : programs) {
    const auto family = family_of(program->id());
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

StockSum Service::stock(const Login& login) const {
  // Each database knows its account by the StoreId; the number of an item is the end of its key.
  const auto row = store->read(fmt::format(
      "SELECT COUNT(*), SUM(quantity), SUM(quantity * (0 + SUBSTR(item_id, 5))) FROM stock WHERE account_id = (SELECT account_id FROM account WHERE store_id = '{}')",
      login.store_id));
  return {std::atof(row.last.at(0).c_str()), std::atof(row.last.at(1).c_str()) / quantity_unit, std::atof(row.last.at(2).c_str()) / quantity_unit};
}

std::string call(const Service& service, Connection& connection, const std::string& request) {
  Answer answer = connection.send(request);
  if (answer.status != 200) throw std::runtime_error(fmt::format("{} answered {}: {}", service.name, answer.status, answer.body.substr(0, 600)));
  return std::move(answer.body);
}

void wait_until_it_answers(Service& service) {
  const auto request = post(service.endpoint, "UpdateInventory", inventory_call(service.logins.front(), {}));
  const auto deadline = std::chrono::steady_clock::now() + kStartsWithin;
  for (;;) {
    try {
      Connection connection(service.endpoint.port);
      call(service, connection, request);
      return;
    } catch (const std::runtime_error& error) {
      bool all_run = true;
      for (const auto& program : service.programs) all_run = program->is_running() && all_run;
      if (!all_run || std::chrono::steady_clock::now() > deadline) {
        std::string words = error.what();
        for (const auto& program : service.programs) words += "\n" + program->last_words();
        throw std::runtime_error(service.name + " does not answer: " + words);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
}

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(fd);
  if (!bound) throw std::runtime_error("no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

}  // namespace tillbridge::bench
