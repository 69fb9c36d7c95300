#include "connectors/bigcommerce/counted_items.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace tillbridge::connectors::bigcommerce {
namespace {

/// Ids of at most 10 digits and a comma: below what a request line may hold.
constexpr std::size_t kIdsPerCall = 500;
constexpr int kPageSize = 1'000;
constexpr int kCataloguePage = 250;

using Reader = std::function<void(const Json& row)>;

class Questions {
 public:
  explicit Questions(Api& api) : api_(api) {}

  void ask(const std::string& path, const std::string& filter, const std::vector<std::string>& ids, std::size_t per_call, const Parameters& more, const Reader& read) {
    for (std::size_t from = 0; from < ids.size() && outcome.ok(); from += per_call) {
      std::string list;
      for (std::size_t i = from; i < std::min(ids.size(), from + per_call); ++i) list += (list.empty() ? "" : ",") + ids[i];
      Parameters parameters{{filter, list}};
      parameters.insert(parameters.end(), more.begin(), more.end());
      all_pages(path, std::move(parameters), read);
    }
  }
  Outcome outcome;

 private:
  void all_pages(const std::string& path, Parameters parameters, const Reader& read) {
    parameters.emplace_back("page", "1");
    for (int page = 1;; ++page) {
      parameters.back().second = std::to_string(page);
      const Reply reply = api_.get(path, parameters);
      outcome = reply.outcome;
      for (const Json& row : reply.rows()) read(row);
      if (!outcome.ok() || page >= reply.total_pages()) return;
    }
  }

  Api& api_;
};

/// False where the API account may not read locations: then nobody knows.
bool is_closed(Api& api, int location_id) {
  const Reply reply = api.get("/v3/inventory/locations", {{"limit", "250"}});
  if (!reply.ok()) return false;
  return std::none_of(reply.rows().begin(), reply.rows().end(), [&](const Json& row) { return http::text_member(row, "id") == std::to_string(location_id) && http::flag_member(row, "enabled"); });
}

}  // namespace

CountedItems read_counted(Api& api, std::span<const domain::RemoteRef> references, int location_id) {
  CountedItems out;
  std::vector<std::string> products, variants;
  for (const auto& remote : references) (remote.variant_id.empty() ? products : variants).push_back(remote.variant_id.empty() ? remote.product_id : remote.variant_id);
  Questions questions(api);
  bool seen_open = false;
  const auto note = [&](const Json& row) {
    for (const Json& at : http::list_member(row, "locations"))
      seen_open = seen_open || (http::text_member(at, "location_id") == std::to_string(location_id) && http::flag_member(at, "location_enabled"));
    const Json& identity = http::member(row, "identity");
    const auto product = http::text_member(identity, "product_id");
    out.counted.insert(CountedItems::key_of({product, http::text_member(identity, "variant_id")}));
    if (http::text_member(identity, "sku_id").empty()) out.counted.insert(CountedItems::key_of({product, ""}));
  };
  const Parameters page{{"limit", std::to_string(kPageSize)}};
  questions.ask("/v3/inventory/items", "variant_id:in", variants, kIdsPerCall, page, note);
  questions.ask("/v3/inventory/items", "product_id:in", products, kIdsPerCall, page, note);

  std::set<std::string> missing;
  for (const auto& remote : references)
    if (!out.counted.contains(CountedItems::key_of(remote))) missing.insert(remote.product_id);
  questions.ask("/v3/catalog/products", "id:in", {missing.begin(), missing.end()}, kCataloguePage,
                {{"include_fields", "inventory_tracking"}, {"limit", std::to_string(kCataloguePage)}}, [&](const Json& row) { out.tracking[http::text_member(row, "id")] = http::text_member(row, "inventory_tracking"); });
  out.outcome = questions.outcome;
  if (!seen_open && out.outcome.ok()) out.location_is_closed = is_closed(api, location_id);
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
