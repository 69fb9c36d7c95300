#include "main/conformance.hpp"

#include <signal.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/cli/exit_code.hpp"
#include "base/nearest_name.hpp"
#include "conformance/recording_door.hpp"
#include "conformance/report.hpp"
#include "conformance/sandbox_shop.hpp"
#include "contract/contract_text.hpp"

namespace tillbridge {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::chrono::milliseconds kLookEvery{500};

struct Options {
  std::string service = "http://127.0.0.1:8470", listen = "127.0.0.1:0", site, style = "CONF-7", report;
  std::vector<std::string> only;
  int timeout = 600, prepare = 15, quiet = 60;
  double pause = 5;
  bool list = false;
};

/// One site that is a sandbox on this machine, and the account it belongs to.
struct Chosen {
  domain::Account account;
  domain::Site site;
  conformance::PlainAddress sandbox;
};

Error refused(const std::string& message, const std::string& field) { return {ErrorCode::kInvalidRequest, message, {}, {}, field}; }

/// The sandbox's connector speaks the generic contract under /api; a shop elsewhere is a real one.
std::optional<conformance::PlainAddress> sandbox_of(const domain::Site& site) {
  auto address = conformance::read_address(site.base_url);
  if (site.platform != "generic" || !address || !address->is_loopback() || address->path != "/api") return std::nullopt;
  address->path.clear();
  return *address;
}

base::Result<Chosen> choose(persistence::UnitOfWork& work, const std::string& store_id, const std::string& site_name) {
  const auto account = admin::choose_account(work, store_id);
  if (!account) return account.error();
  const auto sites = work.sites().list(account->id);
  std::vector<std::string> others;
  std::optional<Chosen> out;
  for (const auto& site : sites) {
    const auto sandbox = sandbox_of(site);
    if (!sandbox) others.push_back(site.name);
    else if (!out && (site_name.empty() || site.name == site_name)) out = Chosen{*account, site, *sandbox};
  }
  if (!out) return refused(fmt::format("account {} has no site {}that is a sandbox on this machine; run `tillbridge sandbox` and add it with --platform generic --url http://127.0.0.1:PORT/api", account->store_id, site_name.empty() ? "" : site_name + " "), "--site");
  if (site_name.empty() && !others.empty()) {
    return refused(fmt::format("account {} has sites that are no sandbox on this machine ({}): test products would go there too; use an account of its own, or name the sandbox with --site {} if you mean it", account->store_id, fmt::join(others, ", "), out->site.name), "--site");
  }
  if (!account->pulls_kind(domain::DocumentKind::kTransaction)) return refused(fmt::format("account {} pulls no transactions, which the tasks are made of; change it with `tillbridge account set --pulls transactions`", account->store_id), "--account");
  return *out;
}

base::Result<std::vector<conformance::Task*>> chosen_tasks(const std::vector<std::unique_ptr<conformance::Task>>& all, const std::vector<std::string>& only) {
  std::vector<std::string> names;
  for (const auto& task : all) names.push_back(task->name());
  for (const auto& name : only) {
    if (std::find(names.begin(), names.end(), name) == names.end()) return refused(fmt::format("there is no task {}, did you mean {}? All: {}", name, base::nearest_name(name, names), fmt::join(names, ", ")), "--only");
  }
  std::vector<conformance::Task*> out;
  for (const auto& task : all) {
    if (only.empty() || std::find(only.begin(), only.end(), task->name()) != only.end()) out.push_back(task.get());
  }
  return out;
}

class StoredBooks final : public conformance::AccountBooks {
 public:
  StoredBooks(persistence::Database& database, domain::AccountId account, domain::SiteId site) : database_(database), account_(account), site_(site) {}

  std::size_t open_releases(const std::string& order_number) override {
    std::size_t out = 0;
    database_.read([&](persistence::UnitOfWork& work) {
      const auto order = work.orders().find_by_number(account_, site_, order_number);
      out = order ? work.allocations().list_pending_releases_of_order(account_, order->id).size() : 0;
    });
    return out;
  }

