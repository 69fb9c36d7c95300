#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <random>

#include "connectors/generic/make.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "connectors/woocommerce/make.hpp"
#include "connectors/woocommerce/parcels.hpp"
#include "jobs/shipments/deliver_shipments.hpp"
#include "sandbox/place_order.hpp"
#include "sandbox/sandbox_server.hpp"
#include "services/handlers/save_shipments_handler.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/fake_woocommerce.hpp"
#include "tests/support/order_histories.hpp"
#include "tests/support/temp_mariadb.hpp"

// Random walks of a till that ships, a merchant who ships too, a network that loses answers and a runner that dies, on the pretended shops of
// both connectors: per ShipmentId at most one parcel in the shop, never more pieces than were ordered, and everything saved arrives in the end.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;
using persistence::UnitOfWork;

namespace {

constexpr int kWalks = 40;                  ///< per shop and database
constexpr int kSteps = 24;                  ///< of one walk
constexpr std::int64_t kPieces = 3;         ///< of each of an order's two lines

using Pieces = std::map<std::string, base::Decimal>;

/// What a walk does to a shop, and sees of it.
class WalkedShop {
 public:
  virtual ~WalkedShop() = default;
  virtual std::unique_ptr<connectors::Connector> connect() = 0;
  virtual std::string place() = 0;
  virtual std::vector<std::string> lines(const std::string& order) = 0;
  virtual Pieces shipped(const std::string& order) = 0;
  virtual std::vector<std::string> shipment_ids(const std::string& order) = 0;
  virtual void merchant_ships(const std::string& order, const std::string& line, int pieces, const std::string& tracking) = 0;
  virtual void merchant_ships_the_rest(const std::string& order) = 0;
  virtual void trouble(std::mt19937_64& random) = 0;
  virtual void calm() = 0;
};

connectors::http::CurlOptions impatient() {
  connectors::http::CurlOptions options;
  options.policy = {true, true};
  options.total_timeout = 10s;
  return options;
}

class WalkedWooCommerce final : public WalkedShop {
 public:
  WalkedWooCommerce(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random), woo_(clock) {
    for (const auto* sku : {"A", "B"})
      woo_.with_shop([&](FakeWooShop& state) {
        return state.add_product({{"name", sku}, {"type", "simple"}, {"status", "publish"}, {"sku", sku}, {"regular_price", "10.00"}, {"manage_stock", true}, {"stock_quantity", 900}});
      });
    site_.name = "shop";
    site_.platform = "woocommerce";
    site_.base_url = woo_.base_url();
    site_.allow_plain_http = site_.allow_private_address = true;
  }
  std::unique_ptr<connectors::Connector> connect() override {
    const connectors::ConnectorContext context{site_, {{"consumer_key", FakeWooCommerce::kKey}, {"consumer_secret", FakeWooCommerce::kSecret}}, clock_, random_};
    return std::move(connectors::woocommerce::make(context, std::make_unique<connectors::http::CurlHttpClient>(impatient())).value());
  }
  std::string place() override {
    return std::to_string(woo_.with_shop([](FakeWooShop& state) { return state.place_order({{"A", kPieces}, {"B", kPieces}}, "processing"); }));
  }
  std::vector<std::string> lines(const std::string& id) override {
    std::vector<std::string> out;
    const Json now = order(id);
    for (const Json& line : now["line_items"]) out.push_back(std::to_string(line["id"].get<int>()));
    return out;
  }
  Pieces shipped(const std::string& id) override {
    const Json now = order(id);
    Pieces out;
    for (const auto& line : lines(id)) out[line] = now["status"] == "completed" ? whole(kPieces) : base::Decimal{};
    if (now["status"] == "completed") return out;
    const auto ours = connectors::woocommerce::read_parcels(now).value();
    for (const auto& parcel : ours)
      if (!parcel.already_shipped)
        for (const auto& line : parcel.lines) out[line.line_id] += line.quantity;
    for (const Json& meta : now["meta_data"])
      if (meta["key"] == "_wc_shipment_tracking_items")
        for (const Json& item : meta["value"])
          for (const Json& product : item["products_list"]) out[product["item_id"].get<std::string>()] += whole(product["qty"].get<int>());
    return out;
  }
  std::vector<std::string> shipment_ids(const std::string& id) override {
    std::vector<std::string> out;
    const auto ours = connectors::woocommerce::read_parcels(order(id)).value();
    for (const auto& parcel : ours) out.push_back(parcel.shipment_id);
    return out;
  }
  void merchant_ships(const std::string& id, const std::string& line, int pieces, const std::string& tracking) override {
    woo_.with_shop([&](FakeWooShop& state) {
      Json& stored = state.order(std::stoi(id));
      const Json item{{"tracking_number", tracking}, {"tracking_provider", "dhl"}, {"products_list", Json::array({{{"item_id", line}, {"qty", pieces}}})}};
      bool added = false;
      for (Json& meta : stored["meta_data"])
        if (meta["key"] == "_wc_shipment_tracking_items") meta["value"].push_back(item), added = true;
      if (!added) stored["meta_data"].push_back({{"id", 1}, {"key", "_wc_shipment_tracking_items"}, {"value", Json::array({item})}});
      return state.set_order_status(std::stoi(id), stored["status"]), 0;
    });
  }
  void merchant_ships_the_rest(const std::string& id) override {
    woo_.with_shop([&](FakeWooShop& state) { return state.set_order_status(std::stoi(id), "completed"), 0; });
  }
  void trouble(std::mt19937_64& random) override {
    static const std::vector<WooFault> kFaults = {WooFault::kAnswerLost, WooFault::kAnswerLost, WooFault::kAnswerCut, WooFault::kGatewayAway, WooFault::kFatal};
    static const std::vector<std::string> kWhere = {"PUT /orders", "POST /orders", "GET /orders", "/notes"};
    woo_.fail(kFaults[random() % kFaults.size()], static_cast<int>(1 + random() % 2), kWhere[random() % kWhere.size()]);
  }
  void calm() override { woo_.clear_faults(); }

