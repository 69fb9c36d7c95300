#pragma once
#include <memory>

#include "base/time_text.hpp"
#include "services/handlers/offer_documents.hpp"
#include "services/soap/common_answer.hpp"
#include "services/soap/field_reader.hpp"
#include "services/soap/replaced_characters.hpp"

namespace tillbridge::services {

/// The three GetNew… requests hold the same elements.
template <class SoapRequest>
base::Result<GetNewRequest> read_get_new(const OperationCall& call, const SoapRequest& sent) {
  FieldReader read(call.account.time_zone);
  GetNewRequest request;
  const auto count = read.number_change("MaxCount", sent.MaxCount);
  request.site = read.text({.field = "Site", .max = 64}, sent.Site);
  request.pos_store = read.text({.field = "PosStore", .max = 64}, sent.PosStore);
  if (count.is_set()) {
    request.max_count = count.value().units() / base::Decimal::kScale;
    if (base::Decimal::from_integer(*request.max_count) != count.value()) read.fail("MaxCount", "bad_number", " is no whole number");
  }
  if (read.failed()) return read.error();
  return request;
}

tb__PropertyType property(const std::string& name, std::int64_t value);
/// One warning that names the documents whose texts hold U+FFFD, at most twenty of them; none where there are none.
void warn_of_replaced_characters(tb__ArrayOfWarningType& warnings, const std::vector<OfferedDocument>& documents);
tb__CustomerType to_soap(const domain::WebCustomer& customer, const std::string& pos_customer_number);
tb__AddressType to_soap(const domain::Address& address);
tb__ArrayOfNamedAmountType to_soap(const std::vector<domain::NamedAmount>& amounts);
tb__ArrayOfPaymentType to_soap(const std::vector<domain::Payment>& payments);
tb__ArrayOfProductOptionType to_soap(const std::vector<domain::NameValue>& options);

/// Which shop and which order: in every kind of document.
template <class SoapDocument>
void fill_order_keys(SoapDocument& out, const OfferedDocument& offered) {
  const auto& document = offered.document;
  out.OrderId = document.order_id;
  out.Resent = to_soap(offered.resent);
  out.Site = soap_xml::legal_text(document.site_name);
  out.WebOrderId = soap_xml::legal_text(document.web_order_id);
  out.WebOrderNumber = soap_xml::legal_text(document.web_order_number);
  out.Currency = soap_xml::legal_text(document.currency);
  out.PosStore = optional_text(document.pos_store);
}

/// Head data and sums that orders and transactions share.
template <class SoapDocument>
void fill_head_and_sums(SoapDocument& out, const OfferedDocument& offered) {
  const auto& document = offered.document;
  fill_order_keys(out, offered);
  out.PlacedAt = base::format_utc(document.placed_at);
  out.Status = soap_xml::legal_text(document.status);
  out.Customer = to_soap(document.customer, offered.pos_customer_number);
  out.BillingAddress = to_soap(document.billing);
  out.ShippingAddress = to_soap(document.shipping_address);
  out.Shipping = document.shipping.to_text();
  out.Fees = to_soap(document.fees);
  out.Discounts = to_soap(document.discounts);
  out.Taxes = to_soap(document.taxes);
  out.Discount = document.discount.to_text();
  out.Tax = document.tax.to_text();
  out.Rounding = document.rounding.to_text();
  out.Total = document.total.to_text();
  out.Payments = to_soap(document.payments);
  out.Note = optional_text(document.note);
}

template <class SoapLine>
SoapLine line_to_soap(const domain::DocumentLine& line) {
  SoapLine out;
  out.LineId = soap_xml::legal_text(line.line_id);
  out.ItemIntegrationId = optional_text(line.item_id);
  out.Sku = optional_text(line.sku);
  out.Name = soap_xml::legal_text(line.name);
  out.Options = to_soap(line.options);
  out.Quantity = line.quantity.to_text();
  out.UnitPrice = line.unit_price.to_text();
  out.Discount = line.discount.to_text();
  out.Tax = line.tax.to_text();
  out.Total = line.total.to_text();
  return out;
}

/// The course of the three GetNew… operations.
///   parse: reads the operation's element into a SoapRequest · add: appends one document to the Result · out: serialises the Result
template <class SoapRequest, class ResultType, class Handler, class Parse, class Add, class Out>
base::Result<BoundAnswer> run_get_new(OperationCall& call, Parse parse, Add add, Out out) {
  SoapRequest sent;
  call.soap.read([&](struct soap* soap) {
    sent.soap_default(soap);
    return parse(soap, &sent);
  });
  const auto request = read_get_new(call, sent);
  if (!request) return request.error();
  const auto answer = Handler(call.database, call.clock).handle(call.caller, *request);
  if (!answer) return answer.error();

  auto result = std::make_shared<ResultType>();
  fill_common(*result, call, answer->warnings);
  result->MoreAvailable = to_soap(answer->more_available);
  result->Extras.Property = {property("waiting_count", answer->waiting_count), property("parked_count", answer->parked_count)};
  for (const auto& offered : answer->documents) add(*result, offered);
  warn_of_replaced_characters(result->Warnings, answer->documents);
  return write_result(std::move(result), out);
}

}  // namespace tillbridge::services
