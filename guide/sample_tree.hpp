#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "contract/contract_table.hpp"

namespace tillbridge::guide {

/// One element of a request with its value, in the contract's order: what every language's sample is written from.
struct SampleElement {
  std::string name;
  std::string simple_type;              ///< "string", "decimal", "dateTime", "boolean", "int"; "" for one with children
  bool repeated = false;                ///< an entry of a list: may stand several times
  std::string text;                     ///< the value of a simple one
  std::vector<SampleElement> children;

  bool is_simple() const { return !simple_type.empty(); }
};

struct SampleOptions {
  std::string address = "http://localhost:8470";   ///< where the service is, without a path
  std::string store = "main-street";
  std::string user = "till1";
  bool least = false;                   ///< only what is required, and what the operation would be without sense without
  bool soap12 = false;                  ///< of XML: a SOAP 1.2 envelope
  /// Element name, or the end of its path ("LocationQuantity/Quantity"), and its value instead of the contract's example. A value for
  /// an element that samples leave out brings it in; of the keys of a confirmation one value gives
  /// one entry, two give two.
  std::vector<std::pair<std::string, std::string>> values;
  /// The moment that AsOf, BookedAt, ShippedAt and a CallerReference that no earlier sample had are made of; without it the
  /// contract's examples stand there.
  std::optional<base::Timestamp> now = {};
};

/// What stands where a password belongs: samples never hold a real one.
inline constexpr std::string_view kPasswordPlace = "YOUR-PASSWORD";

/// The request element of an operation with Credentials first and one entry in each list; a Confirm… has two, one accepted and one
/// refused. Left out unless `values` names them: the filters of GetNew… (their values exist in one account only), and the second of
/// two ways to say one thing (SaveShipments). Throws std::logic_error for an operation that the contract does not know, and when
/// the contract has no example for an element.
SampleElement sample_request(const contract::ContractTable& contract, std::string_view operation, const SampleOptions& options);

}  // namespace tillbridge::guide
