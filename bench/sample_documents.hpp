#pragma once
#include "domain/document.hpp"

namespace tillbridge::bench {

/// The transaction number `n` of site 1 as a web shop gives it: a customer with two addresses, three lines with options, a coupon, tax, a
/// payment and a tracking number. `n` tells it apart from the others.
domain::Document sample_transaction(int n);

}  // namespace tillbridge::bench
