#pragma once
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "conformance/element.hpp"

namespace tillbridge::conformance {

/// One call of the till as it went through the recording door, without credentials and customers.
struct RecordedCall {
  base::Timestamp at;                 ///< when it was complete at the door
  std::string operation;              ///< "UpdateInventory"; "" when the body could not be read
  Element request;                    ///< the operation's element
  int status = 0;                     ///< HTTP status of the service's answer; 0 = the service did not answer
  Element answer;                     ///< Result; empty after a fault
  std::string fault_code, fault_message, fault_field;
  bool lost = false;                  ///< carried out, but its answer was kept from the till by plan

  bool is_done() const { return status == 200 && fault_code.empty(); }
};

using Recording = std::vector<RecordedCall>;

}  // namespace tillbridge::conformance
