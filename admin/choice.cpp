#include "admin/choice.hpp"

#include <fmt/format.h>

namespace tillbridge::admin {
namespace {

template <class Range, class Name>
std::string names_of(const Range& range, Name name) {
  std::string out;
  for (const auto& entry : range) out += (out.empty() ? "" : ", ") + entry.*name;
  return out.empty() ? "none" : out;
}

}  // namespace

base::Result<domain::Account> choose_account(persistence::UnitOfWork& work, const std::string& store_id) {
  if (!store_id.empty()) {
    if (auto account = work.accounts().find_by_store_id(store_id)) return *account;
  }
  auto accounts = work.accounts().list();
  if (store_id.empty() && accounts.size() == 1) return accounts.front();
  if (accounts.empty()) return base::Error{base::ErrorCode::kNotFound, "there is no account yet; make one with `tillbridge account add`"};
  const auto known = names_of(accounts, &domain::Account::store_id);
  if (store_id.empty()) return base::Error{base::ErrorCode::kInvalidRequest, fmt::format("there are several accounts ({}); choose one with --account", known)};
  return base::Error{base::ErrorCode::kNotFound, fmt::format("there is no account {}; known: {}", store_id, known)};
}

base::Result<std::vector<domain::Account>> choose_accounts(persistence::UnitOfWork& work, const std::string& store_id) {
  if (store_id.empty()) return work.accounts().list();
  auto account = choose_account(work, store_id);
  if (!account) return account.error();
  return std::vector{std::move(*account)};
}

base::Result<ChosenSite> choose_site(persistence::UnitOfWork& work, const std::string& store_id, const std::string& name) {
  const auto slash = name.find('/');
  const auto site_name = slash == std::string::npos ? name : name.substr(slash + 1);
  auto account = choose_account(work, slash == std::string::npos ? store_id : name.substr(0, slash));
  if (!account) return account.error();
  auto site = work.sites().find_by_name(account->id, site_name);
  if (!site) {
    return base::Error{base::ErrorCode::kNotFound, fmt::format("account {} has no site {}; known: {}", account->store_id, site_name,
                                                               names_of(work.sites().list(account->id), &domain::Site::name))};
  }
  return ChosenSite{std::move(*account), std::move(*site)};
}

}  // namespace tillbridge::admin
