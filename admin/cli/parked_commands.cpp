#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "admin/parked.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;
constexpr int kMaxListed = 100'000;

base::Result<int> list(Context& context, ParkedFilter filter) {
  filter.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto parked = list_parked(**services, filter);
  if (!parked) return parked.error();
  context.show(list_json(*parked), [&](std::ostream& out) {
    Table table({"WHAT", "ID", "SITE", "OF", "SINCE", "TRIES", "CODE", "MESSAGE"});
    for (const auto& entry : *parked) {
      table.add({entry.kind, entry.key, entry.site_name, entry.detail, relative_words(entry.since, context.now()), std::to_string(entry.tries), entry.code, entry.message});
    }
    table.print(out);
  });
  return kExitOk;
}

struct RetryOptions {
  RetryRequest request;
  std::string job;
};

base::Result<int> retry(Context& context, RetryOptions options) {
  auto& request = options.request;
  request.store_id = context.options().account;
  if (!options.job.empty()) request.job = domain::job_kind_from(options.job);
  const bool nothing = request.documents.empty() && request.shipments.empty() && !request.job && !request.everything;
  if (nothing && !request.site.empty())
    return Error{ErrorCode::kInvalidRequest, "say what of site " + request.site + " to retry: --job with one of products, inventory, pricing, orders, or --all"};
  if (nothing) return Error{ErrorCode::kInvalidRequest, "say what to retry: --document, --shipment, --site with --job, or --all; `tillbridge parked list` shows what there is"};
  if (request.job && request.site.empty()) return Error{ErrorCode::kInvalidRequest, "--job needs --site"};
  if (!request.items.empty() && !request.job) return Error{ErrorCode::kInvalidRequest, "--item needs --site and --job"};
  if (request.recreate && (request.items.empty() || request.job != domain::JobKind::kProducts)) {
    return Error{ErrorCode::kInvalidRequest, "--recreate needs --job products and each product's --item: it makes products anew that were deleted in the shop"};
  }
  auto services = context.services();
  if (!services) return services.error();
  const auto report = retry_parked(**services, request);
  if (!report) return report.error();
  context.show({{"documents", report->documents}, {"deliveries", report->deliveries}, {"shipments", report->shipments}}, [&](std::ostream& out) {
    out << fmt::format("sent on: {} documents, {} deliveries, {} shipments\n", report->documents, report->deliveries, report->shipments);
  });
  return kExitOk;
}

}  // namespace

void add_parked_commands(Registry& registry) {
  auto* group = add_group(registry.app, "parked", "What was set aside and waits for a person");
  auto filter = std::make_shared<ParkedFilter>();
  auto* listing = add_command(*group, "list", "Parked documents, deliveries and shipments with the words of the POS or the shop",
                              {"tillbridge parked list", "tillbridge parked list --site web --json"});
  listing->add_option("--site", filter->site, "NAME or ACCOUNT/NAME; all without it");
  listing->add_option("--limit", filter->limit, "At most so many of each kind")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  listing->callback([&registry, filter] { registry.chosen = [filter](Context& context) { return list(context, *filter); }; });

  auto options = std::make_shared<RetryOptions>();
  auto* command = add_command(*group, "retry", "Sends parked things on their way again",
                              {"tillbridge parked retry --document txn_c5q...", "tillbridge parked retry --site web --job inventory --item A-1001",
                               "tillbridge parked retry --site web --job products --item A-1001 --recreate", "tillbridge parked retry --site web --job orders --item order:1042", "tillbridge parked retry --site web --all"});
  command->add_option("--document", options->request.documents, "A document that the POS refused")->allow_extra_args(false);
  command->add_option("--shipment", options->request.shipments, "A shipment that the shop refused")->allow_extra_args(false);
  command->add_option("--site", options->request.site, "NAME or ACCOUNT/NAME");
  command->add_option("--job", options->job, "Items that the shop refused in this job; orders: the shop's orders that could not be read, and shipments")
      ->check(CLI::IsMember({"products", "inventory", "pricing", "orders"}));
  command->add_option("--item", options->request.items, "Only this item or order; all of the job without it")->allow_extra_args(false);
  command->add_flag("--recreate", options->request.recreate, "Makes products anew that were deleted in the shop");
  command->add_flag("--all", options->request.everything, "Everything that is parked, of the site where one is named");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return retry(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