 private:
  Json order(const std::string& id) {
    return woo_.with_shop([&](FakeWooShop& state) { return state.order(std::stoi(id)); });
  }
  const base::Clock& clock_;
  base::Random& random_;
  FakeWooCommerce woo_;
  domain::Site site_;
};

class WalkedGeneric final : public WalkedShop {
 public:
  WalkedGeneric(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random), server_({}, clock) {
    server_.with_shop([](sandbox::Shop& shop) {
      for (const auto* sku : {"A", "B"}) {
        sandbox::Product product{.sku = sku, .name = sku};
        product.variants.push_back({.sku = sku, .price = base::Decimal::from_integer(10), .quantity = base::Decimal::from_integer(900)});
        const auto made = shop.catalogue.create(product);
        static_cast<void>(shop.catalogue.merchandise(made.product_id, {.status = "published"}));
      }
    });
  }
  std::unique_ptr<connectors::Connector> connect() override {
    const domain::Site site{.name = "shop", .platform = "generic", .base_url = server_.api_url(), .allow_plain_http = true, .allow_private_address = true};
    return std::move(connectors::generic::make({site, {{"token", "sandbox-token"}}, clock_, random_}, std::make_unique<connectors::http::CurlHttpClient>(impatient())).value());
  }
  std::string place() override {
    return server_.with_shop([](sandbox::Shop& shop) {
      sandbox::Basket basket;
      basket.customer.email = "ada@example.org";
      for (const auto* sku : {"A", "B"}) basket.lines.push_back({.sku = sku, .quantity = base::Decimal::from_integer(kPieces)});
      return sandbox::place_order(shop, basket).value().order_id;
    });
  }
  std::vector<std::string> lines(const std::string& id) override {
    std::vector<std::string> out;
    const auto now = order(id);
    for (const auto& line : now.lines) out.push_back(line.line_id);
    return out;
  }
  Pieces shipped(const std::string& id) override {
    Pieces out;
    for (const auto& line : lines(id)) out[line] = {};
    const auto now = order(id);
    for (const auto& parcel : now.shipments)
      for (const auto& line : parcel.lines) out[line.line_id] += line.quantity;
    return out;
  }
  std::vector<std::string> shipment_ids(const std::string& id) override {
    std::vector<std::string> out;
    const auto now = order(id);
    for (const auto& parcel : now.shipments)
      if (!parcel.shipment_id.empty()) out.push_back(parcel.shipment_id);
    return out;
  }
  void merchant_ships(const std::string& id, const std::string& line, int pieces, const std::string& tracking) override {
    server_.with_shop([&](sandbox::Shop& shop) {
      static_cast<void>(shop.orders.ship(id, {.tracking_number = tracking, .lines = {{line, base::Decimal::from_integer(pieces)}}}));
    });
  }
  void merchant_ships_the_rest(const std::string& id) override {
    server_.with_shop([&](sandbox::Shop& shop) { static_cast<void>(shop.orders.ship(id, {})); });
  }
  void trouble(std::mt19937_64& random) override {
    server_.with_shop([&](sandbox::Shop& shop) {
      sandbox::Fault fault{.kind = random() % 3 == 0 ? "html" : "drop", .times = static_cast<int>(1 + random() % 2)};
      fault.after_work = fault.kind == "drop" && random() % 2 == 0;
      if (random() % 2 == 0) fault.method = "POST";
      fault.path = "/orders";
      static_cast<void>(shop.faults.add(fault));
    });
  }
  void calm() override {
    server_.with_shop([](sandbox::Shop& shop) { shop.faults.clear(); });
  }

