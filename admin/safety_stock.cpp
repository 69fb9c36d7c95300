#include "admin/safety_stock.hpp"

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/wake_stock.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;

SafetyStockView view_of(persistence::UnitOfWork& work, const domain::Site& site) {
  return {site.name, site.safety_stock, work.safety_stocks().list(site.account_id, site.id)};
}

}  // namespace

base::Result<SafetyStockView> list_safety_stock(AdminServices& services, const std::string& store_id, const std::string& site) {
  base::Result<SafetyStockView> out = SafetyStockView{};
  services.database.read([&](persistence::UnitOfWork& work) {
    const auto chosen = choose_site(work, store_id, site);
    if (!chosen) return void(out = chosen.error());
    out = view_of(work, chosen->site);
  });
  return out;
}

base::Result<SafetyStockView> set_safety_stock(AdminServices& services, const std::string& store_id, const std::string& site, const domain::ItemId& item,
                                               std::optional<base::Decimal> quantity) {
  if (auto allowed = require_role(services.role, Role::kOperator, "set a safety stock"); !allowed) return allowed.error();
  if (quantity && quantity->is_negative()) return Error{ErrorCode::kInvalidRequest, "a safety stock cannot be below 0"};
  base::Result<SafetyStockView> out = SafetyStockView{};
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto chosen = choose_site(work, store_id, site);
    if (!chosen) return void(out = chosen.error());
    const auto account = chosen->account.id;
    const auto step = work.accounts().step_clock(account);
    if (work.items().find_existing(account, {item}).empty()) {
      return void(out = Error{ErrorCode::kNotFound, fmt::format("account {} has no item {}; the POS tells its items with UpdatePOSProducts", chosen->account.store_id, item)});
    }
    const auto known = work.safety_stocks().find_many(account, chosen->site.id, {item});
    const auto before = known.contains(item) ? std::optional(known.at(item)) : std::nullopt;
    if (before != quantity) {
      work.safety_stocks().store(account, chosen->site.id, item, quantity);
      const auto words = [](const std::optional<base::Decimal>& figure) { return figure ? figure->to_text() : std::string("the site's"); };
      record_act(work, services, account, "safety_stock_set", chosen->site.name + "/" + item, fmt::format("{} -> {}", words(before), words(quantity)));
      wake_stock(work, services, account, {item}, step);
    }
    out = view_of(work, chosen->site);
  });
  return out;
}

}  // namespace tillbridge::admin
