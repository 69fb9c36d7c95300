#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "admin/safety_stock.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

struct Options {
  std::string site, item, quantity;
};

base::Result<int> show(Context& context, const base::Result<SafetyStockView>& view) {
  if (!view) return view.error();
  context.show(to_json(*view), [&](std::ostream& out) {
    Table table({"ITEM", "NEVER SHOWN"});
    table.add({"(every other item)", view->of_site.to_text()});
    for (const auto& [item, quantity] : view->of_items) table.add({printable(item), quantity.to_text()});
    table.print(out);
  });
  return kExitOk;
}

base::Result<int> list(Context& context, const Options& options) {
  auto services = context.services();
  if (!services) return services.error();
  return show(context, list_safety_stock(**services, context.options().account, options.site));
}

base::Result<int> set(Context& context, const Options& options) {
  const auto quantity = base::Decimal::parse(options.quantity);
  if (!quantity) return Error{ErrorCode::kInvalidRequest, fmt::format("{} is no quantity; write a number such as 2 or 1.5", options.quantity)};
  auto services = context.services();
  if (!services) return services.error();
  return show(context, set_safety_stock(**services, context.options().account, options.site, options.item, *quantity));
}

base::Result<int> clear(Context& context, const Options& options) {
  auto services = context.services();
  if (!services) return services.error();
  return show(context, set_safety_stock(**services, context.options().account, options.site, options.item, std::nullopt));
}

void add(Registry& registry, CLI::App& group, const std::string& name, const std::string& text, const std::vector<std::string>& examples,
         base::Result<int> (*run)(Context&, const Options&), bool with_item, bool with_quantity) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(group, name, text, examples);
  command->add_option("SITE", options->site, "NAME or ACCOUNT/NAME")->required();
  if (with_item) command->add_option("ITEM", options->item, "ItemIntegrationId")->required();
  if (with_quantity) command->add_option("QUANTITY", options->quantity, "Pieces that the site never shows, from 0")->required();
  command->callback([&registry, options, run] { registry.chosen = [options, run](Context& context) { return run(context, *options); }; });
}

}  // namespace

void add_stock_commands(Registry& registry) {
  auto* stock = add_group(registry.app, "stock", "What shops may show of the POS's stock");
  auto* group = add_group(*stock, "safety", "Pieces of single items that a site never shows; `tillbridge site set --safety-stock` sets them for all its items");
  add(registry, *group, "set", "One item's safety stock on one site", {"tillbridge stock safety set web A-1001 2"}, set, true, true);
  add(registry, *group, "list", "The site's figure and those of single items", {"tillbridge stock safety list web", "tillbridge stock safety list web --json"}, list, false, false);
  add(registry, *group, "clear", "The site's own figure counts for the item again", {"tillbridge stock safety clear web A-1001"}, clear, true, false);
}

}  // namespace tillbridge::admin::cli