 private:
  sandbox::Order order(const std::string& id) {
    return server_.with_shop([&](sandbox::Shop& shop) { return shop.orders.get(id).value(); });
  }
  const base::Clock& clock_;
  base::Random& random_;
  sandbox::SandboxServer server_;
};

/// What the till has said, and how it was answered.
struct Said {
  services::ShipmentRow row;
  bool saved = false;
};

class Walk {
 public:
  Walk(JobsBench& bench, WalkedShop& shop, std::mt19937_64& random, int number) : bench_(bench), shop_(shop), random_(random), number_(number) {
    for (int i = 0; i < 2; ++i) orders_.push_back(shop_.place());
    collect();
  }

  void go() {
    for (int i = 0; i < kSteps; ++i) {
      step();
      check();
    }
    finish();
  }
  const std::string& history() const { return history_; }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }
  void note(const std::string& what) { history_ += "\n  " + what; }
  const std::string& an_order() { return orders_[pick(orders_.size())]; }

  void step() {
    bench_.clock.advance(std::chrono::seconds(1 + pick(90)));
    switch (pick(10)) {
      case 0: case 1: case 2: return save();
      case 3: return save_again();
      case 4: return merchant();
      case 5: return die();
      case 6: note("trouble"); return shop_.trouble(random_);
      case 7: note("hours pass"); return bench_.clock.advance(std::chrono::hours(5));
      default: note("run"); return collect();
    }
  }

  void collect() { bench_.run(JobKind::kOrders, {.force = true}); }

  services::SaveShipmentResult say(const services::ShipmentRow& row) {
    const services::SaveShipmentsHandler handler(bench_.database, bench_.clock);
    return handler.handle({bench_.account, "till", "req"}, {{row}}).value().results.front();
  }

