#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "admin/status.hpp"

namespace tillbridge::admin::cli {
namespace {

std::string site_state(const SiteStatus& site, base::Timestamp now) {
  if (site.site.paused) return "paused";
  if (site.health.needs_person) return "needs a person";
  return site.health.open_until && *site.health.open_until > now ? "resting, next try " + relative_words(site.health.open_until, now) : "ok";
}

std::string next_words(const SiteStatus& site, const domain::JobStatus& job, base::Timestamp now) {
  if (job.running_until && *job.running_until > now) return "running";
  if (!job.held_reason.empty()) return "held";
  if (site.site.paused) return "paused";
  if (!job.next_due_at) return "by hand";
  return *job.next_due_at <= now ? "due" : relative_words(job.next_due_at, now);
}

void print_site(std::ostream& out, const SiteStatus& site, base::Timestamp now) {
  out << fmt::format("\n  Site {}  {} {}  {}\n", site.site.name, site.site.platform, site.site.base_url, site_state(site, now));
  Table jobs({"JOB", "EVERY", "NEXT", "LAST", "RESULT", ""});
  for (const auto& job : site.jobs) {
    jobs.add({to_word(job.job), job.interval.count() == 0 ? "by hand" : duration_words(job.interval), next_words(site, job, now),
              relative_words(job.last_finished_at, now), job.last_result, job.held_reason.empty() ? job.last_summary : job.held_reason});
  }
  jobs.print(out, "    ");
  const auto& rows = site.deliveries;
  out << fmt::format("    to the shop: {} in flight, {} waiting, {} unknown, {} held, {} parked{}; shipments: {} waiting, {} parked\n", rows.leased, rows.waiting, rows.unknown,
                     rows.held, rows.parked, rows.oldest_due ? "; oldest due " + relative_words(rows.oldest_due, now) : "", site.shipments_waiting, site.shipments_parked);
  for (const auto& backlog : site.documents) {
    out << fmt::format("    to the POS: {}s {} waiting{}, {} parked, {} confirmed\n", to_word(backlog.kind), backlog.counts.waiting,
                       backlog.oldest_waiting ? " (oldest " + relative_words(backlog.oldest_waiting, now) + ")" : "", backlog.counts.parked, backlog.counts.confirmed);
  }
  out << fmt::format("    in the shop: {} items, {} gone; {} orders collected, {} of their lines hold stock{}\n", site.listings.live, site.listings.gone, site.orders, site.reservations,
                     site.reservations_stuck > 0 ? fmt::format(", {} of them stuck", site.reservations_stuck) : "");
}

base::Result<int> run(Context& context) {
  auto services = context.services();
  if (!services) return services.error();
  const auto status = system_status(**services, context.options().account);
  if (!status) return status.error();
  context.show(to_json(*status), [&](std::ostream& out) {
    out << fmt::format("Database {}\n", status->database);
    if (status->accounts.empty()) out << "There is no account yet: `tillbridge account add` makes one.\n";
    for (const auto& account : status->accounts) {
      out << fmt::format("\nAccount {}  {}  {} items{}\n", account.account.store_id, printable(account.account.name), account.items,
                         account.account.disabled ? "  disabled" : "");
      for (const auto& site : account.sites) print_site(out, site, status->at);
    }
    out << "\n" << (status->attention.empty() ? "Nothing needs a person.\n" : "Needs a person:\n");
    for (const auto& line : status->attention) out << "  " << printable(line) << "\n";
  });
  return kExitOk;
}

}  // namespace

void add_status_command(Registry& registry) {
  add_command(registry.app, "status", "Accounts, sites and jobs: what runs next, what waits and why", {"tillbridge status", "tillbridge status --account POS1 --json"})
      ->callback([&registry] { registry.chosen = run; });
}

}  // namespace tillbridge::admin::cli
