#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "admin/run_now.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

void print_orders(Table& sum, const jobs::ItemExplanation& item) {
  for (const auto& order : item.allocated_orders) {
    sum.add({fmt::format("web order {} on {}", order.web_order_number.empty() ? order.order_id : order.web_order_number, order.site_name),
             (item.allocation_on ? -order.quantity : base::Decimal()).to_text(),
             item.allocation_on ? (order.reasons.empty() ? "" : printable(order.reasons.front().sentence)) : "not subtracted: allocation is off"});
    for (std::size_t i = 1; item.allocation_on && i < order.reasons.size(); ++i) sum.add({"", "", printable(order.reasons[i].sentence)});
  }
}

void print_stock(std::ostream& out, const jobs::ItemExplanation& item) {
  Table sum({"", "QUANTITY", ""});
  const auto level_name = [](const domain::StockLevel& level) { return "POS" + (level.location.empty() ? "" : " at " + printable(level.location)); };
  for (const auto& level : item.levels) sum.add({level_name(level), level.quantity.to_text(), ""});
  for (const auto& level : item.other_levels) sum.add({level_name(level), "0", fmt::format("{} there, but the site does not sell from it", level.quantity.to_text())});
  if (item.levels.empty() && item.other_levels.empty()) sum.add({"POS", "0", "the POS never told a quantity"});
  print_orders(sum, item);
  if (!item.safety.is_zero()) sum.add({"safety stock", (-item.safety).to_text(), "never shown on this site"});
  sum.add({"available", item.available.to_text(), ""});
  sum.add({"shown in the shop", item.web_quantity.to_text(), item.web_quantity == item.available ? "" : "floored to the shop's decimals, never below 0"});
  if (!item.held_by_shop.is_zero())
    sum.add({"held by the shop itself", item.held_by_shop.to_text(), "pieces of its own unshipped orders; a shop that counts physical stock gets them on top"});
  sum.print(out, "  ");
}

std::string window_words(const std::optional<base::Timestamp>& start, const std::optional<base::Timestamp>& end, base::Timestamp now) {
  std::string words;
  if (start) words += " from " + base::format_utc(*start);
  if (end) words += " until " + base::format_utc(*end);
  if (start && now < *start) words += " (not yet)";
  if (end && *end <= now) words += " (over: cleared in the shop)";
  return words;
}

void print_price(std::ostream& out, const jobs::ItemExplanation& item, base::Timestamp now) {
  if (!item.web_price) {
    out << "\n  no price from the POS: none is sent\n";
    return;
  }
  out << fmt::format("\n  price {}", item.web_price->price.to_money());
  const auto& web = *item.web_price;
  if (web.sale_price) out << fmt::format(", sale price {}{}", web.sale_price->to_money(), window_words(web.sale_start, web.sale_end, now));
  else if (item.price && item.price->sale_price && domain::is_empty_window(item.price->sale_start, item.price->sale_end))
    out << fmt::format(" (the POS's sale price {} is never shown: it ends before it starts)", item.price->sale_price->to_money());
  else if (item.price && item.price->sale_price) out << fmt::format(" (the POS's sale price {} is not lower: not sent)", item.price->sale_price->to_money());
  out << "\n";
}

void print_values(std::ostream& out, const jobs::ItemExplanation& item) {
  for (const auto& value : item.values) {
    if (!value.name.empty()) out << printable(fmt::format("  {} {} is {} in the shop{}", value.name, value.pos_value, value.web_value, value.reason.empty() ? "" : ": " + value.reason)) << "\n";
    else out << "  ! " << printable(value.reason) << "\n";
  }
}

/// "3 sent 2m ago"; the shop may have moved its own number since.
std::string sent_words(const std::optional<std::string>& sent, const std::optional<base::Timestamp>& at, base::Timestamp now) {
  return sent ? *sent + " sent " + relative_words(at, now) : "not known, last sent " + relative_words(at, now);
}

void print_listing(std::ostream& out, const jobs::ItemExplanation& item, base::Timestamp now) {
  if (!item.listing) {
    out << "  not in the shop yet\n";
    return;
  }
  const auto& listing = *item.listing;
  const auto quantity = listing.sent_quantity ? std::optional(listing.sent_quantity->to_text()) : std::nullopt;
  const auto price = listing.sent_price ? std::optional(listing.sent_price->price.to_money()) : std::nullopt;
  out << fmt::format("  in the shop as {}{}{}: quantity {}, price {}\n", printable(listing.remote.product_id),
                     listing.remote.variant_id.empty() ? "" : "/" + printable(listing.remote.variant_id), listing.state == domain::ListingState::kGone ? " (gone)" : "",
                     sent_words(quantity, listing.quantity_sent_at, now), sent_words(price, listing.price_sent_at, now));
}

struct Options {
  std::string site, item;
};

base::Result<int> run(Context& context, const Options& options) {
  auto services = context.services();
  if (!services) return services.error();
  const auto item = explain_item(**services, context.options().account, options.site, options.item);
  if (!item) return item.error();
  context.show(to_json(*item), [&](std::ostream& out) {
    out << fmt::format("{}  {}  on {}\n", printable(item->item.id), printable(item->item.name), item->site.name);
    print_stock(out, *item);
    print_price(out, *item, context.now());
    print_values(out, *item);
    print_listing(out, *item, context.now());
    for (const auto& job : item->jobs) {
      if (!job.delivery) continue;
      out << fmt::format("  {} {}: {} {}\n", to_word(job.job), to_word(job.delivery->state), printable(job.delivery->last_code), printable(job.delivery->last_message));
    }
    for (const auto& reason : item->reasons) out << "  ! " << printable(reason) << "\n";
    if (item->reasons.empty()) out << "  The shop shows what it should.\n";
  });
  return kExitOk;
}

}  // namespace

void add_explain_command(Registry& registry) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(registry.app, "explain", "Why the shop shows this quantity and this price of an item: the sum behind each number",
                              {"tillbridge explain web A-1001", "tillbridge explain POS1/web A-1001 --json"});
  command->add_option("SITE", options->site, "NAME or ACCOUNT/NAME")->required();
  command->add_option("ITEM", options->item, "ItemIntegrationId")->required();
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return run(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
