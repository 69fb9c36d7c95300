#pragma once
#include <map>
#include <string>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// Pieces that a site never shows: its own figure for every item, and those of single items in its place.
struct SafetyStockView {
  std::string site_name;
  base::Decimal of_site;
  std::map<domain::ItemId, base::Decimal> of_items;
};
/// `site` is NAME or ACCOUNT/NAME.
base::Result<SafetyStockView> list_safety_stock(AdminServices& services, const std::string& store_id, const std::string& site);

/// The item's own figure on the site, from 0; absent = the site's figure counts again. The item must exist. The inventory job is
/// woken. kNotFound for an unknown item, kInvalidRequest for a figure below 0.
base::Result<SafetyStockView> set_safety_stock(AdminServices& services, const std::string& store_id, const std::string& site, const domain::ItemId& item,
                                               std::optional<base::Decimal> quantity);

}  // namespace tillbridge::admin
