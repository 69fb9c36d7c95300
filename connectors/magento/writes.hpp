#pragma once
#include <span>
#include <vector>

#include "base/clock.hpp"
#include "connectors/magento/list_sender.hpp"
#include "connectors/magento/lookup.hpp"
#include "connectors/magento/settings.hpp"

namespace tillbridge::connectors::magento {

/// Sets what the site's source holds: the physical number, since the shop takes its own open orders off by reservations. SKUs are looked up
/// first, because the shop keeps stock of SKUs that nobody has without a word: kGone for those. kRejected "fractional_quantity" where the site
/// keeps whole pieces only.
std::vector<Outcome> write_stock(Api& api, ListSender& sender, std::span<const StockWrite> writes, const Settings& settings, int stock_decimals);

/// The stock rows alone, for SKUs that are known to be there.
std::vector<Outcome> send_stock(ListSender& sender, std::span<const StockWrite> writes, const Settings& settings);

/// One product's sale as it is to be; absent = none.
struct SaleWrite {
  std::string sku;
  std::optional<Decimal> price;
};

/// Special prices in the edition's own manner, from now on and without an end: the pricing job tells when a sale ends.
class SaleSender {
 public:
  SaleSender(Api& api, ListSender& sender, const base::Clock& clock) : api_(api), sender_(sender), clock_(clock) {}

  std::vector<Outcome> send(Edition edition, std::span<const SaleWrite> writes);

 private:
  std::vector<Outcome> send_open_source(std::span<const SaleWrite> writes);
  std::vector<Outcome> send_commerce(std::span<const SaleWrite> writes);
  Outcome clear_undated(const std::string& sku);

  Api& api_;
  ListSender& sender_;
  const base::Clock& clock_;
};

/// Which edition the shop is: as the site says, else as remembered, else as its list of modules says. An outcome where it cannot be asked.
struct EditionAnswer {
  Outcome outcome;
  Edition edition = Edition::kOpenSource;
};
EditionAnswer find_edition(Api& api, const Settings& settings, SiteMemory& memory);

/// Sets price and sale price; an absent sale is cleared.
std::vector<Outcome> write_prices(Api& api, ListSender& sender, SaleSender& sales, std::span<const PriceWrite> writes, const Settings& settings,
                                  SiteMemory& memory);

/// The sale that a shop of these decimals can show: rounding must neither give the goods away nor leave a sale that is none.
std::optional<Decimal> sale_of(const domain::WebPrice& price, int decimals);

/// Takes products out of the public pages: disabled or not visible by the rule, variants disabled. kRejected "visibility_not_kept" where the
/// answer says otherwise.
std::vector<Outcome> write_visibility(Api& api, ListSender& sender, std::span<const VisibilityWrite> writes);

}  // namespace tillbridge::connectors::magento
