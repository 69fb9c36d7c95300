#include "admin/accounts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "admin/account_rules.hpp"
#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "base/credential_digest.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using domain::Credential;

struct MadeSecret {
  domain::SecretKind kind = domain::SecretKind::kGeneratedHmac;
  std::string secret, digest, trace;
};

/// Outside of any transaction: scrypt takes half a second.
MadeSecret make_secret(AdminServices& services, const std::optional<std::string>& chosen) {
  if (chosen) return {domain::SecretKind::kChosenScrypt, "", base::digest_chosen(services.random, *chosen), "password chosen"};
  const auto secret = base::generate_secret(services.random);
  return {domain::SecretKind::kGeneratedHmac, secret, base::digest_generated(services.master_key.pepper(), secret),
          "secret generated, fingerprint " + base::fingerprint(secret)};
}

Credential credential_of(const MadeSecret& made, domain::AccountId account, const std::string& user, int slot, base::Timestamp now) {
  return {.account_id = account, .user_name = user, .slot = slot, .kind = made.kind, .digest = made.digest, .created_at = now};
}

/// Which slot the new secret takes: a free one, else that of the older secret.
int slot_for_new(const std::vector<Credential>& present) {
  if (present.empty()) return 1;
  if (present.size() == 1) return present.front().slot == 1 ? 2 : 1;
  return std::min_element(present.begin(), present.end(), [](const auto& a, const auto& b) { return a.created_at < b.created_at; })->slot;
}

base::Result<std::string> choose_user(persistence::UnitOfWork& work, const domain::Account& account, const std::string& user_name) {
  std::vector<std::string> known;
  for (const auto& credential : work.accounts().list_credentials(account.id)) known.push_back(credential.user_name);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  if (user_name.empty() && known.size() == 1) return known.front();
  if (user_name.empty()) return Error{ErrorCode::kInvalidRequest, fmt::format("account {} has several users ({}); choose one with --user", account.store_id, fmt::join(known, ", "))};
  if (std::binary_search(known.begin(), known.end(), user_name)) return user_name;
  return Error{ErrorCode::kNotFound, fmt::format("account {} has no user {}; known: {}; --new-user makes one", account.store_id, user_name, fmt::join(known, ", "))};
}

/// The secrets that stay beside the new one end when `keep_old` says so.
std::optional<base::Timestamp> end_old_secrets(persistence::UnitOfWork& work, std::vector<Credential> old, const RotateRequest& request, base::Timestamp now) {
  std::optional<base::Timestamp> ends;
  for (auto& credential : old) {
    if (request.keep_old == std::chrono::seconds(0)) {
      work.accounts().remove_credential(credential.account_id, credential.user_name, credential.slot);
    } else if (request.keep_old) {
      const auto end = now + *request.keep_old;
      credential.expires_at = credential.expires_at ? std::min(*credential.expires_at, end) : end;
      ends = credential.expires_at;
      work.accounts().upsert_credential(credential);
    }
  }
  return ends;
}

}  // namespace

base::Result<NewLogin> add_account(AdminServices& services, const AccountRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "add an account"); !allowed) return allowed.error();
  if (auto checked = check_account(request.account); !checked) return checked.error();
  if (auto checked = check_user_name(request.user_name); !checked) return checked.error();
  if (request.chosen_password) {
    if (auto checked = check_chosen_password(*request.chosen_password); !checked) return checked.error();
  }
  const auto made = make_secret(services, request.chosen_password);
  try {
    services.database.write([&](persistence::UnitOfWork& work) {
      const auto id = work.accounts().insert(request.account);
      work.accounts().upsert_credential(credential_of(made, id, request.user_name, 1, services.clock.now()));
      record_act(work, services, id, "account_added", request.account.store_id, fmt::format("user {}, {}", request.user_name, made.trace));
    });
  } catch (const persistence::DuplicateKey&) {
    return Error{ErrorCode::kConflict, fmt::format("there is an account {} already; `tillbridge account list` shows it", request.account.store_id)};
  }
  return NewLogin{request.account.store_id, request.user_name, made.secret, {}};
}

