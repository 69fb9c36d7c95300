#include "tests/fake_shops/shop_account.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

constexpr int kRowsPerWrite = 1'000;
constexpr int kMostRuns = 5'000;
constexpr std::chrono::seconds kBetweenRuns{5};

/// Work in portions, as a till posts it.
template <class Write>
void in_portions(int first, int count, Write write) {
  for (int done = 0; done < count; done += kRowsPerWrite) write(first + done, std::min(kRowsPerWrite, count - done));
}

std::vector<domain::ItemId> item_ids(int first, int count) {
  std::vector<domain::ItemId> ids;
  for (int i = 0; i < count; ++i) ids.push_back(ShopAccount::item_id(first + i));
  return ids;
}

}  // namespace

ShopAccount::ShopAccount(persistence::Database& database, const ShopMaker& maker) : database_(database), shop_(maker.make()) {
  auto account = an_account();
  account.store_id = maker.platform;
  const auto access = shop_->access();
  site_ = a_site();
  site_.platform = access.platform;
  site_.base_url = access.base_url;
  site_.options = access.options;
  site_.allow_plain_http = site_.allow_private_address = true;
  site_.orders_since = shop_->clock().now();
  database_.write([&](persistence::UnitOfWork& work) {
    account_ = work.accounts().insert(account);
    site_.account_id = account_;
    site_.id = work.sites().insert(site_);
    work.jobs().insert_for_site(account_, site_.id, shop_->clock().now());
  });
}

std::string ShopAccount::item_id(int number) { return fmt::format("I{:06}", number); }

void ShopAccount::write(const std::function<void(persistence::UnitOfWork&, domain::Step)>& work) {
  database_.write([&](persistence::UnitOfWork& unit) { work(unit, unit.accounts().step_clock(account_)); });
}

void ShopAccount::post_items(int first, int count) {
  in_portions(first, count, [&](int from, int rows) {
    write([&](persistence::UnitOfWork& work, domain::Step step) {
      std::vector<domain::Item> items(static_cast<std::size_t>(rows));
      for (int i = 0; i < rows; ++i) {
        auto& item = items[static_cast<std::size_t>(i)];
        item.id = item_id(from + i);
        item.name = "Item " + item.id;
      }
      work.items().upsert(account_, items, step);
    });
  });
  post_quantities(first, count, "5");
  post_prices(first, count, "10");
}

void ShopAccount::post_quantities(int first, int count, const std::string& quantity) {
  in_portions(first, count, [&](int from, int rows) { post_quantity(item_ids(from, rows), quantity); });
}

void ShopAccount::post_prices(int first, int count, const std::string& price) {
  in_portions(first, count, [&](int from, int rows) { post_price(item_ids(from, rows), price); });
}

std::vector<domain::ItemId> ShopAccount::post_styles(int styles, int variants) {
  std::vector<domain::Item> items;
  std::vector<domain::ItemId> ids;
  for (int style = 1; style <= styles; ++style)
    for (int variant = 1; variant <= variants; ++variant) {
      domain::Item item;
      item.product_id = fmt::format("STYLE{:02}", style);
      item.id = fmt::format("{}-{:02}", item.product_id, variant);
      item.name = "Style " + item.product_id;
      item.options = {{"Size", fmt::format("{}", variant)}};
      ids.push_back(item.id);
      items.push_back(std::move(item));
    }
  write([&](persistence::UnitOfWork& work, domain::Step step) { work.items().upsert(account_, items, step); });
  post_quantity(ids, "5");
  post_price(ids, "10");
  return ids;
}

void ShopAccount::post_quantity(const std::vector<domain::ItemId>& ids, const std::string& quantity) {
  std::vector<domain::StockLevel> levels;
  for (const auto& id : ids) levels.push_back({id, "", decimal(quantity), {}, shop_->clock().now()});
  write([&](persistence::UnitOfWork& work, domain::Step step) { work.stock().upsert(account_, levels, step); });
}

void ShopAccount::post_price(const std::vector<domain::ItemId>& ids, const std::string& price) {
  std::vector<domain::ItemPrice> prices(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    prices[i].item_id = ids[i];
    prices[i].price = decimal(price);
  }
  write([&](persistence::UnitOfWork& work, domain::Step step) { work.prices().upsert(account_, prices, step); });
}

base::Result<std::unique_ptr<connectors::Connector>> ShopAccount::connect(const domain::Site& asked) {
  auto made = connectors::make_connector(
      {.site = asked, .secrets = shop_->access().secrets, .clock = shop_->clock(), .random = random_, .currency = "EUR", .memory = memory_});
  if (!made) return made.error();
  return std::unique_ptr<connectors::Connector>(std::make_unique<MeteredConnector>(std::move(*made), *shop_, costs_));
}

bool ShopAccount::anything_waits() {
  bool found = false;
  database_.read([&](persistence::UnitOfWork& work) {
    found = false;
    for (const auto state : {domain::DeliveryState::kWaiting, domain::DeliveryState::kUnknown}) found = found || !work.deliveries().list(account_, site_.id, state, 1).empty();
  });
  return found;
}

ShopAccount::Work ShopAccount::run(domain::JobKind job) {
  jobs::JobServices services{database_, shop_->clock(), random_, [this](const domain::Site& asked) { return connect(asked); }, {}};
  costs_.clear();
  Work done;
  std::string last;
  while (done.runs < kMostRuns) {
    const auto report = jobs::run_job_once(services, account_, site_.name, job, {.force = true});
    if (!report) throw std::runtime_error(report.error().message);
    ++done.runs;
    done.sent += report->sent;
    done.parked += report->parked;
    if (report->result != "continues" && report->result != "throttled" && !anything_waits()) {
      done.costs = costs_;
      return done;
    }
    last = report->result + " " + report->note;
    if (report->result == "continues") continue;
    shop_->clock().advance(kBetweenRuns);
    done.waited += kBetweenRuns;
  }
  throw std::runtime_error(fmt::format("{} on {} does not come to an end: {}", domain::to_word(job), site_.platform, last));
}

}  // namespace tillbridge::tests
