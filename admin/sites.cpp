#include "admin/sites.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/site_rules.hpp"
#include "admin/wake_stock.hpp"
#include "domain/site_secrets.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using domain::JobKind;
using Secrets = std::map<std::string, std::string>;

/// The connector's own judgement of address, options and secrets; makes no call.
base::Result<void> check_with_connector(AdminServices& services, const domain::Site& site, const Secrets& secrets) {
  if (auto checked = check_site(site); !checked) return checked.error();
  auto connector = services.make_connector({.site = site, .secrets = secrets, .clock = services.clock, .random = services.random});
  if (connector) return {};
  auto error = connector.error();
  if (error.word == "missing_secret") {
    error.message += fmt::format("; give it with --secret {0}=- and a line of the standard input, or with --secret-file {0}=PATH", error.field);
  }
  return error;
}

void store_secrets(persistence::UnitOfWork& work, AdminServices& services, const domain::Site& site, const Secrets& secrets) {
  const base::Sealer sealer(services.master_key, services.random);
  for (const auto& [name, plain] : secrets) {
    work.sites().upsert_sealed_secret(site.account_id, site.id, name, domain::seal_site_secret(sealer, site.account_id, site.id, name, plain));
  }
}

void store_intervals(persistence::UnitOfWork& work, const domain::Site& site, const std::map<JobKind, JobInterval>& jobs) {
  for (const auto& [kind, job] : jobs) work.jobs().store_interval(site.account_id, site.id, kind, job.interval, job.window);
}

std::string names_of(const Secrets& secrets) {
  std::string out;
  for (const auto& [name, plain] : secrets) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "none" : out;
}

std::string location_names(const std::vector<std::string>& names) { return names.empty() ? "all" : fmt::format("{}", fmt::join(names, ", ")); }

/// Whether shops may show other numbers from now on.
bool moves_stock(const domain::Site& before, const domain::Site& after) {
  return before.allocation != after.allocation || before.stock_decimals != after.stock_decimals || before.stock_locations != after.stock_locations ||
         before.safety_stock != after.safety_stock || before.options != after.options;
}

/// What changed, in words; of secrets the names only.
std::string apply(const SiteChange& change, domain::Site& site) {
  std::string trace;
  const auto set = [&](const char* name, auto& field, const auto& value, const std::string before, const std::string& after) {
    if (!value || field == *value) return;
    field = *value;
    trace += fmt::format("{}{} {} -> {}", trace.empty() ? "" : "; ", name, before, after);
  };
  const auto flag = [](bool value) { return std::string(value ? "yes" : "no"); };
  set("url", site.base_url, change.base_url, site.base_url, change.base_url.value_or(""));
  set("pos store", site.pos_store, change.pos_store, site.pos_store, change.pos_store.value_or(""));
  set("plain http", site.allow_plain_http, change.allow_plain_http, flag(site.allow_plain_http), flag(change.allow_plain_http.value_or(false)));
  set("private address", site.allow_private_address, change.allow_private_address, flag(site.allow_private_address),
      flag(change.allow_private_address.value_or(false)));
  set("allocation", site.allocation, change.allocation, flag(site.allocation), flag(change.allocation.value_or(false)));
  set("stock decimals", site.stock_decimals, change.stock_decimals, std::to_string(site.stock_decimals), std::to_string(change.stock_decimals.value_or(0)));
  const auto meaning = [](const std::optional<domain::PosStockMeaning>& value) {
    return std::string(!value ? "as the account" : *value == domain::PosStockMeaning::kOnHand ? "on_hand" : "available");
  };
  if (change.stock_meaning) set("stock meaning", site.stock_meaning, change.stock_meaning, meaning(site.stock_meaning), meaning(*change.stock_meaning));
  if (change.stock_locations) set("stock locations", site.stock_locations, change.stock_locations, location_names(site.stock_locations), location_names(*change.stock_locations));
  set("order location", site.order_location, change.order_location, site.order_location, change.order_location.value_or(""));
  if (change.safety_stock) set("safety stock", site.safety_stock, change.safety_stock, site.safety_stock.to_text(), change.safety_stock->to_text());
  if (change.order_moment) set("order moment", site.order_moment, change.order_moment, to_word(site.order_moment), to_word(*change.order_moment));
  if (change.sell_online_rule) {
    set("sell online rule", site.sell_online_rule, change.sell_online_rule, to_word(site.sell_online_rule), to_word(*change.sell_online_rule));
  }
  for (const auto& [name, value] : change.options) {
    trace += fmt::format("{}option {} -> {}", trace.empty() ? "" : "; ", name, value);
    if (value.empty()) site.options.erase(name);
    else site.options[name] = value;
  }
  for (const auto& [kind, job] : change.jobs) {
    trace += fmt::format("{}{} every {} s {}", trace.empty() ? "" : "; ", to_word(kind), job.interval.count(), job.window);
  }
  if (!change.secrets.empty()) trace += fmt::format("{}secrets replaced: {}", trace.empty() ? "" : "; ", names_of(change.secrets));
  return trace;
}

