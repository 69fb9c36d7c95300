#include <algorithm>

#include <fmt/format.h>

#include "admin/choice.hpp"
#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/secret_input.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "admin/site_rules.hpp"
#include "admin/sites.hpp"
#include "base/time_text.hpp"
#include "connectors/connector.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

/// What `add` and `set` have in common, as it was typed.
struct SiteOptions {
  std::vector<std::string> names;     ///< NAME, ACCOUNT/NAME or ACCOUNT NAME
  std::string platform, url, pos_store, order_moment, sell_online_rule, orders_since, allocation, plain_http, private_address;
  std::string stock_meaning, order_location, safety_stock;
  std::vector<std::string> stock_locations;
  std::optional<int> stock_decimals;
  std::vector<std::string> options, secrets, secret_files, intervals;
  bool allow_plain_http = false, allow_private_address = false;
};

std::string site_name_of(const std::vector<std::string>& names) { return names.size() == 2 ? names[0] + "/" + names[1] : names[0]; }

base::Result<std::map<std::string, std::string>> parse_options(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> out;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) return Error{ErrorCode::kInvalidRequest, fmt::format("--option {}: write NAME=VALUE", text)};
    out[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return out;
}

base::Result<std::map<domain::JobKind, JobInterval>> parse_intervals(const std::vector<std::string>& texts) {
  std::map<domain::JobKind, JobInterval> out;
  for (const auto& text : texts) {
    const auto interval = parse_job_interval(text);
    if (!interval) return interval.error();
    out[interval->first] = interval->second;
  }
  return out;
}

base::Result<void> read_stock_options(const SiteOptions& options, SiteChange& out) {
  if (options.stock_meaning == "account") out.stock_meaning.emplace();
  if (options.stock_meaning == "on_hand") out.stock_meaning = domain::PosStockMeaning::kOnHand;
  if (options.stock_meaning == "available") out.stock_meaning = domain::PosStockMeaning::kAvailable;
  if (!options.order_location.empty()) out.order_location = options.order_location == "none" ? std::string{} : options.order_location;
  if (!options.safety_stock.empty()) {
    const auto quantity = base::Decimal::parse(options.safety_stock);
    if (!quantity) return Error{ErrorCode::kInvalidRequest, fmt::format("--safety-stock {}: write a number such as 2", options.safety_stock)};
    out.safety_stock = *quantity;
  }
  if (options.stock_locations.empty()) return {};
  auto locations = parse_locations(options.stock_locations);
  if (!locations) return locations.error();
  out.stock_locations = std::move(*locations);
  return {};
}

/// Everything but the secrets, which come last: nobody types a password for a command line that is wrong anyway.
base::Result<SiteChange> to_change(const SiteOptions& options) {
  SiteChange out;
  const auto text = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); };
  const auto flag = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value == "yes"); };
  out.base_url = text(options.url);
  out.pos_store = text(options.pos_store);
  out.allocation = flag(options.allocation);
  out.allow_plain_http = options.allow_plain_http ? std::optional(true) : flag(options.plain_http);
  out.allow_private_address = options.allow_private_address ? std::optional(true) : flag(options.private_address);
  out.stock_decimals = options.stock_decimals;
  if (!options.order_moment.empty()) out.order_moment = domain::order_moment_from(options.order_moment);
  if (!options.sell_online_rule.empty()) out.sell_online_rule = domain::sell_online_rule_from(options.sell_online_rule);
  if (auto stock = read_stock_options(options, out); !stock) return stock.error();
  auto platform_options = parse_options(options.options);
  if (!platform_options) return platform_options.error();
  out.options = std::move(*platform_options);
  auto jobs = parse_intervals(options.intervals);
  if (!jobs) return jobs.error();
  out.jobs = std::move(*jobs);
  auto secrets = read_secrets(options.secrets, options.secret_files);
  if (!secrets) return secrets.error();
  out.secrets = std::move(*secrets);
  return out;
}

