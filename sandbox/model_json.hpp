#pragma once
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/time_text.hpp"
#include "sandbox/model.hpp"

/// JSON of the model: decimals and times are strings, absent optionals are null. Unknown fields are ignored; a value of the wrong type throws
/// nlohmann::json::exception or BadValue, which the router answers with 400.
namespace tillbridge::sandbox {

using Json = nlohmann::json;

class BadValue : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Text that is safe whatever bytes the strings hold.
inline std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace tillbridge::sandbox

namespace nlohmann {

template <>
struct adl_serializer<tillbridge::base::Decimal> {
  static void to_json(json& out, const tillbridge::base::Decimal& value) { out = value.to_text(); }
  static void from_json(const json& in, tillbridge::base::Decimal& value) {
    const auto read = tillbridge::base::Decimal::parse(in.is_number_integer() ? in.dump() : in.get<std::string>());
    if (!read) throw tillbridge::sandbox::BadValue(read.error().message);
    value = *read;
  }
};

template <>
struct adl_serializer<tillbridge::base::Timestamp> {
  static void to_json(json& out, const tillbridge::base::Timestamp& value) { out = tillbridge::base::format_utc(value); }
  static void from_json(const json& in, tillbridge::base::Timestamp& value) {
    const auto read = tillbridge::base::parse_xsd_datetime(in.get<std::string>(), "Etc/UTC");
    if (!read) throw tillbridge::sandbox::BadValue(read.error().message);
    value = *read;
  }
};

template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(json& out, const std::optional<T>& value) {
    if (value) out = *value;
    else out = nullptr;
  }
  static void from_json(const json& in, std::optional<T>& value) {
    if (in.is_null()) value.reset();
    else value = in.get<T>();
  }
};

}  // namespace nlohmann

namespace tillbridge::sandbox {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NameValue, name, value)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NamedAmount, name, amount)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Variant, variant_id, sku, options, price, sale_price, sale_start, sale_end, quantity, hidden, barcode,
                                                supplier_sku, weight, weight_unit, taxable, tax_class)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Product, product_id, sku, kind, status, name, short_description, description, additional_description, brand, category, option_names,
                                                image_urls, attributes, variants)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Customer, customer_id, email, phone, first_name, last_name, company)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Address, first_name, last_name, company, line1, line2, city, region, postcode, country, phone, email)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(OrderLine, line_id, sku, name, options, quantity, unit_price, discount, tax)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(LineQuantity, line_id, quantity)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Capture, capture_id, at, amount, method, reference)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Parcel, parcel_id, at, shipment_id, carrier, service, tracking_number, tracking_url, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RefundLine, line_id, quantity, restock, amount, tax)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Refund, refund_id, at, amount, shipping_amount, shipping_tax, method, reference, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Cancellation, cancellation_id, at, reason, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Edit, edit_id, at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Order, order_id, number, placed_at, modified_at, status, closed, currency, customer, billing_address,
                                                shipping_address, lines, shipping_charge, shipping_tax, fees, fee_tax, discounts, taxes, total, note, captures,
                                                shipments, refunds, cancellations, edits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(StoredOrder, order, hidden_polls, hidden_until)

}  // namespace tillbridge::sandbox
