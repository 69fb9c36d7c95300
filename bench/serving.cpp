#include "bench/serving.hpp"

#include <algorithm>
#include <chrono>

namespace tillbridge::bench {

Serving::Serving(UpdateStore& store) : store_(store), service_(store.make_service(store.database(), clock_)), server_({}, *service_, random_, clock_, metrics_) {}

Serving::~Serving() { server_.stop(std::chrono::milliseconds(100)); }

TillLogin Serving::add_account(const std::string& store_id, int items) {
  constexpr int kPiece = 10'000;
  const auto login = store_.add_account(store_id);
  HttpCaller caller(port());
  for (int first = 0; first < items; first += kPiece) {
    const int count = std::min(kPiece, items - first);
    caller.post(kUpdatePath, short_products_envelope(login, first, count));
    caller.post(kUpdatePath, inventory_envelope(login, first, count));
  }
  return login;
}

}  // namespace tillbridge::bench
