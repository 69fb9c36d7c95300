#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/table.hpp"
#include "admin/customers.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr int kMaxListed = 100'000;

std::string name_of(const domain::CustomerProfile& profile) {
  const auto person = profile.first_name + (profile.first_name.empty() || profile.last_name.empty() ? "" : " ") + profile.last_name;
  return printable(person.empty() ? profile.company : person);
}

std::string known_as(const domain::CustomerIdentity& who) { return who.is_guest() ? "guest" : printable(who.web_customer_id); }

Json moment_json(const std::optional<domain::SaleMoment>& moment) {
  return moment ? Json{{"placed_at", time_json(moment->placed_at)}, {"order_id", moment->order_id}} : Json(nullptr);
}

Json entry_json(const CustomerListEntry& entry) {
  const auto& [customer, site] = entry;
  const auto& profile = customer.profile;
  return {{"id", to_text(customer.id)}, {"site", site}, {"web_customer_id", customer.who.web_customer_id}, {"guest", customer.who.is_guest()},
          {"pos_customer_number", customer.pos_customer_number}, {"email", profile.email}, {"phone", profile.phone}, {"first_name", profile.first_name},
          {"last_name", profile.last_name}, {"company", profile.company}, {"street", profile.street}, {"postcode", profile.postcode}, {"city", profile.city},
          {"country", profile.country}, {"orders", customer.orders}, {"first_sale", moment_json(customer.first_sale)}, {"last_sale", moment_json(customer.last_sale)},
          {"erased", customer.erased}};
}

Json view_json(const CustomerView& view) {
  Json out = entry_json(view.entry);
  out["unlinked_numbers"] = view.unlinked;
  out["merged_numbers"] = view.merged_numbers;
  out["sales"] = Json::array();
  for (const auto& [sale, echoed] : view.sales)
    out["sales"].push_back({{"order_id", sale.moment.order_id}, {"placed_at", time_json(sale.moment.placed_at)}, {"email", sale.profile.email}, {"phone", sale.profile.phone},
                            {"echoed_number", echoed}});
  return out;
}

void print_entries(std::ostream& out, const std::vector<CustomerListEntry>& entries) {
  Table table({"ID", "SITE", "WEB CUSTOMER", "POS NUMBER", "NAME", "E-MAIL", "ORDERS", "LAST SALE"});
  for (const auto& [customer, site] : entries)
    table.add({to_text(customer.id), site, known_as(customer.who), printable(customer.pos_customer_number), name_of(customer.profile), printable(customer.profile.email),
               std::to_string(customer.orders), customer.last_sale ? base::format_utc(customer.last_sale->placed_at) : ""});
  table.print(out);
}

void print_view(std::ostream& out, const CustomerView& view) {
  print_entries(out, {view.entry});
  for (const auto& number : view.merged_numbers) out << fmt::format("  {} was merged into {}\n", printable(number), printable(view.entry.customer.pos_customer_number));
  for (const auto& number : view.unlinked) out << fmt::format("  was taken from number {}\n", printable(number));
  Table sales({"ORDER", "PLACED", "E-MAIL", "PHONE", "ECHOED"});
  for (const auto& [sale, echoed] : view.sales)
    sales.add({sale.moment.order_id, base::format_utc(sale.moment.placed_at), printable(sale.profile.email), printable(sale.profile.phone), printable(echoed)});
  sales.print(out, "  ");
}

std::string explained(const domain::Likeness& likeness) {
  std::string text;
  for (const auto& part : likeness.parts) text += fmt::format("{}{} {:+}", text.empty() ? "" : ", ", part.what, part.points);
  return text;
}

base::Result<int> list(Context& context, CustomerListRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto entries = list_customers(**services, request);
  if (!entries) return entries.error();
  Json json = Json::array();
  for (const auto& entry : *entries) json.push_back(entry_json(entry));
  context.show(json, [&](std::ostream& out) { print_entries(out, *entries); });
  return kExitOk;
}

