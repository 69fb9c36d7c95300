#pragma once
#include "admin/accounts.hpp"
#include "admin/sites.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_database.hpp"

namespace tillbridge::tests {

/// A shop that only answers probes; every writing call is refused, since no use case of an operator makes one directly.
class ProbedShop final : public connectors::Connector {
 public:
  explicit ProbedShop(base::Result<connectors::ProbeReport> answer) : answer_(std::move(answer)) {}
  connectors::Capabilities capabilities() const override { return {}; }
  base::Result<connectors::ProbeReport> probe() override { return answer_; }
  base::Result<std::vector<connectors::Resolution>> resolve(std::span<const std::string>) override { return refusal(); }
  std::vector<std::vector<connectors::PublishedItem>> publish_products(std::span<const connectors::PublishProduct>) override { return {}; }
  std::vector<connectors::Outcome> set_stock(std::span<const connectors::StockWrite>) override { return {}; }
  std::vector<connectors::Outcome> set_prices(std::span<const connectors::PriceWrite>) override { return {}; }
  std::vector<connectors::Outcome> set_visibility(std::span<const connectors::VisibilityWrite>) override { return {}; }
  base::Result<connectors::OrderPage> fetch_orders(const domain::OrderCursor&, base::Timestamp) override { return refusal(); }
  base::Result<domain::CollectedOrder> fetch_order(const std::string&) override { return refusal(); }
  connectors::Outcome record_shipment(const connectors::ShipmentWrite&) override { return {}; }

 private:
  static base::Error refusal() { return {base::ErrorCode::kRejectedByPlatform, "not in this test"}; }
  base::Result<connectors::ProbeReport> answer_;
};

/// A clock that moves on by a millisecond at every look, so that acts have an order.
class TickingClock final : public base::Clock {
 public:
  explicit TickingClock(base::Timestamp at) : clock_(at) {}
  base::Timestamp now() const override {
    clock_.advance(std::chrono::milliseconds(1));
    return clock_.now();
  }
  void advance(std::chrono::microseconds by) { clock_.advance(by); }

 private:
  mutable FixedClock clock_;
};

/// The use cases over a real SQLite store, a clock that only tests move on and a shop whose answer the test sets.
struct AdminFixture {
  TempDatabase store;
  TickingClock clock{at("2026-11-25T08:00:00Z")};
  SeededRandom random;
  base::MasterKey key{base::SecretBytes(std::string(base::MasterKey::kSize, 'k'))};
  base::Result<connectors::ProbeReport> probe = connectors::ProbeReport{.platform_version = "1", .currency = "EUR", .prices_include_tax = true};
  std::vector<connectors::ConnectorContext> made;  ///< what connectors were asked for
  std::optional<base::Error> refused;              ///< the connector's judgement of the settings
  admin::AdminServices services{.database = *store, .clock = clock, .random = random, .master_key = key,
                                .make_connector = [this](const connectors::ConnectorContext& context) -> base::Result<std::unique_ptr<connectors::Connector>> {
                                  made.push_back(context);
                                  if (refused) return *refused;
                                  return std::unique_ptr<connectors::Connector>(std::make_unique<ProbedShop>(probe));
                                },
                                .actor = "cli:tester"};

  std::string add_account(const std::string& store_id = "POS1") {
    admin::AccountRequest request{.account = {.store_id = store_id, .name = "Garden"}, .user_name = "till1"};
    return admin::add_account(services, request).value().secret;
  }
  domain::Site add_site(const std::string& name = "web", const std::string& store_id = "POS1") {
    admin::SiteRequest request{.store_id = store_id};
    request.site.name = name;
    request.site.platform = "generic";
    request.site.base_url = "https://shop.example";
    request.secrets = {{"token", "geheim"}};
    return admin::add_site(services, request).value();
  }
  std::vector<std::string> acts(const std::string& store_id = "POS1") {
    std::vector<std::string> out;
    store->read([&](persistence::UnitOfWork& work) {
      for (const auto& entry : work.audit().list(work.accounts().find_by_store_id(store_id)->id, 100)) out.push_back(entry.act);
    });
    return out;
  }
};

}  // namespace tillbridge::tests