 private:
  persistence::Database& database_;
  domain::AccountId account_;
  domain::SiteId site_;
};

void leave_trace(admin::AdminServices& services, const Chosen& chosen, const std::string& act, const std::string& words) {
  services.database.write([&](persistence::UnitOfWork& work) { admin::record_act(work, services, chosen.account.id, act, chosen.site.name, words); });
}

base::Result<conformance::PlainAddress> loopback(const std::string& url, const std::string& option) {
  auto address = conformance::read_address(url);
  if (!address) return refused(fmt::format("{}: {}", option, address.error().message), option);
  const bool is_port = !address->port.empty() && address->port.size() <= 5 && address->port.find_first_not_of("0123456789") == std::string::npos && std::stoi(address->port) <= 65'535;
  if (!address->is_loopback() || !is_port) return refused(fmt::format("{} takes an address of this machine, such as 127.0.0.1 with a port", option), option);
  return address;
}

/// Ctrl-C ends the run, not the program: the summary and the trace still come. Blocked before any thread starts.
class StopSignal {
 public:
  StopSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  bool came() const {
    const timespec at_once{};
    return sigtimedwait(&signals_, nullptr, &at_once) > 0;
  }

 private:
  sigset_t signals_;
};

/// Looks once whether the service is there, so that a till does not run into nothing.
base::Result<void> check_service(const conformance::PlainAddress& service) {
  try {
    const auto answer = conformance::exchange(service, {.method = "GET", .target = "/soap/ProductTasks?wsdl", .headers = {}, .body = {}});
    if (answer.status == 200) return {};
    return refused(fmt::format("http://{}:{} is no Tillbridge: it has no contract at /soap/ProductTasks?wsdl", service.host, service.port), "--service");
  } catch (const conformance::NoAnswer& error) {
    return Error{ErrorCode::kUnavailable, fmt::format("{}; start `tillbridge serve`, or name its address with --service", error.what())};
  }
}

void list_tasks(const std::vector<conformance::Task*>& tasks, bool json) {
  admin::cli::Json out = admin::cli::Json::array();
  for (const auto* task : tasks) {
    if (json) out.push_back({{"task", task->name()}, {"title", task->title()}, {"page", "docs/integrators/" + task->page()}});
    else std::cout << fmt::format("{:<17} {}\n", task->name(), task->title());
  }
  if (json) std::cout << out.dump(2) << "\n";
}

void announce(const std::string& url, bool json) {
  if (json) std::cout << admin::cli::Json{{"event", "door"}, {"url", url}}.dump() << std::endl;
  else std::cout << fmt::format("The recording door is open at {0}\nLet your till call {0}/soap/ProductTasks and {0}/soap/OrderTasks now, with its own login.\n", url) << std::flush;
}

base::Result<void> write_report(const std::string& file, const std::string& text) {
  if (file.empty()) return {};
  std::ofstream out(file);
  out << text;
  out.close();
  return out ? base::Result<void>{} : refused("the report cannot be written to " + file, "--report");
}

base::Result<int> run(admin::cli::Context& context, const Options& options) {
  const auto all = conformance::all_tasks();
  const auto tasks = chosen_tasks(all, options.only);
  if (!tasks) return tasks.error();
  if (options.list) {
    list_tasks(*tasks, context.json());
    return admin::cli::kExitOk;
  }
  const auto service = loopback(options.service, "--service");
  if (!service) return service.error();
  const auto listen = loopback("http://" + options.listen, "--listen");
  if (!listen) return listen.error();
  const auto services = context.services();
  if (!services) return services.error();
  if (const auto may = admin::require_role((*services)->role, admin::Role::kOperator, "run the conformance kit"); !may) return may.error();
  base::Result<Chosen> chosen = refused("no account", "--account");
  (*services)->database.read([&](persistence::UnitOfWork& work) { chosen = choose(work, context.options().account, options.site); });
  if (!chosen) return chosen.error();
  if (const auto there = check_service(*service); !there) return there.error();
  const StopSignal stop;

  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const conformance::CallReader reader(table);
  conformance::Recorder recorder;
  conformance::SandboxShop shop(chosen->sandbox);
  StoredBooks books((*services)->database, chosen->account.id, chosen->site.id);
  conformance::Stage stage{.shop = shop, .loss = recorder, .books = books, .site = chosen->site.name, .style = {options.style}, .quiet = std::chrono::seconds(options.quiet),
                           .pause = std::chrono::milliseconds(static_cast<int>(options.pause * 1'000))};
  std::vector<conformance::TaskResult> results;
  try {
    shop.find(stage.style.small());
    const conformance::RecordingDoor door(*listen, *service, reader, recorder, (*services)->clock);
    announce(door.url(), context.json());
    leave_trace(**services, *chosen, "conformance_started", fmt::format("style {}, {} tasks", options.style, tasks->size()));
    conformance::TextListener text(std::cout);
    conformance::JsonListener json(std::cout);
    conformance::Listener& listener = context.json() ? static_cast<conformance::Listener&>(json) : text;
    const auto wait = [&](std::size_t known) {
      recorder.wait(known, kLookEvery);
      return !stop.came();
    };
    results = conformance::run_tasks(*tasks, {.stage = stage, .clock = (*services)->clock, .recording = [&] { return recorder.calls(); }, .wait = wait, .listener = listener,
                                              .timeout = std::chrono::seconds(options.timeout), .prepare = std::chrono::seconds(options.prepare)});
  } catch (const conformance::NoAnswer& error) {
    return Error{ErrorCode::kUnavailable, fmt::format("{}; is `tillbridge sandbox` running?", error.what())};
  } catch (const std::system_error& error) {
    return Error{ErrorCode::kUnavailable, fmt::format("the recording door cannot listen on {}: {}; choose another --listen", options.listen, error.what())};
  }
  const auto open = conformance::unanswered(recorder.calls());
  const auto summary = context.json() ? conformance::summary_json(results, open) + "\n" : conformance::summary_text(results, open);
  std::cout << summary << std::flush;
  std::string words;
  for (const auto& result : results) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", result.name, conformance::to_word(result.outcome));
  leave_trace(**services, *chosen, "conformance_ended", words);
  if (const auto written = write_report(options.report, conformance::summary_json(results, open) + "\n"); !written) return written.error();
  return conformance::is_ready(results, open, options.only.empty()) ? admin::cli::kExitOk : admin::cli::kExitBreach;
}

}  // namespace

void add_conformance_command(admin::cli::Registry& registry) {
  auto options = std::make_shared<Options>();
  auto* command = admin::cli::add_command(registry.app, "conformance", "Watches a till at work against the sandbox, task by task, and says what it passed; exit code 0 only if all",
                                          {"tillbridge --dir ./trial conformance --account main-street", "tillbridge --dir ./trial conformance --only matrix,price --timeout 120",
                                           "tillbridge conformance --list", "tillbridge --dir ./trial conformance --listen 127.0.0.1:8471 --report till.json"});
  command->add_option("--service", options->service, "Where `tillbridge serve` runs; else http://127.0.0.1:8470");
  command->add_option("--listen", options->listen, "Where the recording door opens, else 127.0.0.1 and a free port")->type_name("ADDRESS:PORT");
  command->add_option("--site", options->site, "The sandbox to play with, where the account has other sites too")->type_name("NAME");
  command->add_option("--style", options->style, "Key of the test style; else CONF-7")->type_name("ID")->check([](const std::string& id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; }) ? std::string() : std::string("letters, digits, - _ and . only");
  });
  command->add_option("--only", options->only, "Only these tasks, with commas between")->delimiter(',')->type_name("TASKS");
  command->add_flag("--list", options->list, "Names the tasks and ends");
  command->add_option("--timeout", options->timeout, "Seconds that each task may take; else 600")->check(CLI::Range(1, 86'400));
  command->add_option("--prepare", options->prepare, "Seconds between what is said and what the shop does; else 15")->check(CLI::Range(0, 3'600));
  command->add_option("--quiet", options->quiet, "Seconds that the till is watched when nothing happens; else 60")->check(CLI::Range(1, 86'400));
  command->add_option("--pause", options->pause, "The least seconds between two polls that bring nothing; else 5")->check(CLI::Range(0.01, 3'600.0));
  command->add_option("--report", options->report, "Also writes the results to this file, as JSON")->type_name("FILE");
  command->callback([&registry, options] { registry.chosen = [options](admin::cli::Context& context) { return run(context, *options); }; });
}

}  // namespace tillbridge
