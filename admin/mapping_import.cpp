#include "admin/mapping_import.hpp"

#include <algorithm>
#include <map>
#include <set>
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

constexpr std::size_t kMostTold = 20;

/// Scope, attribute and POS value, as they are compared.
using Key = std::tuple<std::optional<domain::SiteId>, std::string, std::string>;
Key key_of(const AttributeMapping& mapping) { return {mapping.site_id, domain::mapping_key(mapping.attribute), domain::mapping_key(mapping.pos_value)}; }

struct Line {
  int number;
  AttributeMapping mapping;
};

struct Plan {
  std::map<Key, Line> wanted;
  std::set<std::optional<domain::SiteId>> scopes;
  std::vector<std::string> complaints;

  void complain(int line, const std::string& why) {
    if (complaints.size() < kMostTold) complaints.push_back(fmt::format("line {}: {}", line, why));
  }
};

class Import {
 public:
  Import(UnitOfWork& work, const ChosenScope& scope) : work_(work), scope_(scope), stored_(work.attribute_mappings().list(scope.account.id)) {
    for (const auto& mapping : stored_) by_key_.emplace(key_of(mapping), mapping);
    for (const auto& site : work.sites().list(scope.account.id)) sites_[site.name] = site.id;
  }

  base::Result<ImportReport> run(const ImportRequest& request) {
    Plan plan;
    plan.scopes.insert(scope_.site_id());
    read(request.lines, plan);
    check(plan);
    if (!plan.complaints.empty()) return base::Error{base::ErrorCode::kInvalidRequest, fmt::format("nothing was stored: {}", fmt::join(plan.complaints, "; "))};
    ImportReport report;
    std::vector<AttributeMapping> upserts, removals;
    compare(plan, request.replace, report, upserts, removals);
    if (!request.dry_run) store(upserts, removals);
    return report;
  }

 private:
  void read(const std::vector<MappingLine>& lines, Plan& plan) {
    for (const auto& line : lines) {
      AttributeMapping mapping{scope_.site_id(), line.attribute, line.pos_value, line.web_value};
      if (!line.site.empty()) {
        const auto site = sites_.find(line.site);
        if (site == sites_.end()) {
          plan.complain(line.line, fmt::format("account {} has no site \"{}\"", scope_.account.store_id, line.site.substr(0, 60)));
          continue;
        }
        mapping.site_id = site->second;
      }
      plan.scopes.insert(mapping.site_id);
      const auto [earlier, is_new] = plan.wanted.try_emplace(key_of(mapping), Line{line.line, mapping});
      if (!is_new && earlier->second.mapping.web_value != mapping.web_value)
        plan.complain(line.line, fmt::format("{} \"{}\" stands in line {} already, with another web_value", line.attribute, line.pos_value, earlier->second.number));
    }
  }

  /// Each beside the others of the file and what is stored.
  void check(Plan& plan) {
    std::vector<AttributeMapping> of_all_sites;
    for (const auto& [key, line] : plan.wanted)
      if (!line.mapping.site_id) of_all_sites.push_back(line.mapping);
    for (const auto& mapping : stored_)
      if (!mapping.site_id) of_all_sites.push_back(mapping);
    std::map<Key, AttributeMapping> all_by_key;
    for (const auto& mapping : of_all_sites) all_by_key.emplace(key_of(mapping), mapping);
    for (auto& [key, line] : plan.wanted) {
      auto of_all = key;
      std::get<0>(of_all).reset();
      const auto lifted = all_by_key.find(of_all);
      const auto checked = checked_mapping(line.mapping, lifted == all_by_key.end() ? std::vector<AttributeMapping>{} : std::vector{lifted->second});
      if (checked) line.mapping = *checked;
      else plan.complain(line.number, checked.error().message);
    }
  }

  void compare(const Plan& plan, bool replace, ImportReport& report, std::vector<AttributeMapping>& upserts, std::vector<AttributeMapping>& removals) const {
    std::map<std::pair<std::string, std::string>, const AttributeMapping*> by_value;
    for (const auto& [key, line] : plan.wanted) {
      by_value.emplace(std::pair(std::get<1>(key), std::get<2>(key)), &line.mapping);
      const auto before = by_key_.find(key);
      if (before != by_key_.end() && before->second == line.mapping) {
        ++report.unchanged;
        continue;
      }
      ++(before == by_key_.end() ? report.added : report.changed);
      if (before != by_key_.end()) removals.push_back(before->second);
      upserts.push_back(line.mapping);
    }
    for (const auto& [key, line] : plan.wanted) {
      const auto next = by_value.find({std::get<1>(key), domain::mapping_key(line.mapping.web_value)});
      if (next == by_value.end() || report.notes.size() >= kMostTold) continue;
      for (auto& note : chain_notes(line.mapping, {*next->second})) report.notes.push_back(std::move(note));
    }
    if (!replace) return;
    for (const auto& [key, mapping] : by_key_)
      if (plan.scopes.contains(mapping.site_id) && !plan.wanted.contains(key)) {
        ++report.removed;
        removals.push_back(mapping);
      }
  }

  void store(std::vector<AttributeMapping>& upserts, const std::vector<AttributeMapping>& removals) {
    for (const auto& mapping : removals) work_.attribute_mappings().remove(scope_.account.id, mapping.site_id, mapping.attribute, mapping.pos_value);
    std::ranges::sort(upserts, {}, [](const AttributeMapping& one) { return std::tuple(one.site_id.value_or(domain::SiteId{0}), one.attribute, one.pos_value); });
    if (!upserts.empty()) work_.attribute_mappings().upsert(scope_.account.id, upserts);
  }

  UnitOfWork& work_;
  const ChosenScope& scope_;
  const std::vector<AttributeMapping> stored_;
  std::map<Key, AttributeMapping> by_key_;
  std::map<std::string, domain::SiteId> sites_;
};

}  // namespace

base::Result<ImportReport> import_mappings(AdminServices& services, const ImportRequest& request) {
  if (!request.dry_run)
    if (auto allowed = require_role(services.role, Role::kOperator, "import mappings"); !allowed) return allowed.error();
  base::Result<ImportReport> out = ImportReport{};
  services.database.write([&](UnitOfWork& work) {
    const auto scope = choose_scope(work, request.scope);
    if (!scope) return void(out = scope.error());
    work.accounts().step_clock(scope->account.id);
    out = Import(work, *scope).run(request);
    if (!out || request.dry_run || out->added + out->changed + out->removed == 0) return;
    record_act(work, services, scope->account.id, "mappings_imported", scope->site ? scope->site->name : "all sites",
               fmt::format("{} added, {} changed, {} unchanged, {} removed", out->added, out->changed, out->unchanged, out->removed));
  });
  return out;
}

}  // namespace tillbridge::admin
