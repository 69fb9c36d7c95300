#include <map>

#include "base/time_text.hpp"
#include "connectors/magento/writes.hpp"

// A sale in Magento: a special price beside the price. Open Source keeps whole days of the shop's own time zone and adds one to the end, so
// no date of ours could be meant to the minute; Commerce keeps a schedule of moments, none of which may have passed or overlap another.
namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kSetPath = "/products/special-price";
constexpr const char* kClearPath = "/products/special-price-delete";
constexpr const char* kReadPath = "/products/special-price-information";
constexpr int kAllStores = 0;
constexpr const char* kLongAgo = "2000-01-01 00:00:00";
/// The schedule counts seconds in 32 bits.
constexpr const char* kFarAway = "2037-12-31 23:59:59";
/// A start must lie ahead when the shop reads it.
constexpr std::chrono::seconds kHeadStart{60};

std::string shop_time(base::Timestamp at) {
  std::string text = base::format_utc(std::chrono::floor<std::chrono::seconds>(at));
  text[10] = ' ';
  text.pop_back();
  return text;
}

ListRow sale_row(const std::string& sku, const Json& price, const std::string& from, const std::string& to) {
  return {sku, Json{{"price", price}, {"store_id", kAllStores}, {"sku", sku}, {"price_from", from}, {"price_to", to}}};
}

/// Rows with the place of their write, so that several calls fill one list of outcomes.
struct Rows {
  std::vector<ListRow> rows;
  std::vector<std::size_t> places;

  void add(std::size_t place, ListRow row) {
    rows.push_back(std::move(row));
    places.push_back(place);
  }
  void send(ListSender& sender, const char* path, std::vector<Outcome>& out) const {
    if (rows.empty()) return;
    const auto answers = sender.send(path, "prices", rows, read_complaints);
    // Several rows may serve one write: the first failure stands.
    for (std::size_t k = 0; k < places.size(); ++k)
      if (out[places[k]].ok()) out[places[k]] = answers[k];
  }
};

/// What the shop holds for a SKU.
struct HeldSale {
  std::string price;                  ///< decimal text
  std::string from, to;               ///< "" = none

  bool dated() const { return !from.empty() && !to.empty(); }
};

}  // namespace

std::vector<Outcome> SaleSender::send(Edition edition, std::span<const SaleWrite> writes) {
  if (writes.empty()) return {};
  return edition == Edition::kCommerce ? send_commerce(writes) : send_open_source(writes);
}

std::vector<Outcome> SaleSender::send_open_source(std::span<const SaleWrite> writes) {
  std::vector<Outcome> out(writes.size());
  Rows cleared, set;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    // Both dates always: one that is left out leaves the one of an earlier sale standing.
    if (writes[i].price) set.add(i, sale_row(writes[i].sku, http::number_of(*writes[i].price), kLongAgo, kFarAway));
    else cleared.add(i, sale_row(writes[i].sku, 0, kLongAgo, kFarAway));
  }
  cleared.send(sender_, kClearPath, out);
  set.send(sender_, kSetPath, out);
  return out;
}

std::vector<Outcome> SaleSender::send_commerce(std::span<const SaleWrite> writes) {
  std::vector<Outcome> out(writes.size());
  std::vector<ListRow> asked;
  for (const auto& write : writes) asked.push_back({write.sku, Json(write.sku)});
  std::map<std::string, std::vector<HeldSale>> held;
  const auto read = sender_.send(kReadPath, "skus", asked, [&](const Json& answer, std::span<const ListRow> rows) {
    for (const Json& row : answer.is_array() ? answer : Json::array())
      if (http::text_member(row, "store_id") == std::to_string(kAllStores))
        held[http::text_member(row, "sku")].push_back(
            {http::text_member(row, "price"), http::text_member(row, "price_from"), http::text_member(row, "price_to")});
    return std::optional(std::vector<Outcome>(rows.size()));
  });
  Rows cleared, set;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    out[i] = before_writing(read[i]);
    if (!out[i].ok()) continue;
    const auto& sales = held[writes[i].sku];
    const auto is_wanted = [&](const HeldSale& sale) {
      return writes[i].price && sale.dated() && sale.to == kFarAway && http::decimal_of(Json(sale.price)) == *writes[i].price;
    };
    if (sales.size() == 1 && is_wanted(sales.front())) continue;
    for (const auto& sale : sales) {
      // The schedule entry is found by its exact price and dates; what stands in the product itself has none.
      if (sale.dated()) cleared.add(i, sale_row(writes[i].sku, http::number_of(http::decimal_of(Json(sale.price))), sale.from, sale.to));
      else out[i] = clear_undated(writes[i].sku);
    }
    if (out[i].ok() && writes[i].price) set.add(i, sale_row(writes[i].sku, http::number_of(*writes[i].price), shop_time(clock_.now() + kHeadStart), kFarAway));
  }
  cleared.send(sender_, kClearPath, out);
  Rows still;
  for (std::size_t k = 0; k < set.rows.size(); ++k)
    if (out[set.places[k]].ok()) still.add(set.places[k], set.rows[k]);
  still.send(sender_, kSetPath, out);
  return out;
}

Outcome SaleSender::clear_undated(const std::string& sku) {
  if (sender_.stopped()) return *sender_.stopped();
  const Json nothing = Json::array({{{"attribute_code", "special_price"}, {"value", ""}}});
  const Reply reply = api_.post("/products", Json{{"product", {{"sku", sku}, {"custom_attributes", nothing}}}});
  sender_.note(reply);
  return reply.outcome;
}

}  // namespace tillbridge::connectors::magento