std::vector<AccountView> list_accounts(AdminServices& services) {
  std::vector<AccountView> out;
  services.database.read([&](persistence::UnitOfWork& work) {
    out.clear();
    for (const auto& account : work.accounts().list()) {
      AccountView view{account, work.accounts().list_credentials(account.id), {}};
      for (const auto& site : work.sites().list(account.id)) view.sites.push_back(site.name);
      out.push_back(std::move(view));
    }
  });
  return out;
}

base::Result<NewLogin> rotate_credential(AdminServices& services, const RotateRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "change a login"); !allowed) return allowed.error();
  if (request.chosen_password) {
    if (auto checked = check_chosen_password(*request.chosen_password); !checked) return checked.error();
  }
  if (request.new_user) {
    if (auto checked = check_user_name(request.user_name); !checked) return checked.error();
  }
  const auto made = make_secret(services, request.chosen_password);
  base::Result<NewLogin> out = NewLogin{};
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    const auto user = request.new_user ? base::Result<std::string>(request.user_name) : choose_user(work, *account, request.user_name);
    if (!user) return void(out = user.error());
    work.accounts().step_clock(account->id);
    const auto now = services.clock.now();
    auto present = work.accounts().list_credentials(account->id, *user);
    if (request.new_user && !present.empty()) {
      return void(out = Error{ErrorCode::kConflict, fmt::format("account {} has a user {} already; leave --new-user away to give it a new secret", account->store_id, *user)});
    }
    const int slot = slot_for_new(present);
    work.accounts().upsert_credential(credential_of(made, account->id, *user, slot, now));
    std::erase_if(present, [&](const Credential& credential) { return credential.slot == slot; });
    const auto ends = end_old_secrets(work, std::move(present), request, now);
    record_act(work, services, account->id, request.new_user ? "login_added" : "login_rotated", *user, made.trace);
    out = NewLogin{account->store_id, *user, made.secret, ends};
  });
  return out;
}

base::Result<domain::Account> change_account(AdminServices& services, const AccountChange& change) {
  if (auto allowed = require_role(services.role, Role::kOperator, "change an account"); !allowed) return allowed.error();
  if (!change.refusal_policy && !change.match_customers_by_phone)
    return Error{ErrorCode::kInvalidRequest, "name what is to change, e.g. --refusal-policy keep_offering"};
  base::Result<domain::Account> out = domain::Account{};
  services.database.write([&](persistence::UnitOfWork& work) {
    auto account = choose_account(work, change.store_id);
    if (!account) return void(out = account.error());
    work.accounts().step_clock(account->id);
    const auto before = *account;
    account->refusal_policy = change.refusal_policy.value_or(before.refusal_policy);
    account->match_customers_by_phone = change.match_customers_by_phone.value_or(before.match_customers_by_phone);
    work.accounts().update(*account);
    record_act(work, services, account->id, "account_changed", account->store_id,
               fmt::format("refusal_policy {} -> {}, match_customers_by_phone {} -> {}", to_word(before.refusal_policy), to_word(account->refusal_policy),
                           before.match_customers_by_phone, account->match_customers_by_phone));
    out = *account;
  });
  return out;
}

base::Result<domain::Account> set_account_disabled(AdminServices& services, const std::string& store_id, bool disabled) {
  if (auto allowed = require_role(services.role, Role::kOperator, "disable or enable an account"); !allowed) return allowed.error();
  base::Result<domain::Account> out = domain::Account{};
  services.database.write([&](persistence::UnitOfWork& work) {
    out = choose_account(work, store_id);
    if (!out || out->disabled == disabled) return;
    work.accounts().step_clock(out->id);
    out->disabled = disabled;
    work.accounts().update(*out);
    record_act(work, services, out->id, disabled ? "account_disabled" : "account_enabled", out->store_id);
  });
  return out;
}

}  // namespace tillbridge::admin
