#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/table.hpp"
#include "admin/orders.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr int kMaxListed = 100'000;

base::Result<int> list(Context& context, OrderListRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto orders = list_orders(**services, request);
  if (!orders) return orders.error();
  context.show(list_json(*orders), [&](std::ostream& out) {
    Table table({"PLACED", "SITE", "NUMBER", "STATUS", "TOTAL", "LINES", "ORDER ID"});
    for (const auto& [order, site] : *orders) {
      table.add({base::format_utc(order.web.placed_at), site, order.web.number, order.web.status, order.web.total.to_money() + " " + order.web.currency,
                 std::to_string(order.web.lines.size()), order.id});
    }
    table.print(out);
  });
  return kExitOk;
}

void print_order(std::ostream& out, const OrderView& view) {
  const auto& web = view.order.web;
  out << fmt::format("{}  {} {} ({})  {}  {} {}\nplaced {}, customer {} {}\n\n", view.order.id, view.site_name, printable(web.number), printable(web.web_order_id), printable(web.status),
                     web.total.to_money(), printable(web.currency), base::format_utc(web.placed_at), printable(web.customer.first_name), printable(web.customer.last_name));
  Table lines({"LINE", "ITEM", "NAME", "QUANTITY", "UNIT PRICE", "DISCOUNT", "TAX"});
  for (const auto& line : web.lines) {
    lines.add({line.line_id, line.sku, line.name, line.quantity.to_text(), line.unit_price.to_money(), line.discount.to_money(), line.tax.to_money()});
  }
  lines.print(out);
  out << "\n";
  Table events({"AT", "EVENT", "AMOUNT", "ID"});
  for (const auto& event : view.events) events.add({base::format_utc(event.occurred_at), to_word(event.kind), event.amount.is_zero() ? "" : event.amount.to_money(), event.event_id});
  events.print(out);
  out << "\n";
  Table documents({"DOCUMENT", "KIND", "STATE", "OFFERED", "POS NUMBERS", "REFUSAL"});
  for (const auto& stored : view.documents) {
    documents.add({stored.status.id, to_word(stored.status.kind), to_word(stored.status.state), std::to_string(stored.status.offered_count),
                   fmt::format("{}", fmt::join(stored.status.pos_document_numbers, ",")), stored.status.refusal_code + " " + stored.status.refusal_message});
  }
  documents.print(out);
  if (view.shipments.empty()) return;
  out << "\n";
  Table shipments({"SHIPMENT", "CARRIER", "TRACKING", "STATE", "SHOP SAID"});
  for (const auto& row : view.shipments) {
    shipments.add({row.shipment.shipment_id, row.shipment.carrier, row.shipment.tracking_number, row.done ? "done" : to_word(row.state), row.last_code + " " + row.last_message});
  }
  shipments.print(out);
}

struct ShowOptions {
  std::string key, site;
};

base::Result<int> show(Context& context, const ShowOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  const auto view = show_order(**services, context.options().account, options.site, options.key);
  if (!view) return view.error();
  context.show(to_json(*view), [&](std::ostream& out) { print_order(out, *view); });
  return kExitOk;
}

base::Result<int> pull(Context& context, const ShowOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  base::Result<domain::Order> order = domain::Order{};
  {
    const ProgressLine progress("fetching the order");
    order = pull_order(**services, context.options().account, options.site, options.key);
  }
  if (!order) return order.error();
  context.show(to_json(OrderListEntry{*order, options.site}), [&](std::ostream& out) {
    out << fmt::format("order {} is stored as {}, status {}; `tillbridge orders show {}` shows it\n", printable(order->web.number), order->id, printable(order->web.status), order->id);
  });
  return kExitOk;
}

base::Result<int> forget_and_pull(Context& context, ForgetOrderRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  base::Result<jobs::ForgottenOrder> done = jobs::ForgottenOrder{};
  {
    const ProgressLine progress("reading the order anew");
    done = forget_and_pull_order(**services, request);
  }
  if (!done) return done.error();
  Json json = to_json(OrderListEntry{done->order, request.site});
  json["documents_dropped"] = done->dropped;
  json["documents_kept"] = done->kept;
  json["documents_made"] = done->appended;
  context.show(json, [&](std::ostream& out) {
    out << fmt::format("order {} is stored anew as {}, status {}: {} documents that the POS never got were dropped, {} that it has got stay as they are, {} were made\n",
                       printable(done->order.web.number), done->order.id, printable(done->order.web.status), done->dropped.size(), done->kept.size(), done->appended.size());
  });
  return kExitOk;
}

base::Result<int> resend(Context& context, ResendRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto status = resend_document(**services, request);
  if (!status) return status.error();
  context.show(to_json(*status), [&](std::ostream& out) { out << fmt::format("{} is offered to the POS again, time {} (its id stays)\n", status->id, status->generation); });
  return kExitOk;
}

void add_list(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<OrderListRequest>();
  auto* command = add_command(group, "list", "Web orders, newest first", {"tillbridge orders list", "tillbridge orders list --site web --status open --limit 10 --json"});
  command->add_option("--site", request->site, "NAME or ACCOUNT/NAME; all without it");
  command->add_option("--status", request->status, "Only orders of this status")->check(CLI::IsMember({"pending", "open", "shipped", "cancelled", "refunded"}));
  command->add_option("--limit", request->limit, "At most so many")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return list(context, *request); }; });
}

void add_show(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<ShowOptions>();
  auto* command = add_command(group, "show", "One order with its lines, events, documents and shipments", {"tillbridge orders show 1042 --site web", "tillbridge orders show ord_ifqxg... --json"});
  command->add_option("ORDER", options->key, "Our order id, the shop's id or its number")->required();
  command->add_option("--site", options->site, "NAME or ACCOUNT/NAME, where several sites have the number");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return show(context, *options); }; });
}

void add_pull(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<ShowOptions>();
  auto* command = add_command(group, "pull", "Fetches one order from the shop now", {"tillbridge orders pull web 1042"});
  command->add_option("SITE", options->site, "NAME or ACCOUNT/NAME")->required();
  command->add_option("ORDER", options->key, "The shop's id of the order")->required();
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return pull(context, *options); }; });
}

void add_forget_and_pull(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<ForgetOrderRequest>();
  auto* command = add_command(group, "forget-and-pull", "Drops what is stored of an order and reads it from the shop anew; what the POS has got stays as it is",
                              {"tillbridge orders forget-and-pull web 1042 --reason \"lines were mapped wrongly\""});
  command->add_option("SITE", request->site, "NAME or ACCOUNT/NAME")->required();
  command->add_option("ORDER", request->order, "Our order id, the shop's id or its number")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail")->required();
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return forget_and_pull(context, *request); }; });
}

void add_resend(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<ResendRequest>();
  auto* command = add_command(group, "resend", "Offers a document to the POS again; a confirmed one only with --reason and --yes",
                              {"tillbridge orders resend txn_c5q...", "tillbridge orders resend txn_c5q... --reason \"deleted in the POS by mistake\" --yes"});
  command->add_option("DOCUMENT", request->document_id, "Id of the order document, capture or transaction")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail");
  command->add_flag("--yes", request->confirmed_too, "Yes, although the POS has confirmed it and may book it twice");
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return resend(context, *request); }; });
}

}  // namespace

void add_orders_commands(Registry& registry) {
  auto* group = add_group(registry.app, "orders", "Web orders and what the POS is offered of them");
  add_list(registry, *group);
  add_show(registry, *group);
  add_pull(registry, *group);
  add_forget_and_pull(registry, *group);
  add_resend(registry, *group);
}

}  // namespace tillbridge::admin::cli
