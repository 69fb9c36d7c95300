#pragma once
#include <string_view>

#include "base/result.hpp"
#include "guide/sample.hpp"

namespace tillbridge::guide {

/// A request that somebody edited, as a sample again, to be written in another language: an envelope of SOAP 1.1 or 1.2, or the
/// operation element alone; UTF-8. StoreId and UserName go into its options; a password is replaced by kPasswordPlace, and Credentials
/// are put in front where there are none. Elements keep their order; those that the contract does not know stay texts.
/// `options`: the address; the rest is read. Errors: kInvalidRequest with the words malformed_xml (line and column) or
/// unknown_operation.
base::Result<Sample> read_sample(const contract::ContractTable& contract, std::string_view xml, SampleOptions options);

}  // namespace tillbridge::guide
