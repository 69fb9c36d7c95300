#include "services/soap/replaced_characters.hpp"

#include <algorithm>

#include "base/legal_characters.hpp"

namespace tillbridge::services {
namespace {

template <class... Texts>
bool any_replaced(const Texts&... texts) {
  return ((texts.find(base::kReplacementCharacter) != std::string::npos) || ...);
}

bool is_replaced(const domain::WebCustomer& who) { return any_replaced(who.web_customer_id, who.email, who.phone, who.first_name, who.last_name, who.company); }

bool is_replaced(const domain::Address& at) {
  return any_replaced(at.first_name, at.last_name, at.company, at.line1, at.line2, at.city, at.region, at.postcode, at.country, at.phone, at.email);
}

bool is_replaced(const domain::NameValue& option) { return any_replaced(option.name, option.value); }
bool is_replaced(const domain::NamedAmount& amount) { return any_replaced(amount.name); }
bool is_replaced(const domain::Payment& payment) { return any_replaced(payment.method, payment.reference); }

bool is_replaced(const domain::DocumentLine& line);

template <class Entries>
bool any_of(const Entries& entries) {
  return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return is_replaced(entry); });
}

bool is_replaced(const domain::DocumentLine& line) { return any_replaced(line.line_id, line.item_id, line.sku, line.name) || any_of(line.options); }

}  // namespace

bool has_replaced_characters(const domain::Document& document) {
  return is_replaced(document.customer) || is_replaced(document.billing) || is_replaced(document.shipping_address) || any_of(document.lines) ||
         any_of(document.fees) || any_of(document.discounts) || any_of(document.taxes) || any_of(document.payments) ||
         any_replaced(document.note, document.web_order_number, document.method, document.reference, document.carrier, document.service, document.tracking_number,
                      document.tracking_url);
}

}  // namespace tillbridge::services
