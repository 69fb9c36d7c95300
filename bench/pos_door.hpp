#pragma once
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "bench/catalogue.hpp"
#include "services/soap_service.hpp"

namespace tillbridge::bench {

/// The whole SOAP service as the HTTP server calls it, for the tills of a catalogue: front pass, login, handler, commit, answer.
class PosDoor {
 public:
  PosDoor(Store& store, const Catalogue& catalogue);

  /// UpdateInventory of `rows` items of an account, `apart` places apart from each other in the catalogue, all with this quantity. Returns
  /// the answer. Throws std::runtime_error for a fault.
  std::string update_inventory(int account, int rows, int apart, int quantity);

 private:
  const Catalogue& catalogue_;
  base::SystemClock clock_;
  std::unique_ptr<services::SoapService> service_;
};

}  // namespace tillbridge::bench
