#include "domain/site.hpp"

namespace tillbridge::domain {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> from_word(const std::string& word, const std::array<Enum, N>& all) {
  for (const auto value : all)
    if (to_word(value) == word) return value;
  return std::nullopt;
}

}  // namespace

std::string to_word(JobKind kind) {
  switch (kind) {
    case JobKind::kProducts: return "products";
    case JobKind::kInventory: return "inventory";
    case JobKind::kPricing: return "pricing";
    case JobKind::kOrders: return "orders";
  }
  return "orders";
}

std::string to_word(OrderMoment moment) {
  switch (moment) {
    case OrderMoment::kPlaced: return "placed";
    case OrderMoment::kFirstCapture: return "first_capture";
    case OrderMoment::kFirstShipment: return "first_shipment";
  }
  return "first_shipment";
}

std::string to_word(SellOnlineRule rule) {
  switch (rule) {
    case SellOnlineRule::kDraft: return "draft";
    case SellOnlineRule::kHide: return "hide";
    case SellOnlineRule::kLeave: return "leave";
  }
  return "leave";
}

std::optional<JobKind> job_kind_from(const std::string& word) { return from_word(word, kAllJobs); }

std::optional<OrderMoment> order_moment_from(const std::string& word) {
  return from_word(word, std::array{OrderMoment::kPlaced, OrderMoment::kFirstCapture, OrderMoment::kFirstShipment});
}

std::optional<SellOnlineRule> sell_online_rule_from(const std::string& word) {
  return from_word(word, std::array{SellOnlineRule::kDraft, SellOnlineRule::kHide, SellOnlineRule::kLeave});
}

}  // namespace tillbridge::domain
