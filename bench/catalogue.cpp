#include "bench/catalogue.hpp"

#include <fmt/format.h>

#include "base/credential_digest.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kFirstNumber = 10'000'000;
const base::SystemClock kClock;

constexpr const char* kNumbers =
    "SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d AS n FROM digit a, digit b, digit c, digit d, digit e, digit f";

}  // namespace

std::string Catalogue::store_id(int account) { return fmt::format("store-{}", account); }
std::string Catalogue::item_id(int number) { return fmt::format("I{}", kFirstNumber + number); }

const base::SecretBytes& Catalogue::pepper() {
  static const base::SecretBytes pepper{std::string_view("pepper of the bench, 32 bytes ..")};
  return pepper;
}

Catalogue::Catalogue(Store& store, const CatalogueSize& size) : store_(store), size_(size) {
  insert_accounts();
  insert_seed();
  store_.begin_filling();
  multiply();
  store_.end_filling();
  store_.settle();
}

void Catalogue::insert_accounts() {
  base::SystemRandom random;
  password_ = base::generate_secret(random);
  const auto digest = base::digest_generated(pepper(), password_);
  store_.database().write([&](persistence::UnitOfWork& work) {
    accounts_.clear();
    for (int n = 0; n < size_.accounts; ++n) {
      auto account = tests::an_account();
      account.store_id = store_id(n);
      const auto id = accounts_.emplace_back(work.accounts().insert(account));
      work.accounts().upsert_credential({.account_id = id, .user_name = "till1", .digest = digest, .created_at = kClock.now()});
      work.accounts().step_clock(id);
      for (int s = 0; s < size_.sites; ++s) {
        auto site = tests::a_site();
        site.account_id = id;
        site.name = fmt::format("shop{}", s);
        site.platform = "generic";
        work.jobs().insert_for_site(id, work.sites().insert(site), kClock.now() + std::chrono::hours(24 * 365));
      }
    }
  });
}

/// Item number 0 of the first account, on all of its sites.
void Catalogue::insert_seed() {
  store_.database().write([&](persistence::UnitOfWork& work) {
    domain::Item item;
    item.id = item_id(0);
    item.name = "Trail running shoe, waterproof";
    item.short_description = "Light and dry on wet ground.";
    domain::ItemPrice price;
    price.item_id = item.id;
    price.price = tests::decimal("89.95");
    domain::StockLevel level{.item_id = item.id, .location = {}, .quantity = tests::decimal("5"), .as_of = {}, .received_at = kClock.now()};
    const auto step = work.accounts().step_clock(account());
    work.items().upsert(account(), {item}, step);
    work.prices().upsert(account(), {price}, step);
    work.stock().upsert(account(), {level}, step);
    std::vector<domain::Listing> listings;
    for (const auto& site : work.sites().list(account())) {
      domain::Listing listing;
      listing.site_id = site.id;
      listing.item_id = item.id;
      listing.remote.product_id = item.id;
      listing.sent_quantity = level.quantity;
      listing.sent_price = domain::WebPrice{.price = *price.price, .sale_price = {}, .sale_start = {}, .sale_end = {}};
      listing.created_at = kClock.now();
      listings.push_back(std::move(listing));
    }
    work.listings().upsert(account(), listings);
  });
}

void Catalogue::multiply() {
  auto& raw = store_.raw();
  raw.execute("CREATE TABLE digit (d INTEGER NOT NULL PRIMARY KEY)");
  raw.execute("INSERT INTO digit VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
  raw.execute("CREATE TABLE number (n INTEGER NOT NULL PRIMARY KEY)");
  raw.execute(fmt::format("INSERT INTO number SELECT n FROM ({}) every_number WHERE n < {} ORDER BY n", kNumbers, size_.items));
  copy({"item", {"product_id", "options", "name", "short_description", "long_description", "additional_description", "brand", "department", "barcode",
                 "supplier_sku", "weight", "weight_unit", "taxable", "tax_class", "sell_online", "sites", "image_urls", "attributes", "as_of", "changed_step"}});
  copy({"price", {"price", "sale_price", "sale_start", "sale_end", "as_of", "changed_step"}});
  copy({"stock", {"location", "quantity", "as_of", "received_at", "changed_step"}});
  copy({"listing", {"site_id", "state", "remote_variant_id", "sent_quantity", "sent_price", "sent_sale_price", "sent_sale_start", "sent_sale_end", "sent_visible",
                    "adopted", "published_options", "quantity_sent_at", "price_sent_at", "created_at"}, "remote_product_id"});
  raw.execute("DROP TABLE digit");
  raw.execute("DROP TABLE number");
  raw.execute("UPDATE account_clock SET step = 2");
  raw.execute("UPDATE job_schedule SET seen_step = 2");
}

/// Copies the seed's row (one per site) for all items of all accounts; one account and site after the other, as their rows lie.
void Catalogue::copy(const Table& table) {
  const auto id = store_.concat({"'I'", fmt::format("({} + n.n)", kFirstNumber)});
  std::string named = "account_id, item_id", values = id;
  if (!table.named_after_item.empty()) {
    named += ", " + table.named_after_item;
    values += ", " + id;
  }
  for (const auto& column : table.columns) {
    named += ", " + column;
    values += ", s." + column;
  }
  const bool per_site = table.columns.front() == "site_id";
  for (const auto& account_id : accounts_)
    for (int site = 1; site <= (per_site ? size_.sites : 1); ++site)
      store_.raw().execute(fmt::format("INSERT INTO {} ({}) SELECT {}, {} FROM {} s, number n WHERE s.account_id = {} AND s.item_id = '{}'{}{} ORDER BY n.n", table.name,
                                       named, raw(account_id), values, table.name, raw(account()), item_id(0), per_site ? fmt::format(" AND s.site_id = {}", site) : "",
                                       account_id == account() ? " AND n.n > 0" : ""));
}

void Catalogue::make_due(domain::JobKind job, int number) {
  store_.database().write([&](persistence::UnitOfWork& work) {
    for (const auto& site : work.sites().list(account(number))) work.jobs().make_due(account(number), site.id, job, kClock.now());
  });
}

}  // namespace tillbridge::bench