base::Result<int> show(Context& context, const std::string& key) {
  auto services = context.services();
  if (!services) return services.error();
  const auto views = show_customers(**services, context.options().account, key);
  if (!views) return views.error();
  Json json = Json::array();
  for (const auto& view : *views) json.push_back(view_json(view));
  context.show(json, [&](std::ostream& out) {
    for (const auto& view : *views) print_view(out, view);
  });
  return kExitOk;
}

base::Result<int> merge(Context& context, MergeRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto moved = merge_customers(**services, request);
  if (!moved) return moved.error();
  context.show({{"merged", request.away}, {"kept", request.kept}, {"customers", *moved}}, [&](std::ostream& out) {
    out << fmt::format("{} means {} from now on; customers that changed their number: {}\n", printable(request.away), printable(request.kept), *moved);
  });
  return kExitOk;
}

using CustomerAct = base::Result<CustomerListEntry> (*)(AdminServices&, const CustomerActRequest&);

base::Result<int> act_on(Context& context, CustomerActRequest request, CustomerAct act) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto entry = act(**services, request);
  if (!entry) return entry.error();
  context.show(entry_json(*entry), [&](std::ostream& out) { print_entries(out, {*entry}); });
  return kExitOk;
}

base::Result<int> erase(Context& context, EraseRequest request, bool sure) {
  if (!sure) return base::Error{base::ErrorCode::kInvalidRequest, "erasing cannot be undone; add --yes when the customer is the right one", {}, "not_confirmed"};
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  const auto report = erase_customer(**services, request);
  if (!report) return report.error();
  Json json = {{"customers", Json::array()}, {"orders", report->orders}, {"documents", report->documents}};
  for (const auto id : report->customers) json["customers"].push_back(to_text(id));
  context.show(json, [&](std::ostream& out) {
    out << fmt::format("nothing personal is left of {} customer(s), {} order(s) and {} document(s); ids, quantities and money stay\n", report->customers.size(), report->orders, report->documents);
  });
  return kExitOk;
}

base::Result<int> duplicates(Context& context, DuplicatesRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  base::Result<DuplicatesReport> report = DuplicatesReport{};
  {
    const ProgressLine progress("comparing customers");
    report = report_duplicates(**services, request);
  }
  if (!report) return report.error();
  Json json = {{"customers", report->customers}, {"found", report->found}, {"compared", report->compared}, {"crowded", report->crowded}, {"pairs", Json::array()}};
  for (const auto& [first, second, likeness] : report->pairs) {
    Json parts = Json::array();
    for (const auto& part : likeness.parts) parts.push_back({{"what", part.what}, {"points", part.points}});
    json["pairs"].push_back({{"score", likeness.score}, {"first", entry_json(first)}, {"second", entry_json(second)}, {"parts", parts}});
  }
  context.show(json, [&](std::ostream& out) {
    Table table({"SCORE", "FIRST", "NUMBER", "NAME", "SECOND", "NUMBER", "NAME", "WHY"});
    for (const auto& [first, second, likeness] : report->pairs)
      table.add({std::to_string(likeness.score), to_text(first.customer.id), printable(first.customer.pos_customer_number), name_of(first.customer.profile), to_text(second.customer.id),
                 printable(second.customer.pos_customer_number), name_of(second.customer.profile), explained(likeness)});
    table.print(out);
    out << fmt::format("{} of {} pairs among {} customers; {} telephone numbers, mailboxes or addresses are shared by more than {} and count for nobody\n", report->pairs.size(), report->found,
                       report->customers, report->crowded, domain::kCrowd);
  });
  return kExitOk;
}

