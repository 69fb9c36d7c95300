#include "admin/customers.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/customer_choice.hpp"
#include "domain/customer_key.hpp"
#include "domain/letters.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::UnitOfWork;

constexpr int kPage = 5'000;

/// Names of the account's sites, read once.
class SiteNames {
 public:
  SiteNames(UnitOfWork& work, domain::AccountId account) {
    for (const auto& site : work.sites().list(account)) names_[site.id] = site.name;
  }
  CustomerListEntry entry(persistence::StoredCustomer customer) const {
    const auto name = names_.find(customer.who.site_id);
    return {std::move(customer), name == names_.end() ? std::string{} : name->second};
  }

 private:
  std::map<domain::SiteId, std::string> names_;
};

std::string name_to_find(const std::string& name) { return fmt::format("{}", fmt::join(domain::folded_words(name), " ")); }

base::Result<persistence::CustomerBookRepository::Filter> filter_of(UnitOfWork& work, const domain::Account& account, const CustomerListRequest& request) {
  persistence::CustomerBookRepository::Filter filter{.site = {},
                                                     .email = domain::email_key(request.email),
                                                     .phone = domain::phone_key(request.phone, ""),
                                                     .pos_customer_number = request.pos_customer_number,
                                                     .name = name_to_find(request.name),
                                                     .without_number = request.without_number,
                                                     .limit = request.limit};
  if (!request.email.empty() && filter.email.empty()) return Error{ErrorCode::kInvalidRequest, fmt::format("\"{}\" is no e-mail address", request.email), {}, "bad_email"};
  if (!request.phone.empty() && filter.phone.empty())
    return Error{ErrorCode::kInvalidRequest, fmt::format("\"{}\" is no telephone number; write it as +49…", request.phone), {}, "bad_phone"};
  if (request.site.empty()) return filter;
  const auto chosen = choose_site(work, account.store_id, request.site);
  if (!chosen) return chosen.error();
  filter.site = chosen->site.id;
  return filter;
}

CustomerView view_of(UnitOfWork& work, const domain::Account& account, const SiteNames& names, persistence::StoredCustomer customer) {
  CustomerView view{.entry = {}, .sales = work.customer_book().list_sales(account.id, customer.id), .unlinked = work.customer_book().list_unlinked(account.id, customer.id), .merged_numbers = {}};
  if (!customer.pos_customer_number.empty())
    for (const auto& merge : work.customer_book().list_merges(account.id))
      if (merge.kept_number == customer.pos_customer_number) view.merged_numbers.push_back(merge.away_number);
  view.entry = names.entry(std::move(customer));
  return view;
}

base::Result<void> may_merge(UnitOfWork& work, const domain::Account& account, const MergeRequest& request) {
  if (request.away.empty() || request.kept.empty() || request.away == request.kept)
    return Error{ErrorCode::kInvalidRequest, "name two different customer numbers of the POS: the one that goes and the one that is kept", {}, "bad_numbers"};
  if (const auto into = work.customers().find_kept_number(account.id, request.away))
    return Error{ErrorCode::kConflict, *into == request.kept ? fmt::format("{} was merged into {} already", request.away, request.kept)
                                                             : fmt::format("{} was merged into {} before; merge {} instead", request.away, *into, *into)};
  const auto into = work.customers().find_kept_number(account.id, request.kept);
  if (into && *into != request.away) return Error{ErrorCode::kConflict, fmt::format("{} was merged into {} before; name {} as the number that is kept", request.kept, *into, *into)};
  return {};
}

/// Finds the customer of an act in a writing transaction, and does it.
template <class Act>
base::Result<CustomerListEntry> on_customer(AdminServices& services, const CustomerActRequest& request, Act act) {
  base::Result<CustomerListEntry> out = CustomerListEntry{};
  services.database.write([&](UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    work.accounts().step_clock(account->id);
    if (!domain::customer_id_from(request.customer))
      return void(out = Error{ErrorCode::kInvalidRequest, fmt::format("{} is no id of a customer; ids look like cus_12", request.customer), {}, "bad_customer"});
    const auto chosen = choose_customers(work, *account, request.customer);
    if (!chosen) return void(out = chosen.error());
    const auto& customer = chosen->front();
    if (auto done = act(work, *account, customer); !done) return void(out = done.error());
    out = SiteNames(work, account->id).entry(work.customer_book().find(account->id, customer.id).value());
  });
  return out;
}

}  // namespace

