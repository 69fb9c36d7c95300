#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bench/peers/service.hpp"
#include "bench/race.hpp"

namespace tillbridge::bench {

/// What the answer of a call must say.
struct Expected {
  int received = 0, updated = 0;
  bool is_exact = true;               ///< false: `updated` is not looked at
};

/// A till that calls one service on one kept connection, and takes the time of its calls.
class Caller {
 public:
  Caller(Service& service, pid_t database_server) : service_(service), connection_(service.endpoint.port), server_(database_server) {}

  /// Sends the call and checks what the answer says; the time is that of the answer, the processor time that of service and database server.
  /// Throws std::runtime_error where the answer is wrong.
  Spent call(std::string_view operation, const std::string& envelope, const Expected& expected);
  Service& service() { return service_; }

 private:
  Service& service_;
  Connection connection_;
  pid_t server_;
};

/// Throws std::runtime_error where an answer says something else than expected.
void check(const std::string& side, std::string_view answer, const Expected& expected);

}  // namespace tillbridge::bench
