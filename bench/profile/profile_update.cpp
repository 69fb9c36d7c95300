// One kind of update call again and again through the whole service, without HTTP: for callgrind and perf (docs/performance/parts.md).
//   tillbridge_profile_update UpdateInventory|UpdatePOSProducts CHANGED_EACH mariadb|sqlite [CALLS [ROWS]]
//   valgrind --tool=callgrind --collect-atstart=no --toggle-collect='*measured_call*' ... tillbridge_profile_update ...
// Every CHANGED_EACH-th row differs from the call before, 0 = none.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "bench/update_store.hpp"

namespace {

using namespace tillbridge;

class TextBody final : public services::http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

void call(services::SoapService& service, std::string envelope) {
  services::http::Request request;
  request.method = "POST";
  request.path = "/soap/ProductTasks";
  request.headers = {{"content-type", "text/xml; charset=utf-8"}};
  request.body = std::make_unique<TextBody>(std::move(envelope));
  request.peer_address = "192.0.2.10";
  request.request_id = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  const auto response = service.handle(request);
  const std::string answer(response.body ? response.body->bytes() : std::string_view(response.text));
  if (response.outcome != "ok") throw std::runtime_error(answer.substr(0, 1'000));
}

/// By this name profilers tell the calls from what fills the store before them.
[[gnu::noinline]] void measured_call(services::SoapService& service, std::string envelope) { call(service, std::move(envelope)); }

void run(const std::string& operation, int each, bench::UpdateStore& store, int calls, int rows) {
  const base::SystemClock clock;
  const auto login = store.add_account("profile");
  const auto service = store.make_service(store.database(), clock);
  const bool products = operation == "UpdatePOSProducts";
  const auto envelope = [&](int version) {
    const bench::Changed changed{each, version};
    return products ? bench::products_envelope(login, 0, rows, changed) : bench::inventory_envelope(login, 0, rows, changed);
  };
  if (!products) call(*service, bench::short_products_envelope(login, 0, rows));
  call(*service, envelope(0));
  for (int version = 1; version <= calls; ++version) measured_call(*service, envelope(version));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: tillbridge_profile_update UpdateInventory|UpdatePOSProducts CHANGED_EACH mariadb|sqlite [CALLS [ROWS]]\n";
    return 2;
  }
  const auto store = std::string(argv[3]) == "sqlite" ? tillbridge::bench::make_sqlite_store() : tillbridge::bench::make_mariadb_store();
  run(argv[1], std::atoi(argv[2]), *store, argc > 4 ? std::atoi(argv[4]) : 1, argc > 5 ? std::atoi(argv[5]) : 10'000);
  return 0;
}