  void save() {
    const auto& order = an_order();
    const auto lines = shop_.lines(order);
    Said said;
    said.row.shipment_id = fmt::format("S-{}-{}", number_, said_.size());
    said.row.order_id = order_id(order);
    said.row.carrier = "DHL";
    if (pick(6) > 0) said.row.tracking_number = fmt::format("T-{}-{}", number_, pick(4) == 0 ? 0 : said_.size() + 1);
    for (const auto& line : lines)
      if (pick(3) > 0) said.row.lines.push_back({line, "", base::Decimal::from_integer(static_cast<std::int64_t>(1 + pick(kPieces)))});
    if (said.row.lines.empty() && pick(2) > 0) said.row.lines.push_back({lines.front(), "", base::Decimal::from_integer(1)});
    const auto result = say(said.row);
    said.saved = result.status == services::SaveShipmentStatus::kSaved;
    BOOST_REQUIRE((said.saved || result.code == "too_many_pieces" || result.code == "nothing_left"));
    std::string pieces;
    for (const auto& line : said.row.lines) pieces += " " + line.quantity.to_text() + "x" + line.line_id;
    note("save " + said.row.shipment_id + " of order " + order + " " + said.row.tracking_number + pieces + ": " + (said.saved ? "saved" : result.code));
    said_.push_back(said);
  }

  void save_again() {
    if (said_.empty()) return;
    auto& said = said_[pick(said_.size())];
    if (said.saved && pick(3) == 0) {
      auto other = said.row;
      other.carrier = "UPS";
      BOOST_REQUIRE(say(other).code == "conflict");
    }
    const auto result = say(said.row);
    note("again " + said.row.shipment_id + ": " + to_word(result.status));
    if (said.saved) BOOST_REQUIRE((result.status == services::SaveShipmentStatus::kAlreadySaved));
    said.saved |= result.status == services::SaveShipmentStatus::kSaved;
  }

  void merchant() {
    const auto& order = an_order();
    merchant_acted_.insert(order);
    if (pick(6) == 0) {
      note("merchant ships the rest of " + order);
      return shop_.merchant_ships_the_rest(order);
    }
    for (const auto& [line, shipped] : shop_.shipped(order)) {
      if (shipped >= whole(kPieces) || pick(2) == 0) continue;
      const auto tracking = pick(2) == 0 ? fmt::format("T-{}-{}", number_, pick(6)) : fmt::format("M-{}-{}", number_, ++merchants_);
      note("merchant ships 1x" + line + " of " + order + " " + tracking);
      return shop_.merchant_ships(order, line, 1, tracking);
    }
  }

  /// A runner that dies between the call and its settling.
  void die() {
    note("a runner dies");
    const auto lease = bench_.claim(JobKind::kOrders, "dead");
    std::vector<connectors::ShipmentWrite> writes;
    bench_.database.write([&](UnitOfWork& work) {
      writes.clear();
      for (const auto& parcel : work.shipments().claim_due(lease, bench_.clock.now(), 2)) {
        const auto standing = jobs::standing_of(work, bench_.account, parcel);
        writes.push_back({parcel.shipment, standing.closes_order});
        writes.back().shipment.already_shipped = standing.already_shipped;
      }
    });
    if (!writes.empty()) static_cast<void>(shop_.connect()->record_shipment(writes.front()));
    bench_.clock.advance(bench_.services.settings.lease + 1s);
  }

  domain::OrderId order_id(const std::string& web_order_id) {
    domain::OrderId id;
    bench_.database.read([&](UnitOfWork& work) { id = work.orders().find_by_web_id(bench_.account, bench_.site.id, web_order_id)->id; });
    return id;
  }

  Pieces known(const std::string& order) {
    Pieces out;
    const auto id = order_id(order);
    std::map<std::string, int> times;
    bench_.database.read([&](UnitOfWork& work) {
      out.clear();
      times.clear();
      for (const auto& line : shop_.lines(order)) out[line] = {};
      for (const auto& event : work.orders().list_events(bench_.account, id)) {
        if (event.kind != domain::OrderEventKind::kShipped) continue;
        for (const auto& line : event.lines) out[line.line_id] += line.quantity;
        if (!event.shipment_id.empty()) ++times[event.shipment_id];
      }
    });
    for (const auto& [shipment_id, count] : times) BOOST_REQUIRE(count == 1);
    return out;
  }

