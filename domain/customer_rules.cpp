#include "domain/customer_rules.hpp"

#include <fmt/format.h>

#include <tuple>

namespace tillbridge::domain {
namespace {

std::string earliest_number(const std::string& value, const std::vector<NumberedContact>& contacts, const std::set<std::string>& unlinked) {
  const NumberedContact* earliest = nullptr;
  if (value.empty()) return {};
  for (const auto& contact : contacts) {
    if (contact.value != value || unlinked.contains(contact.pos_customer_number)) continue;
    if (earliest == nullptr || std::tie(contact.first_sale, contact.customer) < std::tie(earliest->first_sale, earliest->customer)) earliest = &contact;
  }
  return earliest == nullptr ? std::string{} : earliest->pos_customer_number;
}

void add_sentence(std::string& text, const std::string& sentence) { text += (text.empty() ? "" : "; ") + sentence; }

/// The number is good for this sale; what does it mean for the customer?
void decide_pair(const EchoedCustomer& customer, const SaleMoment& sale, EchoDecision& decision) {
  const auto& stored = customer.pos_customer_number;
  const bool is_earlier = sale < customer.bound_by;
  if (stored.empty() || stored == decision.number) {
    decision.store_pair = stored.empty() || is_earlier;
    return;
  }
  decision.store_pair = is_earlier;
  decision.act = is_earlier ? "customer_number_replaced" : "customer_number_differs";
  add_sentence(decision.warning, is_earlier ? fmt::format("customer {} had the number {} of a later sale; the number {} of this earlier sale takes its place",
                                                          to_text(customer.customer), stored, decision.number)
                                            : fmt::format("customer {} keeps the number {} of an earlier sale; if {} is the same person, merge the two numbers",
                                                          to_text(customer.customer), stored, decision.number));
}

}  // namespace

std::string number_of(const Buyer& buyer, const std::vector<NumberedContact>& emails, const std::vector<NumberedContact>& phones, bool by_phone) {
  if (!buyer.is_guest && !buyer.pos_customer_number.empty()) return buyer.pos_customer_number;
  auto number = earliest_number(buyer.email, emails, buyer.unlinked);
  if (number.empty() && by_phone) number = earliest_number(buyer.phone, phones, buyer.unlinked);
  return number;
}

EchoDecision decide_echo(const EchoedCustomer& customer, const SaleMoment& sale, const std::string& echoed, const std::optional<std::string>& merged_into) {
  EchoDecision decision;
  decision.number = merged_into.value_or(echoed);
  if (merged_into) {
    add_sentence(decision.warning, fmt::format("customer number {} was merged into {}, which is kept", echoed, *merged_into));
  }
  if (customer.unlinked.contains(decision.number)) {
    decision.act = "unlinked_customer_number_echoed";
    add_sentence(decision.warning, fmt::format("an operator unlinked number {} from customer {}; it was not taken back", decision.number, to_text(customer.customer)));
    return decision;
  }
  if (!customer.sale_echo.empty()) {
    if (customer.sale_echo == decision.number) return decision;
    decision.act = "customer_number_differs";
    add_sentence(decision.warning, fmt::format("this order was booked for customer number {} before, which is kept", customer.sale_echo));
    return decision;
  }
  decision.store_echo = true;
  decide_pair(customer, sale, decision);
  return decision;
}

}  // namespace tillbridge::domain
