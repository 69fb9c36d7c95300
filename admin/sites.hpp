#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// How often a job runs and in which window of the day ("HH:MM-HH:MM" in the account's zone, "" = always); 0 = by hand only.
struct JobInterval {
  std::chrono::seconds interval{};
  std::string window;
};

/// What one usually wants: stock and orders every 15 minutes, products and prices every 30.
std::map<domain::JobKind, JobInterval> default_intervals();

struct SiteRequest {
  std::string store_id;               ///< "" = the only account
  domain::Site site;                  ///< without account and id
  std::map<std::string, std::string> secrets;
  std::map<domain::JobKind, JobInterval> jobs = default_intervals();
};

/// Stores a new site, its secrets sealed, and its four jobs, due at once. Before that the platform's connector checks the settings without
/// any call. kInvalidRequest names what is missing, kConflict when the name is taken.
base::Result<domain::Site> add_site(AdminServices& services, const SiteRequest& request);

/// What is to change; absent = leave as it is.
struct SiteChange {
  std::optional<std::string> base_url, pos_store;
  std::optional<bool> allow_plain_http, allow_private_address, allocation;
  std::map<std::string, std::string> options;  ///< "" removes one
  std::map<std::string, std::string> secrets;  ///< replaced
  std::optional<domain::OrderMoment> order_moment;
  std::optional<domain::SellOnlineRule> sell_online_rule;
  std::optional<int> stock_decimals;
  std::optional<std::optional<domain::PosStockMeaning>> stock_meaning;  ///< absent inside = as the account says
  std::optional<std::vector<std::string>> stock_locations;  ///< empty = all
  std::optional<std::string> order_location;                ///< "" = none
  std::optional<base::Decimal> safety_stock;
  std::map<domain::JobKind, JobInterval> jobs;
};

/// Checked like a new site before anything is stored. New intervals count from the next run on.
base::Result<domain::Site> change_site(AdminServices& services, const std::string& store_id, const std::string& name, const SiteChange& change);

struct SiteView {
  std::string store_id;
  domain::Site site;
  domain::SiteHealth health;
  std::vector<domain::JobStatus> jobs;
  std::vector<std::string> secret_names;
};
/// Of one account, or of all when `store_id` is empty.
base::Result<std::vector<SiteView>> list_sites(AdminServices& services, const std::string& store_id);

/// What the shop says about itself, and what speaks against connecting it.
struct SiteTestReport {
  connectors::ProbeReport probe;
  std::vector<std::string> refusals;  ///< currency or tax mode differ from the account's: prices would be wrong in the shop
};
/// Calls the shop, reading only. The connector's errors pass through.
base::Result<SiteTestReport> test_site(AdminServices& services, const std::string& store_id, const std::string& name);

/// A paused site is not called until it is resumed. Doing it twice changes nothing.
base::Result<domain::Site> pause_site(AdminServices& services, const std::string& store_id, const std::string& name, const std::string& reason);
/// Also closes the breaker and lifts held jobs, so that the site runs again now.
base::Result<domain::Site> resume_site(AdminServices& services, const std::string& store_id, const std::string& name);

}  // namespace tillbridge::admin
