#pragma once
#include <random>
#include <string>
#include <vector>

namespace tillbridge::tests {

/// Documents as tills send them, in both SOAP versions, with a prefix or without, with blanks between elements or without, one per operation at least.
const std::vector<std::string>& plain_seeds();

/// A seed that was changed in one to four places: bytes turned, taken out, written twice, moved, pieces of XML and SOAP put in, elements exchanged.
std::string plain_mutant(std::mt19937_64& random);

}  // namespace tillbridge::tests
