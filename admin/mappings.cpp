#include "admin/mappings.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/mapping_rules.hpp"
#include "admin/mapping_scope.hpp"
#include "domain/attribute_map.hpp"

namespace tillbridge::admin {
namespace {

using domain::AttributeMapping;
using persistence::UnitOfWork;

MappingView view_of(const ChosenScope& scope, const AttributeMapping& mapping) { return {scope.account.store_id, scope.site_name(), mapping}; }

base::Result<MappingChange> store(UnitOfWork& work, AdminServices& services, const MappingScope& asked, AttributeMapping mapping) {
  const auto scope = choose_scope(work, asked);
  if (!scope) return scope.error();
  work.accounts().step_clock(scope->account.id);
  const auto stored = work.attribute_mappings().list(scope->account.id);
  mapping.site_id = scope->site_id();
  const auto checked = checked_mapping(std::move(mapping), stored);
  if (!checked) return checked.error();
  MappingChange change{view_of(*scope, *checked), {}, true, chain_notes(*checked, stored)};
  if (const auto before = same_value(stored, *checked)) {
    change.before = before->web_value;
    change.changed = *before != *checked;
    if (change.changed) work.attribute_mappings().remove(scope->account.id, before->site_id, before->attribute, before->pos_value);
  }
  if (!change.changed) return change;
  work.attribute_mappings().upsert(scope->account.id, {*checked});
  record_act(work, services, scope->account.id, "mapping_set", audit_object(*scope, *checked),
             checked->web_value + (change.before ? ", was " + *change.before : ""));
  return change;
}

base::Result<MappingView> remove(UnitOfWork& work, AdminServices& services, const MappingScope& asked, AttributeMapping mapping) {
  const auto scope = choose_scope(work, asked);
  if (!scope) return scope.error();
  work.accounts().step_clock(scope->account.id);
  mapping.site_id = scope->site_id();
  const auto stored = work.attribute_mappings().list(scope->account.id);
  const auto found = same_value(stored, mapping);
  if (!found) {
    const auto elsewhere = std::ranges::any_of(stored, [&](AttributeMapping one) {
      one.site_id = mapping.site_id;
      return same_value({one}, mapping).has_value();
    });
    return base::Error{base::ErrorCode::kNotFound,
                       fmt::format("{} has no mapping for {} \"{}\"{}; `tillbridge mapping list` shows what there is", scope->site ? "site " + scope->site->name : "the account",
                                   mapping.attribute, mapping.pos_value, elsewhere ? ", another scope has (--site)" : "")};
  }
  work.attribute_mappings().remove(scope->account.id, found->site_id, found->attribute, found->pos_value);
  record_act(work, services, scope->account.id, "mapping_removed", audit_object(*scope, *found), found->web_value);
  return view_of(*scope, *found);
}

std::vector<MappingView> views(UnitOfWork& work, const ChosenScope& scope, const std::string& attribute) {
  const auto mappings = scope.site ? work.attribute_mappings().list(scope.account.id, scope.site->id) : work.attribute_mappings().list(scope.account.id);
  std::map<domain::SiteId, std::string> names;
  for (const auto& site : work.sites().list(scope.account.id)) names[site.id] = site.name;
  std::vector<MappingView> out;
  for (const auto& mapping : mappings) {
    if (!attribute.empty() && domain::mapping_key(attribute) != domain::mapping_key(mapping.attribute)) continue;
    auto own = mapping;
    own.site_id = scope.site_id();
    const bool overruled = scope.site && !mapping.site_id && same_value(mappings, own);
    out.push_back({scope.account.store_id, mapping.site_id ? names[*mapping.site_id] : "", mapping, overruled});
  }
  std::ranges::sort(out, {}, [](const MappingView& view) {
    return std::tuple(domain::mapping_key(view.mapping.attribute), domain::mapping_key(view.mapping.pos_value), view.site_name);
  });
  return out;
}

}  // namespace

base::Result<ChosenScope> choose_scope(UnitOfWork& work, const MappingScope& scope) {
  if (scope.site.empty()) {
    const auto account = choose_account(work, scope.store_id);
    if (!account) return account.error();
    return ChosenScope{*account, std::nullopt};
  }
  const auto chosen = choose_site(work, scope.store_id, scope.site);
  if (!chosen) return chosen.error();
  return ChosenScope{chosen->account, chosen->site};
}

std::string audit_object(const ChosenScope& scope, const AttributeMapping& mapping) {
  return fmt::format("{}: {} {}", scope.site ? scope.site->name : "all sites", mapping.attribute, mapping.pos_value);
}

base::Result<MappingChange> set_mapping(AdminServices& services, const MappingScope& scope, const std::string& attribute, const std::string& pos_value,
                                        const std::string& web_value) {
  if (auto allowed = require_role(services.role, Role::kOperator, "set a mapping"); !allowed) return allowed.error();
  base::Result<MappingChange> out = MappingChange{};
  services.database.write([&](UnitOfWork& work) { out = store(work, services, scope, {{}, attribute, pos_value, web_value}); });
  return out;
}

base::Result<MappingView> remove_mapping(AdminServices& services, const MappingScope& scope, const std::string& attribute, const std::string& pos_value) {
  if (auto allowed = require_role(services.role, Role::kOperator, "remove a mapping"); !allowed) return allowed.error();
  base::Result<MappingView> out = MappingView{};
  services.database.write([&](UnitOfWork& work) { out = remove(work, services, scope, {{}, attribute, pos_value, {}}); });
  return out;
}

base::Result<std::vector<MappingView>> list_mappings(AdminServices& services, const MappingScope& asked, const std::string& attribute) {
  base::Result<std::vector<MappingView>> out = std::vector<MappingView>{};
  services.database.read([&](UnitOfWork& work) {
    const auto scope = choose_scope(work, asked);
    if (scope) out = views(work, *scope, attribute);
    else out = scope.error();
  });
  return out;
}

}  // namespace tillbridge::admin
