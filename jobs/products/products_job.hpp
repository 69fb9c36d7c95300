#pragma once
#include <set>
#include <tuple>

#include "domain/map_options.hpp"
#include "jobs/level/level_job.hpp"
#include "jobs/level/live_listings.hpp"

namespace tillbridge::jobs {

/// New Products: what is sold here and not yet in the shop is made there as a draft (or adopted where the SKU exists); a matrix
/// goes as one product with the variants known now, later ones are added to its parent; what is no longer sold here is taken off
/// the shop's public pages once, by the site's rule. Texts of products that exist belong to the merchant. Values of options and
/// attributes go through the account's mapping; what a variant was made with stays.
class ProductsJob final : public LevelJob {
 public:
  ProductsJob(const domain::Site& site, const base::Clock& clock, const connectors::Capabilities& shop)
      : site_(site), clock_(clock), shop_(shop) {}

  domain::JobKind kind() const override { return domain::JobKind::kProducts; }
  int batch() const override { return std::max(shop_.publish_batch, 1); }
  Changed list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const domain::ItemId& after_id, int limit) override;
  bool repeats_after_takeover() const override { return false; }
  void begin_claim() override;
  std::vector<Assessment> assess(persistence::UnitOfWork& work, const std::vector<domain::ItemId>& ids, const Rows& rows) override;
  void store_without_call(persistence::UnitOfWork& work) override;
  std::vector<Call> calls_for(const std::vector<domain::ItemId>& ids) override;

  /// Values that this run left unmapped so that no two variants became equal; by product, attribute and POS value.
  using Kept = std::map<std::tuple<std::string, std::string, std::string>, domain::KeptValue>;
  const Kept& kept() const { return kept_; }

 private:
  Assessment assess_listed(const domain::Item& item, const domain::Listing& listing, const Rows& rows);
  Assessment assess_missing(persistence::UnitOfWork& work, const domain::Item& item);
  Assessment assess_group(persistence::UnitOfWork& work, const domain::Item& item);
  std::optional<Assessment> refuse_sku(const std::string& sku);
  const domain::AttributeMap& map(persistence::UnitOfWork& work);
  std::vector<connectors::PublishItem> to_publish(persistence::UnitOfWork& work, const std::vector<domain::Item>& items);
  Call publish_call(const std::vector<connectors::PublishProduct>& products);
  Call hide_call(const std::vector<connectors::VisibilityWrite>& writes);

  const domain::Site& site_;
  const base::Clock& clock_;
  const connectors::Capabilities shop_;
  // Since begin_claim().
  std::map<domain::ItemId, connectors::PublishProduct> publish_;   ///< by the item that asked
  std::map<domain::ItemId, connectors::VisibilityWrite> hide_;
  std::set<domain::ItemId> riding_;
  std::set<domain::ItemId> sold_again_;
  std::optional<domain::AttributeMap> map_;
  // Of the whole run.
  std::map<std::string, std::string> folded_skus_;  ///< shops that ignore case
  Kept kept_;
};

/// SellOnline and Sites name this site.
bool is_sold_on(const domain::Item& item, const domain::Site& site);

}  // namespace tillbridge::jobs
