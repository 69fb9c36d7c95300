#include "services/soap/get_new_binding.hpp"

namespace tillbridge::services {

using soap_xml::legal_text;

void warn_of_replaced_characters(tb__ArrayOfWarningType& warnings, const std::vector<OfferedDocument>& documents) {
  constexpr std::size_t kMostNamed = 20;
  std::string named;
  std::size_t found = 0;
  for (const auto& offered : documents) {
    if (!has_replaced_characters(offered.document)) continue;
    if (++found <= kMostNamed) named += (named.empty() ? "" : ", ") + offered.document.id;
  }
  if (found == 0) return;
  if (found > kMostNamed) named += " and " + std::to_string(found - kMostNamed) + " more";
  tb__WarningType one;
  one.Code = "replaced_characters";
  one.Message = "the shop's texts hold characters that cannot be told; U+FFFD stands for each of them in " + named;
  warnings.Warning.push_back(std::move(one));
}

tb__PropertyType property(const std::string& name, std::int64_t value) {
  tb__PropertyType out;
  out.Name = name;
  out.Value = std::to_string(value);
  return out;
}

tb__CustomerType to_soap(const domain::WebCustomer& customer, const std::string& pos_customer_number) {
  tb__CustomerType out;
  out.WebCustomerId = optional_text(customer.web_customer_id);
  out.PosCustomerNumber = optional_text(pos_customer_number);
  out.Email = optional_text(customer.email);
  out.Phone = optional_text(customer.phone);
  out.FirstName = optional_text(customer.first_name);
  out.LastName = optional_text(customer.last_name);
  out.Company = optional_text(customer.company);
  return out;
}

tb__AddressType to_soap(const domain::Address& address) {
  tb__AddressType out;
  out.FirstName = optional_text(address.first_name);
  out.LastName = optional_text(address.last_name);
  out.Company = optional_text(address.company);
  out.Line1 = optional_text(address.line1);
  out.Line2 = optional_text(address.line2);
  out.City = optional_text(address.city);
  out.Region = optional_text(address.region);
  out.Postcode = optional_text(address.postcode);
  out.Country = optional_text(address.country);
  out.Phone = optional_text(address.phone);
  out.Email = optional_text(address.email);
  return out;
}

tb__ArrayOfNamedAmountType to_soap(const std::vector<domain::NamedAmount>& amounts) {
  tb__ArrayOfNamedAmountType out;
  for (const auto& amount : amounts) {
    tb__NamedAmountType one;
    one.Name = legal_text(amount.name);
    one.Amount = amount.amount.to_text();
    out.NamedAmount.push_back(std::move(one));
  }
  return out;
}

tb__ArrayOfPaymentType to_soap(const std::vector<domain::Payment>& payments) {
  tb__ArrayOfPaymentType out;
  for (const auto& payment : payments) {
    tb__PaymentType one;
    one.Method = legal_text(payment.method);
    one.Reference = optional_text(payment.reference);
    one.Amount = payment.amount.to_text();
    out.Payment.push_back(std::move(one));
  }
  return out;
}

tb__ArrayOfProductOptionType to_soap(const std::vector<domain::NameValue>& options) {
  tb__ArrayOfProductOptionType out;
  for (const auto& option : options) {
    tb__ProductOptionType one;
    one.Name = legal_text(option.name);
    one.Value = legal_text(option.value);
    out.ProductOption.push_back(std::move(one));
  }
  return out;
}

}  // namespace tillbridge::services
