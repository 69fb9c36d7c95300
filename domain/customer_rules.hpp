#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/customer.hpp"

namespace tillbridge::domain {

/// Which POS customer an order belongs to, and what the echo of a confirm teaches. Pure: every answer depends on the sales and echoes that
/// are known and never on the order in which they arrived.

/// A customer with a number who once used an e-mail address or a telephone number.
struct NumberedContact {
  std::string value;                  ///< email_key or phone_key
  CustomerId customer{};
  std::string pos_customer_number;    ///< never ""
  SaleMoment first_sale;              ///< of this customer with this value
};

/// Who is asked for: the customer of one order.
struct Buyer {
  CustomerId customer{};
  bool is_guest = false;
  std::string pos_customer_number;    ///< of the stored pair, "" = none
  std::string email, phone;           ///< keys
  std::set<std::string> unlinked;     ///< numbers that an operator has taken from this customer: never given to it again by a contact
};

/// The stored pair of a web customer, whatever happened to the e-mail. Else, and for guests each time, the number of whoever made the
/// earliest sale with the same e-mail; else, only where `by_phone`, with the same telephone number. "" = not known.
/// `contacts` may hold more than is asked for, in any order.
std::string number_of(const Buyer& buyer, const std::vector<NumberedContact>& emails, const std::vector<NumberedContact>& phones, bool by_phone);

/// A customer as the echo finds it.
struct EchoedCustomer {
  CustomerId customer{};
  std::string pos_customer_number;    ///< of the stored pair, "" = none
  SaleMoment bound_by;                ///< the sale that the stored number stands for
  std::string sale_echo;              ///< what was echoed for this very order before, "" = nothing
  std::set<std::string> unlinked;
};

/// What an echo changes.
struct EchoDecision {
  std::string number;                 ///< what it means: the number itself, or the one it was merged into
  bool store_echo = false;            ///< keep it with the sale
  bool store_pair = false;            ///< and it is the customer's number, standing for this sale
  std::string warning;                ///< for the POS, "" = none
  std::string act;                    ///< for the audit trail, "" = none: "customer_number_differs" …
};

/// The POS says that it booked `sale` for customer `echoed`; `merged_into` = the kept number where an operator merged that one away.
/// The echo of the earliest sale is the customer's number: a later sale's other number changes nothing (the POS renumbered or booked for
/// somebody else: a warning, merging decides), an earlier sale's takes its place. A number that an operator unlinked from this customer is not
/// taken back.
EchoDecision decide_echo(const EchoedCustomer& customer, const SaleMoment& sale, const std::string& echoed, const std::optional<std::string>& merged_into);

}  // namespace tillbridge::domain