  void check() {
    for (const auto& order : orders_) {
      auto ids = shop_.shipment_ids(order);
      std::sort(ids.begin(), ids.end());
      BOOST_REQUIRE((std::adjacent_find(ids.begin(), ids.end()) == ids.end()));
      for (const auto& [line, pieces] : shop_.shipped(order)) BOOST_REQUIRE(pieces <= whole(kPieces));
      for (const auto& [line, pieces] : known(order)) BOOST_REQUIRE(pieces <= whole(kPieces));
    }
  }

  void finish() {
    note("calm");
    shop_.calm();
    for (int i = 0; i < 12; ++i) {
      bench_.clock.advance(6h);
      BOOST_REQUIRE(jobs::close_breaker(bench_.services, bench_.account, "shop").has_value());
      static_cast<void>(jobs::retry_parked(bench_.services, bench_.account, "shop", JobKind::kOrders, {}));
      collect();
    }
    check();
    for (const auto& order : orders_) {
      arrived(order);
      BOOST_REQUIRE((known(order) == shop_.shipped(order)));
    }
  }

  /// Everything saved is in the shop, but what the merchant left no pieces for, and what waits behind that.
  void arrived(const std::string& order) {
    std::vector<persistence::ShipmentDelivery> parcels;
    bench_.database.read([&](UnitOfWork& work) { parcels = work.shipments().list_by_order(bench_.account, order_id(order)); });
    for (const auto& parcel : parcels) {
      if (parcel.done) continue;
      BOOST_TEST_CONTEXT(parcel.shipment.shipment_id << " " << domain::to_word(parcel.state) << " " << parcel.last_code << ": " << parcel.last_message) {
        BOOST_REQUIRE(merchant_acted_.contains(order));
        BOOST_REQUIRE((parcel.state == domain::DeliveryState::kParked));
        BOOST_REQUIRE(!parcel.last_message.empty());
      }
      return;
    }
  }

  JobsBench& bench_;
  WalkedShop& shop_;
  std::mt19937_64& random_;
  int number_;
  int merchants_ = 0;
  std::vector<std::string> orders_;
  std::vector<Said> said_;
  std::set<std::string> merchant_acted_;
  std::string history_;
};

template <class Shop, class Store>
void walk_many() {
  Store store;
  JobsBench bench(&*store);
  Shop shop(bench.clock, bench.random);
  bench.services.connectors = [&](const domain::Site&) -> base::Result<std::unique_ptr<connectors::Connector>> { return shop.connect(); };
  for (const auto* sku : {"A", "B"}) bench.post_item(bench.an_item(sku), "900", "10");
  const auto seed = test_seed();
  for (int i = 0; i < kWalks; ++i) {
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(i));
    Walk walk(bench, shop, random, i);
    BOOST_TEST_INFO_SCOPE("seed " << seed << ", walk " << i);
    try {
      walk.go();
    } catch (...) {
      BOOST_TEST_MESSAGE("seed " << seed << ", walk " << i << ":" << walk.history());
      throw;
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_shipping_walk)

BOOST_AUTO_TEST_CASE(woocommerce_on_sqlite) { walk_many<WalkedWooCommerce, TempDatabase>(); }
BOOST_AUTO_TEST_CASE(woocommerce_on_mariadb) { walk_many<WalkedWooCommerce, TempMariadb>(); }
BOOST_AUTO_TEST_CASE(generic_on_sqlite) { walk_many<WalkedGeneric, TempDatabase>(); }
BOOST_AUTO_TEST_CASE(generic_on_mariadb) { walk_many<WalkedGeneric, TempMariadb>(); }

BOOST_AUTO_TEST_SUITE_END()