struct StoredSite {
  ChosenSite chosen;
  Secrets secrets;
};

/// Secrets among `replaced` are not opened: one sealed with a lost key can still be entered again.
base::Result<StoredSite> read_site(AdminServices& services, const std::string& store_id, const std::string& name, const Secrets& replaced = {}) {
  base::Result<ChosenSite> chosen = ChosenSite{};
  std::vector<std::pair<std::string, std::string>> sealed;
  services.database.read([&](persistence::UnitOfWork& work) {
    chosen = choose_site(work, store_id, name);
    if (chosen) sealed = work.sites().list_sealed_secrets(chosen->account.id, chosen->site.id);
  });
  if (!chosen) return chosen.error();
  std::erase_if(sealed, [&](const auto& secret) { return replaced.contains(secret.first); });
  auto secrets = domain::unseal_site_secrets(base::Sealer(services.master_key, services.random), chosen->account.id, chosen->site.id, sealed);
  if (!secrets) return secrets.error();
  return StoredSite{std::move(*chosen), std::move(*secrets)};
}

}  // namespace

std::map<JobKind, JobInterval> default_intervals() {
  using std::chrono::minutes;
  return {{JobKind::kProducts, {minutes(30), ""}}, {JobKind::kInventory, {minutes(15), ""}}, {JobKind::kPricing, {minutes(30), ""}}, {JobKind::kOrders, {minutes(15), ""}}};
}

base::Result<domain::Site> add_site(AdminServices& services, const SiteRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "add a site"); !allowed) return allowed.error();
  if (auto checked = check_with_connector(services, request.site, request.secrets); !checked) return checked.error();
  base::Result<domain::Site> out = domain::Site{};
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    if (work.sites().find_by_name(account->id, request.site.name)) {
      return void(out = Error{ErrorCode::kConflict, fmt::format("account {} has a site {} already; `tillbridge site set` changes it", account->store_id, request.site.name)});
    }
    if (auto checked = check_pairing(*account, request.site); !checked) return void(out = checked.error());
    const auto now = services.clock.now();
    work.accounts().step_clock(account->id);
    auto site = request.site;
    site.account_id = account->id;
    // Shops tell whole seconds: an order of this very second would seem to be of before.
    if (!site.orders_since) site.orders_since = std::chrono::floor<std::chrono::seconds>(now);
    site.id = work.sites().insert(site);
    store_secrets(work, services, site, request.secrets);
    work.jobs().insert_for_site(account->id, site.id, now);
    store_intervals(work, site, request.jobs);
    record_act(work, services, account->id, "site_added", site.name, fmt::format("{} at {}; secrets: {}", site.platform, site.base_url, names_of(request.secrets)));
    out = site;
  });
  return out;
}

base::Result<domain::Site> change_site(AdminServices& services, const std::string& store_id, const std::string& name, const SiteChange& change) {
  if (auto allowed = require_role(services.role, Role::kOperator, "change a site"); !allowed) return allowed.error();
  auto stored = read_site(services, store_id, name, change.secrets);
  if (!stored) return stored.error();
  const auto chosen = std::move(stored->chosen);
  auto secrets = std::move(stored->secrets);
  for (const auto& [key, plain] : change.secrets) secrets[key] = plain;
  auto judged = chosen.site;
  apply(change, judged);
  if (auto checked = check_with_connector(services, judged, secrets); !checked) return checked.error();
  if (auto checked = check_pairing(chosen.account, judged); !checked) return checked.error();
  base::Result<domain::Site> out = domain::Site{};
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto step = work.accounts().step_clock(chosen.account.id);
    auto site = work.sites().get(chosen.account.id, chosen.site.id);
    const auto before = site;
    const auto trace = apply(change, site);
    work.sites().update(site);
    if (moves_stock(before, site)) wake_stock(work, services, site.account_id, {}, step);
    store_secrets(work, services, site, change.secrets);
    store_intervals(work, site, change.jobs);
    if (!trace.empty()) record_act(work, services, site.account_id, "site_changed", site.name, trace);
    out = site;
  });
  return out;
}

