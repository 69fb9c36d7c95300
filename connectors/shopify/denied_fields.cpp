#include "connectors/shopify/denied_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

/// The fields that hold data of customers.
constexpr std::array<std::string_view, 5> kOfCustomers{"customer", "billingAddress", "shippingAddress", "email", "phone"};

}  // namespace

void DeniedFields::add(std::size_t order, const std::string& field, const std::string& message) {
  Denied& denied = by_order_[order];
  if (std::find(denied.fields.begin(), denied.fields.end(), field) == denied.fields.end()) denied.fields.push_back(field);
  if (denied.message.empty()) denied.message = message;
}

std::string DeniedFields::words_of(std::size_t order) const {
  const auto found = by_order_.find(order);
  if (found == by_order_.end()) return {};
  std::string fields;
  for (const auto& field : found->second.fields) fields += (fields.empty() ? "" : ", ") + field;
  return "[The shop does not let this app read " + fields + ": " + http::scrub(found->second.message, {}, http::kMaxExcerpt) + "]";
}

Result<DeniedFields> denied_fields(const Reply& reply) {
  DeniedFields out;
  if (reply.ok()) return out;
  if (!reply.data.is_object() || reply.errors.empty()) return http::to_error(reply.outcome);
  for (const Json& error : reply.errors) {
    std::optional<std::size_t> order;
    std::string denied;
    for (const Json& part : list_member(error, "path")) {
      if (!order && part.is_number_unsigned()) order = part.get<std::size_t>();
      if (denied.empty() && std::find(kOfCustomers.begin(), kOfCustomers.end(), text_of(part)) != kOfCustomers.end()) denied = text_of(part);
    }
    if (text_member(member(error, "extensions"), "code") != "ACCESS_DENIED" || denied.empty()) return http::to_error(reply.outcome);
    out.add(order.value_or(0), denied, text_member(error, "message"));
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