base::Result<std::vector<CustomerListEntry>> list_customers(AdminServices& services, const CustomerListRequest& request) {
  base::Result<std::vector<CustomerListEntry>> out = std::vector<CustomerListEntry>{};
  services.database.read([&](UnitOfWork& work) {
    out = std::vector<CustomerListEntry>{};
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    const auto filter = filter_of(work, *account, request);
    if (!filter) return void(out = filter.error());
    const SiteNames names(work, account->id);
    for (auto& customer : work.customer_book().list(account->id, *filter)) out->push_back(names.entry(std::move(customer)));
  });
  return out;
}

base::Result<std::vector<CustomerView>> show_customers(AdminServices& services, const std::string& store_id, const std::string& key) {
  base::Result<std::vector<CustomerView>> out = std::vector<CustomerView>{};
  services.database.read([&](UnitOfWork& work) {
    out = std::vector<CustomerView>{};
    const auto account = choose_account(work, store_id);
    if (!account) return void(out = account.error());
    auto customers = choose_customers(work, *account, key);
    if (!customers) return void(out = customers.error());
    const SiteNames names(work, account->id);
    for (auto& customer : *customers) out->push_back(view_of(work, *account, names, std::move(customer)));
  });
  return out;
}

base::Result<std::int64_t> merge_customers(AdminServices& services, const MergeRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "merge customers"); !allowed) return allowed.error();
  base::Result<std::int64_t> out = std::int64_t{0};
  services.database.write([&](UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    work.accounts().step_clock(account->id);
    if (auto allowed = may_merge(work, *account, request); !allowed) return void(out = allowed.error());
    out = work.customer_book().merge(account->id, request.away, request.kept, services.clock.now());
    record_act(work, services, account->id, "customers_merged", request.away, fmt::format("into {}; {}", request.kept, request.reason));
  });
  return out;
}

base::Result<CustomerListEntry> unlink_customer(AdminServices& services, const CustomerActRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "unlink a customer"); !allowed) return allowed.error();
  return on_customer(services, request, [&](UnitOfWork& work, const domain::Account& account, const persistence::StoredCustomer& customer) -> base::Result<void> {
    if (customer.pos_customer_number.empty()) return Error{ErrorCode::kConflict, fmt::format("customer {} has no number of the POS", request.customer)};
    work.customer_book().unlink(account.id, customer.id);
    record_act(work, services, account.id, "customer_unlinked", request.customer, fmt::format("from {}; {}", customer.pos_customer_number, request.reason));
    return {};
  });
}

base::Result<CustomerListEntry> link_customer(AdminServices& services, const CustomerActRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "link a customer"); !allowed) return allowed.error();
  return on_customer(services, request, [&](UnitOfWork& work, const domain::Account& account, const persistence::StoredCustomer& customer) -> base::Result<void> {
    if (request.pos_customer_number.empty()) return Error{ErrorCode::kInvalidRequest, "name the customer number of the POS", {}, "bad_numbers"};
    if (const auto into = work.customers().find_kept_number(account.id, request.pos_customer_number))
      return Error{ErrorCode::kConflict, fmt::format("{} was merged into {} before; link the customer to {}", request.pos_customer_number, *into, *into)};
    work.customer_book().link(account.id, customer.id, request.pos_customer_number);
    record_act(work, services, account.id, "customer_linked", request.customer,
               fmt::format("to {}, before {}; {}", request.pos_customer_number, customer.pos_customer_number.empty() ? "none" : customer.pos_customer_number, request.reason));
    return {};
  });
}

base::Result<DuplicatesReport> report_duplicates(AdminServices& services, const DuplicatesRequest& request) {
  base::Result<DuplicatesReport> out = DuplicatesReport{};
  services.database.read([&](UnitOfWork& work) {
    out = DuplicatesReport{};
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    std::vector<domain::DuplicateCandidate> candidates;
    persistence::CustomerBookRepository::Filter page;
    page.limit = kPage;
    for (auto customers = work.customer_book().list(account->id, page); !customers.empty(); customers = work.customer_book().list(account->id, page)) {
      for (const auto& customer : customers)
        candidates.push_back({customer.id, customer.pos_customer_number, domain::traits_of(customer.email, customer.phone, customer.profile)});
      page.after = customers.back().id;
    }
    out->customers = static_cast<std::int64_t>(candidates.size());
    const auto report = domain::find_duplicates(std::move(candidates), request.min_score);
    out->found = static_cast<std::int64_t>(report.pairs.size());
    out->compared = report.compared;
    out->crowded = report.crowded;
    const SiteNames names(work, account->id);
    for (const auto& pair : report.pairs) {
      if (static_cast<int>(out->pairs.size()) == request.limit) break;
      out->pairs.push_back({names.entry(work.customer_book().find(account->id, pair.first).value()), names.entry(work.customer_book().find(account->id, pair.second).value()), pair.likeness});
    }
  });
  return out;
}

}  // namespace tillbridge::admin
