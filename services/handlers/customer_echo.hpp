#pragma once
#include <string>

#include "persistence/database.hpp"

namespace tillbridge::services {

/// The echo of a confirm: the POS booked `document` for its customer `pos_customer_number` (not ""). Ties the web customer to it, inside
/// the caller's writing transaction, by the rules of domain/customer_rules.hpp; what is not as expected leaves an entry in the audit trail.
/// Returns a warning for the POS, "" = none.
std::string learn_customer(persistence::UnitOfWork& work, domain::AccountId account, const domain::Document& document, const std::string& pos_customer_number,
                           const std::string& user_name, base::Timestamp now);

}  // namespace tillbridge::services
