#pragma once
#include <chrono>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/shop_fault.hpp"

namespace tillbridge::tests {

/// A sellable thing as the shop holds it.
struct ShopItem {
  std::string sku, name;
  std::string status;                 ///< draft, published, hidden
  base::Decimal price;
  std::optional<base::Decimal> sale_price;
  base::Decimal quantity;
};

struct ShopOrderLine {
  std::string sku;
  int quantity = 1;
};

/// What an operator adds a site with to connect this shop: plain http on this machine.
struct ShopAccess {
  std::string platform, base_url;
  std::map<std::string, std::string> options;
  domain::SiteSecrets secrets;
};

/// A whole-call deadline for shops that never answer: short enough to wait for, long enough for a look-up on a loaded machine.
inline constexpr std::chrono::milliseconds kImpatience{2'000};

/// One shop, empty at the start, that the contract suite plays against: the verbs of merchants, shoppers and networks. Every connector brings
/// one (generic: the sandbox; woocommerce: its stateful fake), so that the same promises are tested for all.
class ShopUnderTest {
 public:
  virtual ~ShopUnderTest() = default;

  virtual ShopAccess access() const = 0;
  /// The clock of shop and connector.
  virtual FixedClock& clock() = 0;
  /// A new connector to this shop whose calls give up after `total`.
  virtual std::unique_ptr<connectors::Connector> connect(std::chrono::milliseconds total = std::chrono::seconds(20)) = 0;
  /// The same with credentials that the shop refuses.
  virtual std::unique_ptr<connectors::Connector> connect_with_wrong_secret() = 0;
  /// Secrets that are complete, whether the shop knows them or not.
  virtual domain::SiteSecrets secrets() { return {{"token", "t"}, {"consumer_key", "k"}, {"consumer_secret", "s"}}; }
  /// An address in the platform's form.
  virtual std::string address() { return "https://shop.example"; }

  // What the merchant does.
  virtual void publish(const std::string& sku) = 0;
  virtual void delete_product(const std::string& sku) = 0;
  /// A product made in the shop before us, published, price 99.
  virtual void add_foreign_product(const std::string& sku, const std::string& name) = 0;

  // What shoppers and clerks do. The products are published first. Answers are the shop's ids.
  virtual std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name = "Ada Lovelace") = 0;
  /// Stays out of the listings until reveal_orders, its times do not change.
  virtual std::string place_late_order(const std::vector<ShopOrderLine>& lines) = 0;
  virtual void reveal_orders() = 0;
  virtual void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) = 0;
  virtual void cancel(const std::string& order_id) = 0;
  /// The merchant ships all that is left, without a word about carrier or tracking.
  virtual void ship_the_rest(const std::string& order_id) = 0;

  /// A plugin or an import leaves a number in the order that nobody can keep; its times do not change. mend_order puts it right again.
  virtual void garble_order(const std::string& order_id) = 0;
  virtual void mend_order(const std::string& order_id) = 0;

  // What one finds in the shop.
  virtual std::vector<ShopItem> items(const std::string& sku) = 0;  ///< byte-equal SKUs: several would be a bug of ours
  virtual int product_count() = 0;                                  ///< parents and simple products
  virtual int parcel_count(const std::string& order_id) = 0;
  virtual int count_tracking(const std::string& order_id, const std::string& number) = 0;  ///< how often a shopper is shown this number
  virtual int call_count() = 0;                                     ///< requests since the start

  /// False for a SKU that the platform would change in silence; its connector refuses it instead.
  virtual bool keeps_sku(const std::string&) { return true; }

  // Faults.
  virtual void strike(ShopFault fault, ShopCall call) = 0;
  /// The shop refuses this SKU's entry from now on, in whatever call.
  virtual void refuse(const std::string& sku) = 0;
  /// The shop refuses any batch that holds this SKU as a whole, naming nobody. False where the platform never does.
  virtual bool refuse_whole_batch(const std::string& sku) = 0;
};

/// One line of the register in shops.cpp.
struct ShopMaker {
  std::string platform;
  std::function<std::unique_ptr<ShopUnderTest>()> make;
  std::string kind = {};              ///< what tells two shops of one platform apart
};
std::ostream& operator<<(std::ostream& out, const ShopMaker& maker);

/// Every connector's shop: add yours in shops.cpp.
std::vector<ShopMaker> shops_under_test();

}  // namespace tillbridge::tests
