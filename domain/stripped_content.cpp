#include "domain/stripped_content.hpp"

namespace tillbridge::domain {
namespace {

void strip_names(std::vector<NamedAmount>& amounts) {
  for (auto& amount : amounts) amount.name.clear();
}

void strip_references(std::vector<Payment>& payments) {
  for (auto& payment : payments) payment.reference.clear();
}

template <class Line>
void strip_texts(std::vector<Line>& lines) {
  for (auto& line : lines) {
    line.name.clear();
    line.options.clear();
  }
}

/// Of a place only the country stays: reports by country need it, and it names nobody.
Address only_country(const Address& address) {
  Address kept;
  kept.country = address.country;
  return kept;
}

template <class Parcel>
void strip_parcel(Parcel& parcel) {
  parcel.tracking_number.clear();
  parcel.tracking_url.clear();
}

}  // namespace

Document stripped(Document document) {
  document.customer = {};
  document.billing = only_country(document.billing);
  document.shipping_address = only_country(document.shipping_address);
  document.note.clear();
  document.reference.clear();
  strip_texts(document.lines);
  strip_names(document.fees);
  strip_names(document.discounts);
  strip_references(document.payments);
  strip_parcel(document);
  return document;
}

WebOrder stripped(WebOrder order) {
  order.customer = {};
  order.billing = only_country(order.billing);
  order.shipping = only_country(order.shipping);
  order.note.clear();
  strip_texts(order.lines);
  strip_names(order.fees);
  strip_names(order.discounts);
  strip_references(order.payments);
  return order;
}

OrderEvent stripped(OrderEvent event) {
  event.reference.clear();
  strip_parcel(event);
  return event;
}

}  // namespace tillbridge::domain
