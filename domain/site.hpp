#pragma once
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "domain/account.hpp"
#include "domain/ids.hpp"

namespace tillbridge::domain {

/// The four jobs of a site. Shipments ride with kOrders.
enum class JobKind { kProducts, kInventory, kPricing, kOrders };
inline constexpr std::array kAllJobs = {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing, JobKind::kOrders};

std::string to_word(JobKind kind);  ///< "products", "inventory", "pricing", "orders"
std::optional<JobKind> job_kind_from(const std::string& word);

/// From which event on the documents of an order go down to the POS.
enum class OrderMoment { kPlaced, kFirstCapture, kFirstShipment };
std::string to_word(OrderMoment moment);  ///< "placed", "first_capture", "first_shipment"
std::optional<OrderMoment> order_moment_from(const std::string& word);

/// What SellOnline=false does to a product that the shop already has.
enum class SellOnlineRule { kDraft, kHide, kLeave };
std::string to_word(SellOnlineRule rule);  ///< "draft", "hide", "leave"
std::optional<SellOnlineRule> sell_online_rule_from(const std::string& word);

/// What the shop's own stock number means: kAvailable = it takes web orders off when they are placed,
/// kPhysical = it takes them off when they ship and keeps reservations beside.
enum class StockBasis { kAvailable, kPhysical };

/// One connected web shop.
struct Site {
  AccountId account_id{};
  SiteId id{};
  std::string name;                   ///< unique in the account, 1–64 of [A-Za-z0-9._-]; what Site means on the wire
  std::string platform;               ///< "woocommerce", "magento" …: connectors/make_connector.cpp has all
  std::string base_url;
  bool allow_plain_http = false;      ///< the named switch for http:// addresses
  bool allow_private_address = false; ///< the named switch for loopback and private networks
  std::map<std::string, std::string> options;  ///< the platform's own settings, none of them secret
  OrderMoment order_moment = OrderMoment::kFirstShipment;
  SellOnlineRule sell_online_rule = SellOnlineRule::kDraft;
  bool allocation = true;             ///< subtract web orders that the POS does not know yet
  int stock_decimals = 0;             ///< decimals that the shop's quantity keeps
  std::string pos_store;              ///< the POS store that receives this site's orders; "" = none named
  std::optional<base::Timestamp> orders_since;  ///< closed orders placed before are never collected
  bool paused = false;
  std::string pause_reason;
  std::optional<PosStockMeaning> stock_meaning;  ///< what the POS's quantities mean for this site; absent = as the account says
  std::vector<std::string> stock_locations;      ///< POS locations that the site sells from, sorted; empty = all of them
  std::string order_location;                    ///< POS location that this site's orders are booked at; "" = none named
  base::Decimal safety_stock;                    ///< pieces of every item that the site never shows; an item may have its own figure
};

/// The platform's secrets in the clear: only between the sealed store and a connector, never logged.
using SiteSecrets = std::map<std::string, std::string>;

}  // namespace tillbridge::domain
