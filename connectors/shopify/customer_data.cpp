#include "connectors/shopify/customer_data.hpp"

#include "connectors/shopify/denied_fields.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr int kPoints = 6;
constexpr const char* kNewest =
    "query CustomerData { orders(first: 1, sortKey: UPDATED_AT, reverse: true) { edges { node { email phone customer { firstName } billingAddress { lastName } shippingAddress { lastName } } } } }";

}  // namespace

Result<std::string> customer_data_note(Api& api) {
  const auto denied = denied_fields(api.call({"CustomerData", kNewest, kPoints}));
  if (!denied) return denied.error();
  const std::string words = denied->words_of(0);
  return words.empty() ? words : "orders come without customers: ask for protected customer data in the app's API access settings. " + words;
}

}  // namespace tillbridge::connectors::shopify
