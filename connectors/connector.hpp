#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "connectors/site_memory.hpp"
#include "domain/listing.hpp"
#include "domain/order.hpp"
#include "domain/shipment.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors {

using base::Decimal;
using base::Result;

/// What became of one item of a call. The class decides what the job runner does next, so that no job ever looks at
/// an HTTP status.
enum class OutcomeKind {
  kOk,            ///< done, or already so
  kRejected,      ///< cannot succeed unchanged: park with the platform's words
  kGone,          ///< the shop no longer has it: park as gone
  kRetry,         ///< nothing was done (connect failed, 503): again after backoff
  kPending,       ///< taken, and the shop still works on it: ask again after retry_after, not counted as a try; nobody else waits
  kThrottled,     ///< the shop asked to wait: again after retry_after, not counted as a try
  kUnknown,       ///< sent, answer lost or unreadable: may or may not be done
  kUnauthorized,  ///< credentials refused: pause the site, tell the operator
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::kOk;
  std::string code;                   ///< the platform's code, else ours: "timeout", "connect", "http_503"
  std::string message;                ///< the platform's words, ≤ 1,000 bytes, without secrets
  std::chrono::seconds retry_after{}; ///< kThrottled, kPending and kRetry, 0 = not said

  bool ok() const { return kind == OutcomeKind::kOk; }
};

/// What a platform can do and how large its calls may be. Constant over a connector's life.
struct Capabilities {
  int publish_batch = 1;              ///< products (with their variants) per call of publish_products
  int stock_batch = 1;
  int price_batch = 1;
  int max_sku_length = 128;           ///< bytes
  bool sku_case_sensitive = true;
  bool sale_window = false;           ///< keeps start and end of a sale; else the pricing job schedules the change
  domain::StockBasis stock_basis = domain::StockBasis::kAvailable;
  std::chrono::seconds order_overlap{600};
};

/// What `site test` shows.
struct ProbeReport {
  std::string platform_version;
  std::string currency;               ///< "" = the platform does not say
  std::optional<bool> prices_include_tax;
  std::string time_zone;
  std::vector<std::string> notes;     ///< one line each: what was found, what is missing
};

/// One SKU looked up in the shop.
struct Resolution {
  std::string sku;
  std::vector<domain::RemoteRef> found;  ///< exact, byte-equal SKUs only; several = an error for the operator
  std::vector<std::string> colliding;    ///< SKUs that the shop takes for the same (case, trailing blanks)
};

/// A variant, or the product itself where it is simple.
struct PublishItem {
  domain::Item item;
  std::optional<domain::WebPrice> price;
  Decimal quantity;                   ///< already floored and ≥ 0
  Decimal held_by_shop{};             ///< as StockWrite's
};

/// A product to be created as a draft, or variants to be added to a parent that the shop already has.
struct PublishProduct {
  std::string sku;                    ///< item id of a simple product; ProductIntegrationId of a matrix parent
  bool is_matrix = false;
  std::string name;
  std::vector<PublishItem> items;     ///< one for a simple product; the missing variants for a matrix
  std::vector<std::string> all_option_names;
  std::optional<domain::RemoteRef> existing_parent;
  bool start_hidden = false;          ///< variants new under a published parent, where the platform can
};

/// Answer per item of a PublishProduct, in its order.
struct PublishedItem {
  domain::ItemId item_id;
  Outcome outcome;
  domain::RemoteRef remote;           ///< where outcome.ok()
  bool adopted = false;               ///< the shop already had this SKU: nothing was changed on it
};

struct StockWrite {
  domain::ItemId item_id;
  domain::RemoteRef remote;
  Decimal quantity;                   ///< what the shop is to show as salable; absolute
  Decimal held_by_shop{};             ///< pieces of the shop's own orders that it has not shipped: a shop of StockBasis::kPhysical takes them
                                      ///< off by itself, so its connector writes shop_number()
};

/// The number that a shop of this basis is to be given so that it sells exactly `quantity`: web orders are never subtracted twice.
Decimal shop_number(domain::StockBasis basis, Decimal quantity, Decimal held_by_shop);

struct PriceWrite {
  domain::ItemId item_id;
  domain::RemoteRef remote;
  domain::WebPrice price;
};

struct VisibilityWrite {
  domain::ItemId item_id;
  domain::RemoteRef remote;
  domain::SellOnlineRule rule = domain::SellOnlineRule::kDraft;  ///< kDraft or kHide
};