base::Result<std::optional<base::Timestamp>> parse_since(AdminServices& services, const std::string& store_id, const std::string& text) {
  if (text.empty()) return std::optional<base::Timestamp>();
  base::Result<domain::Account> account = domain::Account{};
  services.database.read([&](persistence::UnitOfWork& work) { account = choose_account(work, store_id); });
  if (!account) return account.error();
  const auto at = base::parse_xsd_datetime(text, account->time_zone);
  if (!at) return Error{ErrorCode::kInvalidRequest, fmt::format("--orders-since {}: write a date or a time such as 2026-11-01 or 2026-11-01T08:00:00Z", text)};
  return std::optional(*at);
}

base::Result<int> add(Context& context, const SiteOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  auto change = to_change(options);
  if (!change) return change.error();
  const auto full_name = site_name_of(options.names);
  const auto slash = full_name.find('/');
  SiteRequest request{.store_id = slash == std::string::npos ? context.options().account : full_name.substr(0, slash)};
  auto& site = request.site;
  site.name = slash == std::string::npos ? full_name : full_name.substr(slash + 1);
  site.platform = options.platform;
  site.base_url = options.url;
  site.pos_store = options.pos_store;
  site.allow_plain_http = change->allow_plain_http.value_or(false);
  site.allow_private_address = change->allow_private_address.value_or(false);
  site.allocation = change->allocation.value_or(true);
  site.stock_decimals = change->stock_decimals.value_or(0);
  site.order_moment = change->order_moment.value_or(site.order_moment);
  site.sell_online_rule = change->sell_online_rule.value_or(site.sell_online_rule);
  site.stock_meaning = change->stock_meaning.value_or(std::nullopt);
  site.stock_locations = change->stock_locations.value_or(std::vector<std::string>{});
  site.order_location = change->order_location.value_or("");
  site.safety_stock = change->safety_stock.value_or(base::Decimal{});
  site.options = change->options;
  request.secrets = change->secrets;
  for (const auto& [kind, job] : change->jobs) request.jobs[kind] = job;
  const auto since = parse_since(**services, request.store_id, options.orders_since);
  if (!since) return since.error();
  site.orders_since = *since;
  const auto added = add_site(**services, request);
  if (!added) return added.error();
  context.show(to_json(*added), [&](std::ostream& out) { out << fmt::format("site {} is stored; next: tillbridge site test {}\n", added->name, full_name); });
  return kExitOk;
}

base::Result<int> set(Context& context, const SiteOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  const auto change = to_change(options);
  if (!change) return change.error();
  const auto site = change_site(**services, context.options().account, site_name_of(options.names), *change);
  if (!site) return site.error();
  const auto pricing = change->jobs.find(domain::JobKind::kPricing);
  const bool by_hand = pricing != change->jobs.end() && pricing->second.interval.count() == 0;
  context.show(to_json(*site), [&](std::ostream& out) {
    out << fmt::format("site {} is changed\n", site->name);
    if (by_hand) out << fmt::format("note: sales start and end there only when you run `tillbridge run {} pricing`\n", site->name);
  });
  return kExitOk;
}

std::string health_words(const SiteView& view, base::Timestamp now) {
  if (view.site.paused) return "paused: " + view.site.pause_reason;
  if (view.health.needs_person) return "needs a person: " + view.health.reason;
  if (view.health.open_until && *view.health.open_until > now) return "resting, next try " + relative_words(view.health.open_until, now) + ": " + view.health.reason;
  return "ok";
}

base::Result<int> list(Context& context) {
  auto services = context.services();
  if (!services) return services.error();
  const auto sites = list_sites(**services, context.options().account);
  if (!sites) return sites.error();
  context.show(list_json(*sites), [&](std::ostream& out) {
    Table table({"ACCOUNT", "SITE", "PLATFORM", "URL", "POS STORE", "JOBS EVERY", "STATE"});
    for (const auto& view : *sites) {
      std::string jobs;
      for (const auto& job : view.jobs) {
        jobs += fmt::format("{}{}={}", jobs.empty() ? "" : " ", to_word(job.job), job.interval.count() == 0 ? "by hand" : duration_words(job.interval));
      }
      table.add({view.store_id, view.site.name, view.site.platform, view.site.base_url, view.site.pos_store, jobs, health_words(view, context.now())});
    }
    table.print(out);
  });
  return kExitOk;
}