base::Result<std::vector<SiteView>> list_sites(AdminServices& services, const std::string& store_id) {
  base::Result<std::vector<SiteView>> out = std::vector<SiteView>{};
  services.database.read([&](persistence::UnitOfWork& work) {
    out = std::vector<SiteView>{};
    const auto accounts = choose_accounts(work, store_id);
    if (!accounts) return void(out = accounts.error());
    for (const auto& account : *accounts) {
      for (auto& site : work.sites().list(account.id)) {
        SiteView view{account.store_id, site, work.sites().health(account.id, site.id), work.jobs().list(account.id, site.id), {}};
        for (const auto& [name, sealed] : work.sites().list_sealed_secrets(account.id, site.id)) view.secret_names.push_back(name);
        out->push_back(std::move(view));
      }
    }
  });
  return out;
}

base::Result<SiteTestReport> test_site(AdminServices& services, const std::string& store_id, const std::string& name) {
  auto stored = read_site(services, store_id, name);
  if (!stored) return stored.error();
  const auto& account = stored->chosen.account;
  auto connector = services.make_connector({.site = stored->chosen.site, .secrets = stored->secrets, .clock = services.clock, .random = services.random, .currency = account.currency});
  if (!connector) return connector.error();
  auto probe = (*connector)->probe();
  if (!probe) {
    auto error = probe.error();
    if (error.code == ErrorCode::kRejectedByPlatform) error.message += fmt::format("; is {} the address of the shop's API? `tillbridge site set {} --url` corrects it", stored->chosen.site.base_url, name);
    return error;
  }
  SiteTestReport out{std::move(*probe), {}};
  if (!out.probe.currency.empty() && out.probe.currency != account.currency) {
    out.refusals.push_back(fmt::format("the shop sells in {}, account {} in {}", out.probe.currency, account.store_id, account.currency));
  }
  if (out.probe.prices_include_tax && *out.probe.prices_include_tax != account.prices_include_tax) {
    out.refusals.push_back(fmt::format("the shop's prices {} tax, those of account {} {}", *out.probe.prices_include_tax ? "include" : "do not include",
                                       account.store_id, account.prices_include_tax ? "do" : "do not"));
  }
  return out;
}

base::Result<domain::Site> pause_site(AdminServices& services, const std::string& store_id, const std::string& name, const std::string& reason) {
  if (auto allowed = require_role(services.role, Role::kOperator, "pause a site"); !allowed) return allowed.error();
  base::Result<domain::Site> out = domain::Site{};
  services.database.write([&](persistence::UnitOfWork& work) {
    auto chosen = choose_site(work, store_id, name);
    if (!chosen) return void(out = chosen.error());
    work.accounts().step_clock(chosen->account.id);
    if (!chosen->site.paused || chosen->site.pause_reason != reason) {
      chosen->site.paused = true;
      chosen->site.pause_reason = reason;
      work.sites().update(chosen->site);
      record_act(work, services, chosen->account.id, "site_paused", chosen->site.name, reason);
    }
    out = chosen->site;
  });
  return out;
}

base::Result<domain::Site> resume_site(AdminServices& services, const std::string& store_id, const std::string& name) {
  if (auto allowed = require_role(services.role, Role::kOperator, "resume a site"); !allowed) return allowed.error();
  base::Result<domain::Site> out = domain::Site{};
  services.database.write([&](persistence::UnitOfWork& work) {
    auto chosen = choose_site(work, store_id, name);
    if (!chosen) return void(out = chosen.error());
    const auto& [account, site] = *chosen;
    const auto now = services.clock.now();
    work.accounts().step_clock(account.id);
    if (site.paused) {
      chosen->site.paused = false;
      chosen->site.pause_reason.clear();
      work.sites().update(chosen->site);
    }
    work.sites().store_health(account.id, site.id, {});
    for (const auto& job : work.jobs().list(account.id, site.id)) {
      if (!job.held_reason.empty()) work.jobs().store_held_reason(account.id, site.id, job.job, "");
      if (job.interval.count() > 0) work.jobs().make_due(account.id, site.id, job.job, now);
    }
    record_act(work, services, account.id, "site_resumed", site.name);
    out = chosen->site;
  });
  return out;
}

}  // namespace tillbridge::admin
