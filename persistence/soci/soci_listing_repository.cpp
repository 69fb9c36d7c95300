#include "persistence/soci/soci_listing_repository.hpp"

#include "persistence/soci/in_list.hpp"
#include "persistence/soci/json_columns.hpp"
#include "persistence/soci/keyed_read.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelectListing =
    "SELECT site_id, item_id, state, remote_product_id, remote_variant_id, sent_quantity, sent_price, sent_sale_price, sent_sale_start, sent_sale_end, "
    "sent_visible, adopted, published_options, quantity_sent_at, price_sent_at, created_at FROM listing";
const std::string kWhereSite = " WHERE account_id = ? AND site_id = ?";
const KeyedRead kListings{.select = kSelectListing + kWhereSite, .key = "item_id", .key_at = 1, .rest = " ORDER BY item_id"};
const dialect::UpsertShape kListingShape{
    .table = "listing",
    .keys = {"account_id", "site_id", "item_id"},
    .replaced = {"state", "remote_product_id", "remote_variant_id", "sent_quantity", "sent_price", "sent_sale_price", "sent_sale_start", "sent_sale_end",
                 "sent_visible", "adopted", "published_options", "quantity_sent_at", "price_sent_at", "created_at"}};
const dialect::UpdateShape kSentQuantityShape{
    .table = "listing", .replaced = {"sent_quantity", "quantity_sent_at"}, .keys = {"account_id", "site_id", "item_id"}};
const dialect::UpdateShape kSentPriceShape{.table = "listing",
                                           .replaced = {"sent_price", "sent_sale_price", "sent_sale_start", "sent_sale_end", "price_sent_at"},
                                           .keys = {"account_id", "site_id", "item_id"}};

/// Reads four columns, of which no price means that none was sent.
std::optional<domain::WebPrice> sent_price_of(Rows& rows) {
  const auto price = rows.optional_decimal();
  domain::WebPrice sent{.price = price.value_or(base::Decimal{}),
                        .sale_price = rows.optional_decimal(),
                        .sale_start = rows.optional_time(),
                        .sale_end = rows.optional_time()};
  return price ? std::optional(sent) : std::nullopt;
}

Values columns_of(const std::optional<domain::WebPrice>& price) {
  if (price) return {std::optional(price->price), price->sale_price, price->sale_start, price->sale_end};
  return {std::optional<base::Decimal>{}, std::optional<base::Decimal>{}, std::optional<base::Timestamp>{}, std::optional<base::Timestamp>{}};
}

std::vector<domain::NameValue> published_options_of(const std::string& column) {
  return column.empty() ? std::vector<domain::NameValue>{} : name_values_from(column);
}

domain::Listing listing_of(Rows& rows) {
  return {.site_id = domain::SiteId{rows.integer()},
          .item_id = rows.text(),
          .state = known_word(listing_state_from, rows.text()),
          .remote = {.product_id = rows.text(), .variant_id = rows.text()},
          .sent_quantity = rows.optional_decimal(),
          .sent_price = sent_price_of(rows),
          .sent_visible = rows.optional_flag(),
          .adopted = rows.flag(),
          .published_options = published_options_of(rows.text()),
          .quantity_sent_at = rows.optional_time(),
          .price_sent_at = rows.optional_time(),
          .created_at = rows.time()};
}

void append_listings(std::vector<domain::Listing>& listings, Rows rows) {
  while (rows.next()) listings.push_back(listing_of(rows));
}

}  // namespace

std::vector<domain::Listing> SociListingRepository::find_many(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::Listing> listings;
  read_keyed(session_, kListings, {account, site}, ids, [&](Rows& row) { listings.push_back(listing_of(row)); });
  return listings;
}

std::vector<domain::Listing> SociListingRepository::list_by_remote_product(domain::AccountId account, domain::SiteId site,
                                                                           const std::string& remote_product_id) {
  std::vector<domain::Listing> listings;
  append_listings(listings, session_.query(kSelectListing + kWhereSite + " AND remote_product_id = ? ORDER BY item_id", {account, site, remote_product_id}));
  return listings;
}

void SociListingRepository::upsert(domain::AccountId account, const std::vector<domain::Listing>& listings) {
  std::vector<Values> rows;
  rows.reserve(listings.size());
  for (const auto& listing : listings) {
    Values row = {account, listing.site_id, listing.item_id, to_word(listing.state), listing.remote.product_id, listing.remote.variant_id,
                  listing.sent_quantity};
    rows.push_back(joined(joined(std::move(row), columns_of(listing.sent_price)),
                          {listing.sent_visible, listing.adopted, listing.published_options.empty() ? std::string{} : to_json(listing.published_options),
                           listing.quantity_sent_at, listing.price_sent_at, listing.created_at}));
  }
  session_.upsert(kListingShape, rows);
}

void SociListingRepository::store_sent_quantities(domain::AccountId account, domain::SiteId site,
                                                  const std::vector<std::pair<domain::ItemId, base::Decimal>>& sent, base::Timestamp at) {
  std::vector<Values> rows;
  rows.reserve(sent.size());
  for (const auto& [item, quantity] : sent) rows.push_back({quantity, at, account, site, item});
  session_.update(kSentQuantityShape, rows);
}

void SociListingRepository::store_sent_prices(domain::AccountId account, domain::SiteId site,
                                              const std::vector<std::pair<domain::ItemId, domain::WebPrice>>& sent, base::Timestamp at) {
  std::vector<Values> rows;
  rows.reserve(sent.size());
  for (const auto& [item, price] : sent) rows.push_back(joined(columns_of(price), {at, account, site, item}));
  session_.update(kSentPriceShape, rows);
}

void SociListingRepository::forget_sent_quantities(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) {
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    session_.execute("UPDATE listing SET sent_quantity = NULL" + kWhereSite + " AND item_id IN " + list, joined({account, site}, values));
  });
}

void SociListingRepository::store_sent_visible(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids,
                                               std::optional<bool> visible) {
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    session_.execute("UPDATE listing SET sent_visible = ?" + kWhereSite + " AND item_id IN " + list, joined({visible, account, site}, values));
  });
}

void SociListingRepository::store_state(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, domain::ListingState state) {
  session_.execute("UPDATE listing SET state = ?" + kWhereSite + " AND item_id = ?", {to_word(state), account, site, id});
}

void SociListingRepository::remove(domain::AccountId account, domain::SiteId site, const domain::ItemId& id) {
  session_.execute("DELETE FROM listing" + kWhereSite + " AND item_id = ?", {account, site, id});
}

ListingRepository::Counts SociListingRepository::count(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query(
      "SELECT COALESCE(SUM(CASE WHEN state = 'live' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN state = 'gone' THEN 1 ELSE 0 END), 0), "
      "COALESCE(SUM(CASE WHEN state = 'live' AND sent_quantity > 0 THEN 1 ELSE 0 END), 0) FROM listing" +
          kWhereSite,
      {account, site});
  rows.next();
  return {.live = rows.integer(), .gone = rows.integer(), .sent_above_zero = rows.integer()};
}

}  // namespace tillbridge::persistence::soci