base::Result<int> test(Context& context, const std::string& name) {
  auto services = context.services();
  if (!services) return services.error();
  base::Result<SiteTestReport> report = SiteTestReport{};
  {
    const ProgressLine progress("asking the shop");
    report = test_site(**services, context.options().account, name);
  }
  if (!report) {
    auto error = report.error();
    if (error.code == ErrorCode::kUnauthenticated) error.message += fmt::format("; enter them again with `tillbridge site set {} --secret NAME=-`", name);
    return error;
  }
  context.show(to_json(*report), [&](std::ostream& out) {
    const auto tax = !report->probe.prices_include_tax ? "not said" : *report->probe.prices_include_tax ? "include tax" : "without tax";
    out << fmt::format("version    {}\ncurrency   {}\nprices     {}\ntime zone  {}\n", printable(report->probe.platform_version),
                       report->probe.currency.empty() ? "not said" : printable(report->probe.currency), tax, printable(report->probe.time_zone));
    for (const auto& note : report->probe.notes) out << printable(note) << "\n";
    if (report->refusals.empty()) out << fmt::format("The shop answers and fits the account.\n");
  });
  if (report->refusals.empty()) return kExitOk;
  return Error{ErrorCode::kConflict,
               fmt::format("this shop does not fit its account: {}; prices would be wrong there: change the shop, or connect it to an account of its own",
                           fmt::join(report->refusals, "; "))};
}

base::Result<int> pause(Context& context, const std::string& name, const std::string& reason) {
  auto services = context.services();
  if (!services) return services.error();
  const auto site = pause_site(**services, context.options().account, name, reason);
  if (!site) return site.error();
  context.show(to_json(*site), [&](std::ostream& out) { out << fmt::format("site {} is paused; what the POS posts is kept\n", site->name); });
  return kExitOk;
}

base::Result<int> resume(Context& context, const std::string& name) {
  auto services = context.services();
  if (!services) return services.error();
  const auto site = resume_site(**services, context.options().account, name);
  if (!site) return site.error();
  context.show(to_json(*site), [&](std::ostream& out) { out << fmt::format("site {} runs again\n", site->name); });
  return kExitOk;
}

void add_shared_options(CLI::App& command, SiteOptions& options) {
  command.add_option("SITE", options.names, "Name of the site, ACCOUNT/NAME where there are several accounts, or ACCOUNT NAME")->required()->expected(1, 2);
  command.add_option("--secret", options.secrets, "A secret of the platform from a line of the standard input, e.g. consumer_key=-")->type_name("NAME=-")->allow_extra_args(false);
  command.add_option("--secret-file", options.secret_files, "A secret of the platform from a file")->type_name("NAME=PATH")->allow_extra_args(false);
  command.add_option("--option", options.options, "A setting of the platform's connector, see docs/connectors.md")->type_name("NAME=VALUE")->allow_extra_args(false);
  command.add_option("--interval", options.intervals, "How often a job runs: inventory=15m, orders=15m@08:00-20:00, pricing=0 (by hand)")->type_name("JOB=DURATION")->allow_extra_args(false);
  command.add_option("--pos-store", options.pos_store, "POS store that receives the orders of this site");
  command.add_option("--order-moment", options.order_moment, "When orders go down to the POS")->check(CLI::IsMember({"placed", "first_capture", "first_shipment"}));
  command.add_option("--sell-online-rule", options.sell_online_rule, "What SellOnline=false does in the shop")->check(CLI::IsMember({"draft", "hide", "leave"}));
  command.add_option("--allocation", options.allocation, "Whether web orders that the POS does not know yet are subtracted")->check(CLI::IsMember({"yes", "no"}));
  command.add_option("--stock-decimals", options.stock_decimals, "Decimals of quantities that the shop keeps");
  command.add_option("--stock-meaning", options.stock_meaning, "What the POS's quantities mean for this site; account = as the account says")
      ->check(CLI::IsMember({"on_hand", "available", "account"}));
  command.add_option("--stock-location", options.stock_locations, "A POS location that the site sells from, repeat it for several; all = every one, (default) = the one without a name")
      ->allow_extra_args(false);
  command.add_option("--order-location", options.order_location, "The POS location that the site's orders are booked at: its quantity ends reservations; none = not named");
  command.add_option("--safety-stock", options.safety_stock, "Pieces of every item that the site never shows");
}

