#include "tests/support/fake_bigcommerce_order_parts.hpp"

#include <fmt/format.h>

#include <chrono>

namespace tillbridge::tests {

using base::Decimal;

std::string rfc2822(base::Timestamp at) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

Decimal big_money(const std::string& text) { return Decimal::parse(text).value(); }

std::string big_text(Decimal amount) { return amount.to_fixed(4); }

Decimal tax_in(Decimal gross) { return (gross - proportion(gross, Decimal::from_integer(100), Decimal::from_integer(119))).rounded(2); }

Json big_number(Decimal amount) { return std::stod(amount.to_text()); }

const char* big_status_words(int status) {
  static constexpr const char* kWords[] = {"Incomplete",
                                           "Pending",
                                           "Shipped",
                                           "Partially Shipped",
                                           "Refunded",
                                           "Cancelled",
                                           "Declined",
                                           "Awaiting Payment",
                                           "Awaiting Pickup",
                                           "Awaiting Shipment",
                                           "Completed",
                                           "Awaiting Fulfillment",
                                           "Manual Verification Required",
                                           "Disputed",
                                           "Partially Refunded"};
  return kWords[status];
}

Json big_address(const std::string& first_name, const std::string& last_name) {
  return {{"first_name", first_name},    {"last_name", last_name}, {"company", ""},
          {"street_1", "1 High Street"}, {"street_2", ""},         {"city", "York"},
          {"state", "North Yorkshire"},  {"zip", "YO1 7HH"},       {"country", "United Kingdom"},
          {"country_iso2", "GB"},        {"phone", "01904 1"},     {"email", "shopper@example.org"},
          {"form_fields", Json::array()}};
}

Json big_empty_order(int id, base::Timestamp at) {
  Json out{{"id", id},
           {"customer_id", 0},
           {"date_created", rfc2822(at)},
           {"date_shipped", ""},
           {"cart_id", "a8458391"},
           {"status", "Incomplete"},
           {"status_id", 0},
           {"items_total", 0},
           {"items_shipped", 0},
           {"payment_method", "Credit Card"},
           {"payment_provider_id", ""},
           {"payment_status", ""},
           {"currency_id", 1},
           {"currency_code", "EUR"},
           {"currency_exchange_rate", "1.0000000000"},
           {"default_currency_id", 1},
           {"default_currency_code", "EUR"},
           {"staff_notes", ""},
           {"customer_message", ""},
           {"shipping_address_count", 1},
           {"is_deleted", false},
           {"is_email_opt_in", false},
           {"order_is_digital", false},
           {"geoip_country", ""},
           {"geoip_country_iso2", ""},
           {"ip_address", ""},
           {"ebay_order_id", "0"},
           {"billing_address", big_address("Ada", "Lovelace")},
           {"order_source", "www"},
           {"channel_id", 1},
           {"external_id", nullptr},
           {"external_source", nullptr},
           {"external_merchant_id", nullptr},
           {"tax_provider_id", "BasicTaxProvider"},
           {"customer_locale", "en"},
           {"external_order_id", ""},
           {"is_tax_inclusive_pricing", true},
           {"store_default_currency_code", "EUR"},
           {"store_default_to_transactional_exchange_rate", "1.0000000000"}};
  for (const char* amount : {"subtotal_ex_tax",       "subtotal_inc_tax",      "subtotal_tax",
                             "base_shipping_cost",    "shipping_cost_ex_tax",  "shipping_cost_inc_tax",
                             "shipping_cost_tax",     "base_handling_cost",    "handling_cost_ex_tax",
                             "handling_cost_inc_tax", "handling_cost_tax",     "base_wrapping_cost",
                             "wrapping_cost_ex_tax",  "wrapping_cost_inc_tax", "wrapping_cost_tax",
                             "total_ex_tax",          "total_inc_tax",         "total_tax",
                             "refunded_amount",       "store_credit_amount",   "gift_certificate_amount",
                             "discount_amount",       "coupon_discount"})
    out[amount] = "0.0000";
  for (const char* part : {"_lines", "_addresses", "_fees", "_coupons", "_taxes", "_shipments", "_transactions"}) out[part] = Json::array();
  return out;
}

}  // namespace tillbridge::tests
