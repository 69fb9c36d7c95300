#pragma once
#include <cstdint>
#include <memory>

#include "base/random.hpp"
#include "bench/http_caller.hpp"
#include "bench/update_store.hpp"
#include "services/http/server.hpp"

namespace tillbridge::bench {

inline constexpr const char* kUpdatePath = "/soap/ProductTasks";

/// The real HTTP server with the real service on a store, on a free port.
class Serving {
 public:
  explicit Serving(UpdateStore& store);
  ~Serving();
  std::uint16_t port() const { return server_.port(); }
  /// An account with two web sites and `items` items that have a quantity.
  TillLogin add_account(const std::string& store_id, int items);

 private:
  UpdateStore& store_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  services::Metrics metrics_;
  std::unique_ptr<services::SoapService> service_;
  services::http::HttpServer server_;
};

}  // namespace tillbridge::bench