void add_add(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<SiteOptions>();
  auto* command = add_command(group, "add", "Connects a web shop",
                              {"printf '%s\\n' \"$KEY\" \"$SECRET\" | tillbridge site add web --platform woocommerce --url https://shop.example --secret consumer_key=- --secret consumer_secret=-",
                               "tillbridge site add POS1/outlet --platform generic --url https://outlet.example/api --secret-file token=/run/token --interval inventory=5m --pos-store 2"});
  add_shared_options(*command, *options);
  command->add_option("--platform", options->platform, fmt::format("One of {}", fmt::join(connectors::platform_names(), ", ")))->required();
  command->add_option("--url", options->url, "Address of the shop")->required();
  command->add_option("--orders-since", options->orders_since, "Orders closed before this time are never collected; now without it");
  command->add_flag("--allow-plain-http", options->allow_plain_http, "Allows http:// for this site: everybody on the way can read its secrets");
  command->add_flag("--allow-private-address", options->allow_private_address, "Allows loopback and private networks for this site");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return add(context, *options); }; });
}

void add_set(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<SiteOptions>();
  auto* command = add_command(group, "set", "Changes a site: what is not named stays as it is",
                              {"tillbridge site set web --secret consumer_key=- --secret consumer_secret=-", "tillbridge site set web --interval inventory=5m --order-moment placed",
                               "tillbridge site set web --option status_map="});
  add_shared_options(*command, *options);
  command->add_option("--url", options->url, "Address of the shop");
  command->add_option("--allow-plain-http", options->plain_http, "Allows http:// for this site")->check(CLI::IsMember({"yes", "no"}));
  command->add_option("--allow-private-address", options->private_address, "Allows loopback and private networks")->check(CLI::IsMember({"yes", "no"}));
  command->callback([&registry, options, command] {
    const bool names_something = std::ranges::any_of(command->get_options(), [](const CLI::Option* option) { return !option->get_positional() && option->count() > 0; });
    registry.chosen = [options, names_something](Context& context) -> base::Result<int> {
      if (!names_something) return Error{ErrorCode::kInvalidRequest, "say what is to change, e.g. --interval inventory=5m; `tillbridge site set --help` lists it, `tillbridge site list` shows what is"};
      return set(context, *options);
    };
  });
}

void add_by_name(Registry& registry, CLI::App& group, const std::string& name, const std::string& text, const std::vector<std::string>& examples,
                 base::Result<int> (*run)(Context&, const std::string&)) {
  auto site = std::make_shared<std::string>();
  auto* command = add_command(group, name, text, examples);
  command->add_option("SITE", *site, "NAME or ACCOUNT/NAME")->required();
  command->callback([&registry, site, run] { registry.chosen = [site, run](Context& context) { return run(context, *site); }; });
}

void add_pause(Registry& registry, CLI::App& group) {
  struct Options {
    std::string site, reason;
  };
  auto options = std::make_shared<Options>();
  auto* command = add_command(group, "pause", "Stops every call to the shop until it is resumed", {"tillbridge site pause web --reason \"shop is being moved\""});
  command->add_option("SITE", options->site, "NAME or ACCOUNT/NAME")->required();
  command->add_option("--reason", options->reason, "Why, for those who come later");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return pause(context, options->site, options->reason); }; });
}

}  // namespace

void add_site_commands(Registry& registry) {
  auto* group = add_group(registry.app, "site", "Web shops of an account");
  add_add(registry, *group);
  add_set(registry, *group);
  add_command(*group, "list", "All sites with their jobs and their state", {"tillbridge site list", "tillbridge site list --account POS1 --json"})
      ->callback([&registry] { registry.chosen = list; });
  add_by_name(registry, *group, "test", "Asks the shop, reading only: address, credentials, currency, tax mode; exit code 5 when it does not fit the account",
              {"tillbridge site test web", "tillbridge site test POS1/web --json"}, test);
  add_pause(registry, *group);
  add_by_name(registry, *group, "resume", "Runs a paused, resting or held site again at once", {"tillbridge site resume web"}, resume);
}

}  // namespace tillbridge::admin::cli
