#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/calls.hpp"
#include "bench/peers/connection.hpp"
#include "bench/peers/process.hpp"
#include "bench/raw_connection.hpp"

namespace tillbridge::bench {

/// What the stock table of an account holds, in three numbers; equal ones are taken for equal tables.
struct StockSum {
  double levels = 0, pieces = 0, weighted = 0;   ///< weighted: quantity times the number of the item
  bool operator==(const StockSum&) const = default;
};

/// One side of the comparison: a running SOAP service with its database and its logins.
struct Service {
  std::string name;
  Endpoint endpoint;
  std::vector<Login> logins;
  std::vector<std::unique_ptr<Process>> programs;
  std::unique_ptr<RawConnection> store;          ///< to look into its tables
  bool takes_products = false;                   ///< UpdatePOSProducts too
  bool is_ours = false;                          ///< items must exist before their stock is told
  bool counts_exactly = true;                    ///< Updated and Unchanged tell exactly what changed, whatever the rows hold
  bool counts_exactly_with_as_of = true;
  double quantity_unit = 1;                      ///< what its table calls 1 piece
  int slowness = 1;                              ///< a run makes so many times fewer calls

  std::vector<pid_t> processes() const;
  StockSum stock(const Login& login) const;
};

/// Sends the call and returns the answer's body. Throws std::runtime_error where it is a fault.
std::string call(const Service& service, Connection& connection, const std::string& request);

/// Returns when the service answers a call of this login without rows, or throws with the last words of its programs.
void wait_until_it_answers(Service& service);

/// A port of 127.0.0.1 that nobody listens on.
int free_port();

}  // namespace tillbridge::bench
