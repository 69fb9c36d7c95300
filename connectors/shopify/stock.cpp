#include "connectors/shopify/stock.hpp"

#include <map>
#include <optional>

#include "connectors/bisector.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/shopify/levels.hpp"
#include "connectors/shopify/lookup.hpp"
#include "connectors/shopify/product_json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr int kRounds = 3;
constexpr const char* kMoved = "stock_moved";
constexpr const char* kStale = "CHANGE_FROM_QUANTITY_STALE";
constexpr const char* kInvalidLocation = "INVALID_LOCATION";
constexpr const char* kBusy = "IDEMPOTENCY_CONCURRENT_REQUEST";
constexpr const char* kSetStock = R"(mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } }
})";

/// A write that is still to be done.
struct Row {
  std::size_t place = 0;              ///< in the writes
  std::string inventory_item;
  std::int64_t quantity = 0;
  std::int64_t from = 0;              ///< the level that was read
};

Outcome moved() { return {OutcomeKind::kRetry, kMoved, "the shop's stock moved while it was written", {}}; }

Outcome meaning_of(const UserError& error) {
  if (error.code == kStale) return moved();
  if (error.code == kInvalidLocation) return {OutcomeKind::kRetry, kLocationGone, error.message, {}};
  if (error.code == "INVALID_INVENTORY_ITEM") return {OutcomeKind::kGone, error.code, error.message, {}};
  if (error.code == kBusy || error.code == "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED") return {OutcomeKind::kRetry, error.code, error.message, {}};
  return rejected(error);
}

Json input_for(const std::vector<Row>& rows, const std::string& location_id) {
  Json quantities = Json::array();
  for (const auto& row : rows)
    quantities.push_back({{"inventoryItemId", gid("InventoryItem", row.inventory_item)}, {"locationId", gid("Location", location_id)}, {"quantity", row.quantity},
                          {"changeFromQuantity", row.from}});
  return {{"name", "available"}, {"reason", "correction"}, {"quantities", quantities}};
}

/// One call, and another without the rows that it names: the platform does all of a call or nothing.
BatchResult<Outcome> send_rows(Api& api, StockLocation& location, const std::string& location_id, std::span<const Row> part) {
  std::map<std::size_t, Outcome> named;  // by place
  for (std::vector<Row> rows(part.begin(), part.end()); !rows.empty();) {
    const Reply reply = api.call({.name = "SetStock", .text = kSetStock}, {{"input", input_for(rows, location_id)}, {"key", api.new_key()}});
    if (!reply.ok()) return BatchRefusal{reply.outcome, false};
    const Json& payload = member(reply.data, "inventorySetQuantities");
    if (!payload.is_object()) return BatchRefusal{{OutcomeKind::kUnknown, "unreadable", "the shop's answer says nothing of the stock", {}}, false};
    const auto errors = user_errors(payload);
    if (errors.empty()) break;
    std::vector<Row> others = rows;
    for (const auto& error : errors) {
      const int index = error.index_in("quantities");
      if (error.code == kInvalidLocation) location.forget();
      const auto meaning = meaning_of(error);
      if (index < 0 || static_cast<std::size_t>(index) >= rows.size()) return BatchRefusal{meaning, meaning.kind == OutcomeKind::kRejected};
      const auto place = rows[static_cast<std::size_t>(index)].place;
      named.emplace(place, meaning);
      std::erase_if(others, [&](const Row& row) { return row.place == place; });
    }
    rows = std::move(others);
  }
  std::vector<Outcome> out;
  for (const auto& row : part) out.push_back(named.contains(row.place) ? named[row.place] : Outcome{});
  return out;
}

/// The rows of `rows` that have a level to change, with it; the others are settled.
base::Result<std::vector<Row>> with_levels(Api& api, const std::string& location_id, const std::vector<Row>& rows, std::vector<Outcome>& out) {
  std::vector<std::string> items;
  for (const auto& row : rows) items.push_back(row.inventory_item);
  auto levels = read_levels(api, location_id, items);
  if (!levels) return levels.error();
  if (auto activated = activate_missing(api, location_id, *levels); !activated) return activated.error();
  std::vector<Row> open;
  for (auto row : rows) {
    const auto& level = levels->at(row.inventory_item);
    if (!level.exists) out[row.place] = {OutcomeKind::kGone, "gone", "the shop no longer has inventory item " + row.inventory_item, {}};
    else if (!level.refusal.ok()) out[row.place] = level.refusal;
    else if (!level.tracked)
      out[row.place] = {OutcomeKind::kRejected, "not_tracked", "the shop counts no stock of this item: switch on 'Track quantity' in the product's inventory", {}};
    else if (level.quantity == row.quantity) out[row.place] = {};
    else {
      row.from = *level.quantity;
      open.push_back(row);
    }
  }
  return open;
}

std::vector<Row> rows_of(Api& api, std::span<const StockWrite> writes, std::vector<Outcome>& out) {
  std::map<std::string, Row> by_item;  // the last word about an item counts
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const auto pieces = whole_pieces(writes[i].quantity);
    const auto remote = remote_of(api, writes[i].remote);
    if (!remote) out[i] = api.as_outcome(remote.error());
    else if (pieces < 0) out[i] = {OutcomeKind::kRejected, "bad_quantity", "Shopify keeps whole pieces up to 1,000,000,000, not " + writes[i].quantity.to_text(), {}};
    else by_item[remote->inventory_item] = {i, remote->inventory_item, pieces};
  }
  std::vector<Row> rows;
  for (const auto& [item, row] : by_item) rows.push_back(row);
  return rows;
}

}  // namespace

std::vector<Outcome> write_stock(Api& api, StockLocation& location, std::span<const StockWrite> writes) {
  std::vector<Outcome> out(writes.size());
  auto rows = rows_of(api, writes, out);
  if (rows.empty()) return out;
  const auto settle_all = [&](const std::vector<Row>& open, const Outcome& outcome) {
    for (const auto& row : open) out[row.place] = outcome;
    return out;
  };
  const auto location_id = location.id();
  if (!location_id) return settle_all(rows, api.as_outcome(location_id.error()));
  for (int round = 0; round < kRounds && !rows.empty(); ++round) {
    const auto open = with_levels(api, *location_id, rows, out);
    if (!open) {
      if (open.error().word == kLocationGone) location.forget();
      return settle_all(rows, api.as_outcome(open.error()));
    }
    const auto outcomes = send_halving<Outcome>(std::span<const Row>(*open), [&](std::span<const Row> part) { return send_rows(api, location, *location_id, part); },
                                                [](const Row&, const Outcome& outcome) { return outcome; });
    rows.clear();
    for (std::size_t i = 0; i < open->size(); ++i) {
      out[(*open)[i].place] = outcomes[i];
      if (outcomes[i].code == kMoved) rows.push_back((*open)[i]);
    }
  }
  return out;
}

}  // namespace tillbridge::connectors::shopify
