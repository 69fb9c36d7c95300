#pragma once
#include <string>
#include <string_view>

#include "conformance/recorded_call.hpp"
#include "contract/contract_table.hpp"

namespace tillbridge::conformance {

/// Reads what went over the wire into a RecordedCall, with the service's own front parser: what the service understands the kit understands too.
class CallReader {
 public:
  explicit CallReader(const contract::ContractTable& contract) : contract_(contract) {}

  /// Fills operation and request. A body that the service will refuse leaves what could be read, perhaps nothing.
  void read_request(std::string_view body, std::string_view content_type, std::string_view content_encoding, RecordedCall& call) const;
  /// Fills answer or fault, and the status. `body` is not compressed.
  void read_answer(int status, std::string_view body, RecordedCall& call) const;

 private:
  const contract::ContractTable& contract_;
};

}  // namespace tillbridge::conformance
