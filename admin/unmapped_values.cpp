#include "admin/unmapped_values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "admin/mapping_scope.hpp"
#include "domain/attribute_map.hpp"
#include "jobs/products/products_job.hpp"

namespace tillbridge::admin {
namespace {

using domain::Item;
using domain::NameValue;

class Counter {
 public:
  Counter(const domain::AttributeMap& map, const UnmappedFilter& filter) : map_(map), filter_(filter), attribute_(domain::mapping_key(filter.attribute)) {}

  void count(const Item& item) {
    std::set<Key> seen;
    for (const auto* pairs : {&item.options, &item.attributes})
      for (const auto& pair : *pairs) count(item, pair, seen);
  }

  UnmappedReport report() {
    UnmappedReport out;
    for (auto& [key, value] : values_) out.values.push_back(std::move(value));
    std::ranges::stable_sort(out.values, std::greater{}, &UnmappedValue::items);
    const auto limit = static_cast<std::size_t>(filter_.limit);
    if (out.values.size() > limit) {
      out.left_off = static_cast<std::int64_t>(out.values.size() - limit);
      out.values.resize(limit);
    }
    return out;
  }

 private:
  using Key = std::pair<std::string, std::string>;

  void count(const Item& item, const NameValue& pair, std::set<Key>& seen) {
    Key key{domain::mapping_key(pair.name), domain::mapping_key(pair.value)};
    if (key.second.empty() || (!attribute_.empty() && key.first != attribute_)) return;
    if (!filter_.all && attribute_.empty() && !map_.knows(pair.name)) return;
    if (map_.find(pair.name, pair.value) || !seen.insert(key).second) return;
    const bool is_web_value = map_.is_web_value(pair.name, pair.value);
    if (is_web_value && !filter_.all) return;
    auto [entry, is_new] = values_.try_emplace(std::move(key), UnmappedValue{pair.name, pair.value, 0, item.id, is_web_value});
    ++entry->second.items;
  }

  const domain::AttributeMap& map_;
  const UnmappedFilter& filter_;
  const std::string attribute_;
  std::map<Key, UnmappedValue> values_;
};

void for_each_item(persistence::UnitOfWork& work, domain::AccountId account, const std::function<void(const Item&)>& visit) {
  constexpr int kPage = 1'000;
  const auto up_to = work.accounts().clock(account);
  domain::Step after = 0;
  domain::ItemId after_id;
  while (true) {
    const auto listed = work.items().list_changed(account, after, up_to, after_id, kPage);
    std::vector<domain::ItemId> ids;
    for (const auto& [step, id] : listed) ids.push_back(id);
    std::ranges::sort(ids);
    for (const auto& item : work.items().find_many(account, ids)) visit(item);
    if (static_cast<int>(listed.size()) < kPage) return;
    std::tie(after, after_id) = listed.back();
  }
}

}  // namespace

base::Result<UnmappedReport> list_unmapped(AdminServices& services, const UnmappedFilter& filter) {
  base::Result<UnmappedReport> out = UnmappedReport{};
  services.database.read([&](persistence::UnitOfWork& work) {
    const auto scope = choose_scope(work, filter.scope);
    if (!scope) return void(out = scope.error());
    const domain::AttributeMap map(work.attribute_mappings().list(scope->account.id), scope->site_id());
    Counter counter(map, filter);
    for_each_item(work, scope->account.id, [&](const Item& item) {
      if (!scope->site || jobs::is_sold_on(item, *scope->site)) counter.count(item);
    });
    out = counter.report();
  });
  return out;
}

}  // namespace tillbridge::admin