/// An order that the shop has and that cannot be taken as it stands (a number that is none, a missing field).
struct UnreadableOrder {
  std::string web_order_id;           ///< the shop's key, 1 to kLongestId bytes
  std::string number;                 ///< "" = not known
  std::string reason;                 ///< which field, or the platform's words; ≤ 1,000 bytes

  static constexpr std::size_t kLongestId = 100;
};

/// "number 1042: total is no number": the reason, with the number where it is another word than the key.
std::string words_of(const UnreadableOrder& order);
/// The error of fetch_order for such an order (code kRejectedByPlatform); its word is kUnreadableOrder, its details are words_of.
base::Error to_error(const UnreadableOrder& order);
inline constexpr const char* kUnreadableOrder = "unreadable_order";

/// One page of orders changed since a cursor. `next` may be stored only together with the orders and what is unreadable.
struct OrderPage {
  std::vector<domain::CollectedOrder> orders;
  std::vector<UnreadableOrder> unreadable;  ///< they do not hide the others; a page that says nothing about which order it is remains an error
  domain::OrderCursor next;
  bool more = false;                  ///< ask again at once with `next`
};

struct ShipmentWrite {
  domain::Shipment shipment;
  bool closes_order = false;          ///< with this parcel everything of the order is shipped
};

/// What a platform does for us: the only way from the job runner to a shop. One object per site and run, used by one
/// thread. Every call blocks at most its HTTP deadline (60 s per request); none throws for anything that a shop or the network
/// does. Answers hold exactly one entry per entry asked, in the same order. Stored state is not the connector's: cursor
/// in, cursor out. Rules common to all: ../docs/connectors.md; the contract suite tests/contract/connector runs for every one.
class Connector {
 public:
  virtual ~Connector() = default;

  virtual Capabilities capabilities() const = 0;

  /// Reads only: are address and credentials right, what does the shop say about itself.
  virtual Result<ProbeReport> probe() = 0;

  /// Looks SKUs up (any number; the connector pages). Drafts are found too.
  virtual Result<std::vector<Resolution>> resolve(std::span<const std::string> skus) = 0;

  /// Creates drafts with price, sale price and quantity. Looks each SKU up first and adopts what is there unchanged; repeats
  /// after a lost answer therefore never make a second product. One inner vector per product, one entry per item.
  virtual std::vector<std::vector<PublishedItem>> publish_products(std::span<const PublishProduct> products) = 0;

  /// Absolute values: repeating is harmless. At most stock_batch entries.
  virtual std::vector<Outcome> set_stock(std::span<const StockWrite> writes) = 0;

  /// Clears the sale where sale_price is absent. At most price_batch entries.
  virtual std::vector<Outcome> set_prices(std::span<const PriceWrite> writes) = 0;

  /// Takes products out of the shop's public pages by the site's rule.
  virtual std::vector<Outcome> set_visibility(std::span<const VisibilityWrite> writes) = 0;

  /// Orders changed at or after the cursor less capabilities().order_overlap, oldest change first; the empty cursor starts at `since`.
  /// Delivers an order again rather than missing one: same-second changes, late-visible orders and refunds that do not move the
  /// order's date are found. The error's code is kUnavailable, kRateLimited (message says when), kUnauthenticated or kRejectedByPlatform.
  virtual Result<OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) = 0;

  /// One order by the shop's id; kNotFound when it has none, kRejectedByPlatform with the word kUnreadableOrder when it cannot be read.
  virtual Result<domain::CollectedOrder> fetch_order(const std::string& web_order_id) = 0;

  /// Writes one parcel, once: looks for our shipment_id or the same tracking number and lines first, so that a repeat after a
  /// lost answer changes nothing. Refuses (kRejected) cancelled or refunded orders.
  virtual Outcome record_shipment(const ShipmentWrite& write) = 0;
};

/// What a connector is built from. Clock and random live longer than the connector.
struct ConnectorContext {
  domain::Site site;
  domain::SiteSecrets secrets;
  const base::Clock& clock;
  base::Random& random;
  std::string currency = {};          ///< of the account's prices, ISO 4217; "" = one with two decimals
  std::shared_ptr<SiteMemory> memory = std::make_shared<VolatileSiteMemory>();  ///< what outlives this run; never null
};

/// The words that Site::platform may be, sorted.
std::vector<std::string> platform_names();

/// Platforms whose shops bear one writer at a time (parallel writes deadlock there or are refused): the jobs of such a site take turns.
std::vector<std::string> one_lane_platforms();

/// Makes the connector of site.platform; kInvalidRequest for an unknown platform or missing settings, naming them.
Result<std::unique_ptr<Connector>> make_connector(const ConnectorContext& context);

}  // namespace tillbridge::connectors
