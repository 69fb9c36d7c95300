#pragma once
#include <string>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "tests/support/fake_bigcommerce_orders.hpp"

namespace tillbridge::tests {

/// "Wed, 25 Nov 2026 08:15:30 +0000"
std::string rfc2822(base::Timestamp at);
base::Decimal big_money(const std::string& text);
/// Four decimals, as V2 writes money.
std::string big_text(base::Decimal amount);
/// The tax of 19 % in a gross amount.
base::Decimal tax_in(base::Decimal gross);
/// A JSON number, as V3 writes money.
Json big_number(base::Decimal amount);

/// 11: "Awaiting Fulfillment"
const char* big_status_words(int status);
Json big_address(const std::string& first_name, const std::string& last_name);
/// An order without lines that costs nothing.
Json big_empty_order(int id, base::Timestamp at);

}  // namespace tillbridge::tests
