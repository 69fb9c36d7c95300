#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "admin/reservations.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;
constexpr int kMaxListed = 100'000;

std::string order_words(const jobs::HeldReservation& held) { return held.web_order_number.empty() ? held.reservation.order_id : held.web_order_number; }

base::Result<int> list(Context& context, ReservationFilter filter) {
  filter.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto reservations = list_reservations(**services, filter);
  if (!reservations) return reservations.error();
  context.show(list_json(*reservations), [&](std::ostream& out) {
    Table table({"ORDER", "SITE", "LINE", "ITEM", "HOLDS", "SINCE", "", "WHY"});
    for (const auto& entry : *reservations) {
      const auto& held = entry.held;
      for (std::size_t i = 0; i == 0 || i < held.reasons.size(); ++i) {
        const auto why = i < held.reasons.size() ? printable(held.reasons[i].sentence) : "";
        if (i > 0) table.add({"", "", "", "", "", "", "", why});
        else table.add({printable(order_words(held)), held.site_name, printable(held.reservation.line_id), printable(held.reservation.item_id),
                        held.reservation.quantity.to_text(), relative_words(held.reservation.since, context.now()), entry.stuck ? "stuck" : "", why});
      }
    }
    table.print(out);
  });
  return kExitOk;
}

struct ReleaseOptions {
  ReleaseRequest request;
  std::string quantity;
};

base::Result<int> release(Context& context, ReleaseOptions options) {
  auto& request = options.request;
  request.store_id = context.options().account;
  if (!options.quantity.empty()) {
    const auto quantity = base::Decimal::parse(options.quantity);
    if (!quantity) return Error{ErrorCode::kInvalidRequest, fmt::format("--quantity {}: write a number such as 2 or 1.5", options.quantity)};
    request.quantity = *quantity;
  }
  auto services = context.services();
  if (!services) return services.error();
  const auto entries = release_reservation(**services, request);
  if (!entries) return entries.error();
  context.show({{"released", list_json(*entries)}}, [&](std::ostream& out) {
    for (const auto& entry : *entries) out << fmt::format("released {} of {} (line {}): {}\n", (-entry.quantity).to_text(), printable(entry.item_id), printable(entry.line_id), request.reason);
  });
  return kExitOk;
}

}  // namespace

void add_reservations_commands(Registry& registry) {
  auto* group = add_group(registry.app, "reservations", "Pieces that web orders hold back because the POS does not know of them yet");
  auto filter = std::make_shared<ReservationFilter>();
  auto* listing = add_command(*group, "list", "What is held, by which order, and what it waits for",
                              {"tillbridge reservations list --stuck", "tillbridge reservations list --item A-1001 --json"});
  listing->add_option("--site", filter->site, "NAME or ACCOUNT/NAME; all without it");
  listing->add_option("--item", filter->item, "ItemIntegrationId");
  listing->add_flag("--stuck", filter->stuck, "Only those older than reservations.stuck_after_days");
  listing->add_option("--limit", filter->limit, "At most so many")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  listing->callback([&registry, filter] { registry.chosen = [filter](Context& context) { return list(context, *filter); }; });

  auto options = std::make_shared<ReleaseOptions>();
  auto* command = add_command(*group, "release", "Lets what an order holds go: only where the POS's number leaves it out already, or never will",
                              {"tillbridge reservations release 1042 --reason \"booked by hand on Monday\"",
                               "tillbridge reservations release 1042 --site web --line 7 --quantity 1 --reason \"lost parcel\""});
  command->add_option("ORDER", options->request.order, "Our order id, the shop's id or its number")->required();
  command->add_option("--site", options->request.site, "NAME or ACCOUNT/NAME, where several sites have such an order");
  command->add_option("--line", options->request.line_id, "Only this line");
  command->add_option("--item", options->request.item, "Only this item");
  command->add_option("--quantity", options->quantity, "Of one line; all that it holds without it");
  command->add_option("--reason", options->request.reason, "Why, for those who come later")->required();
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return release(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