void add_list(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<CustomerListRequest>();
  auto* command = add_command(group, "list", "Customers of the web shops with their numbers in the POS",
                              {"tillbridge customers list", "tillbridge customers list --email ann@example.com --json", "tillbridge customers list --without-number --site web"});
  command->add_option("--site", request->site, "NAME or ACCOUNT/NAME; all without it");
  command->add_option("--email", request->email, "Who ever bought with this address");
  command->add_option("--phone", request->phone, "Who ever bought with this number, as +49...");
  command->add_option("--name", request->name, "Part of a name or company");
  command->add_option("--number", request->pos_customer_number, "The POS's customer number");
  command->add_flag("--without-number", request->without_number, "Only customers that the POS has not told a number of");
  command->add_option("--limit", request->limit, "At most so many")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return list(context, *request); }; });
}

void add_show(Registry& registry, CLI::App& group) {
  auto key = std::make_shared<std::string>();
  auto* command = add_command(group, "show", "One customer, or all with one number of the POS, and what they bought", {"tillbridge customers show cus_12", "tillbridge customers show C-1001 --json"});
  command->add_option("CUSTOMER", *key, "Our id (cus_12) or the POS's customer number")->required();
  command->callback([&registry, key] { registry.chosen = [key](Context& context) { return show(context, *key); }; });
}

void add_merge(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<MergeRequest>();
  auto* command = add_command(group, "merge", "Two numbers of the POS are one person: the first one goes, the second one is kept",
                              {"tillbridge customers merge C-1002 C-1001 --reason \"same person, moved house\""});
  command->add_option("AWAY", request->away, "Customer number that goes")->required();
  command->add_option("KEPT", request->kept, "Customer number that is kept")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail");
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return merge(context, *request); }; });
}

void add_unlink(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<CustomerActRequest>();
  auto* command = add_command(group, "unlink", "Forgets a customer's number in the POS; it does not come back by itself", {"tillbridge customers unlink cus_12 --reason \"father and son\""});
  command->add_option("CUSTOMER", request->customer, "Our id (cus_12)")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail");
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return act_on(context, *request, unlink_customer); }; });
}

void add_link(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<CustomerActRequest>();
  auto* command = add_command(group, "link", "Gives a customer a number in the POS by hand", {"tillbridge customers link cus_12 C-1001"});
  command->add_option("CUSTOMER", request->customer, "Our id (cus_12)")->required();
  command->add_option("NUMBER", request->pos_customer_number, "The POS's customer number")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail");
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return act_on(context, *request, link_customer); }; });
}

void add_duplicates(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<DuplicatesRequest>();
  auto* command = add_command(group, "duplicates", "Customers who may be one person, with a score and its reasons", {"tillbridge customers duplicates", "tillbridge customers duplicates --min-score 70 --json"});
  command->add_option("--min-score", request->min_score, "Only pairs of at least this score")->check(CLI::Range(domain::kLeastMinScore, 100))->capture_default_str();
  command->add_option("--limit", request->limit, "At most so many pairs")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return duplicates(context, *request); }; });
}

void add_erase(Registry& registry, CLI::App& group) {
  auto request = std::make_shared<EraseRequest>();
  auto sure = std::make_shared<bool>(false);
  auto* command = add_command(group, "erase", "Takes everything personal out of a customer, its orders and documents; cannot be undone", {"tillbridge customers erase cus_12 --reason \"asked for it on 2026-11-25\" --yes"});
  command->add_option("CUSTOMER", request->customer, "Our id (cus_12), or the POS's customer number for all that have it")->required();
  command->add_option("--reason", request->reason, "Why, for the audit trail")->required();
  command->add_flag("--even-open", request->even_open, "Also where the POS has not confirmed everything");
  command->add_flag("--yes", *sure, "Yes, this customer");
  command->callback([&registry, request, sure] { registry.chosen = [request, sure](Context& context) { return erase(context, *request, *sure); }; });
}

}  // namespace

void add_customers_commands(Registry& registry) {
  auto* group = add_group(registry.app, "customers", "Who buys, and who that is in the POS");
  add_list(registry, *group);
  add_show(registry, *group);
  add_merge(registry, *group);
  add_unlink(registry, *group);
  add_link(registry, *group);
  add_duplicates(registry, *group);
  add_erase(registry, *group);
}

}  // namespace tillbridge::admin::cli
