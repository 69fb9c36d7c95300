#include <algorithm>

#include <fmt/format.h>

#include "admin/account_rules.hpp"
#include "admin/accounts.hpp"
#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/secret_input.hpp"
#include "admin/cli/table.hpp"
#include "admin/site_rules.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

void print_login(std::ostream& out, const NewLogin& login) {
  out << fmt::format("StoreId   {}\nUserName  {}\n", login.store_id, login.user_name);
  if (!login.secret.empty()) out << fmt::format("Password  {}\n\nThis is the only time that the password is shown.\n", login.secret);
  if (login.old_secret_ends) out << fmt::format("The password before works until {}.\n", base::format_utc(*login.old_secret_ends));
}

constexpr const char* kRefusalPolicyText =
    "What a refused document does: park until an operator sends it again, or keep_offering after 1, 5, 15, then every 60 minutes";

struct AddOptions {
  AccountRequest request;
  std::string pulls = "transactions", stock_meaning = "on_hand", prices_include_tax = "yes", refusal_policy = "park", password_file;
};

base::Result<std::vector<domain::DocumentKind>> parse_pulls(const std::string& text) {
  std::vector<domain::DocumentKind> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(',', from), text.size());
    auto word = text.substr(from, to - from);
    if (word.ends_with('s')) word.pop_back();
    const auto kind = domain::document_kind_from(word);
    if (!kind) return Error{ErrorCode::kInvalidRequest, fmt::format("--pulls {}: name one or more of orders,captures,transactions", text)};
    if (std::find(out.begin(), out.end(), *kind) == out.end()) out.push_back(*kind);
    from = to + 1;
  }
  return out;
}

base::Result<int> add(Context& context, AddOptions options) {
  auto& account = options.request.account;
  if (account.store_id.empty() && !admin::is_name(account.name)) {
    return Error{ErrorCode::kInvalidRequest, "name the StoreId with --store-id: NAME cannot serve as one, since it must have 1 to 64 of the characters A-Z a-z 0-9 . _ -"};
  }
  if (account.store_id.empty()) account.store_id = account.name;
  auto pulls = parse_pulls(options.pulls);
  if (!pulls) return pulls.error();
  account.pulls = std::move(*pulls);
  account.stock_meaning = options.stock_meaning == "available" ? domain::PosStockMeaning::kAvailable : domain::PosStockMeaning::kOnHand;
  account.prices_include_tax = options.prices_include_tax == "yes";
  account.refusal_policy = domain::refusal_policy_from(options.refusal_policy).value();
  if (!options.password_file.empty()) {
    auto password = read_password(options.password_file);
    if (!password) return password.error();
    options.request.chosen_password = std::move(*password);
  }
  auto services = context.services();
  if (!services) return services.error();
  const auto login = add_account(**services, options.request);
  if (!login) return login.error();
  context.show(to_json(*login), [&](std::ostream& out) {
    print_login(out, *login);
    out << fmt::format("Next: tillbridge site add {}/web --platform woocommerce --url https://shop.example --secret consumer_key=- --secret consumer_secret=-\n", login->store_id);
  });
  return kExitOk;
}

base::Result<int> list(Context& context) {
  auto services = context.services();
  if (!services) return services.error();
  const auto accounts = list_accounts(**services);
  context.show(list_json(accounts), [&](std::ostream& out) {
    Table table({"STORE ID", "NAME", "CURRENCY", "TAX IN PRICES", "ZONE", "PULLS", "STOCK MEANS", "USERS", "SITES", "STATE"});
    for (const auto& view : accounts) {
      std::vector<std::string> pulls, users;
      for (const auto kind : view.account.pulls) pulls.push_back(to_word(kind) + "s");
      for (const auto& credential : view.credentials) {
        if (std::find(users.begin(), users.end(), credential.user_name) == users.end()) users.push_back(credential.user_name);
      }
      table.add({view.account.store_id, view.account.name, view.account.currency, view.account.prices_include_tax ? "yes" : "no", view.account.time_zone,
                 fmt::format("{}", fmt::join(pulls, ",")), view.account.stock_meaning == domain::PosStockMeaning::kOnHand ? "on_hand" : "available",
                 fmt::format("{}", fmt::join(users, ",")), fmt::format("{}", fmt::join(view.sites, ",")), view.account.disabled ? "disabled" : "ok"});
    }
    table.print(out);
  });
  return kExitOk;
}

struct RotateOptions {
  RotateRequest request;
  std::string keep_old = "7d", password_file;
};

base::Result<int> rotate(Context& context, RotateOptions options) {
  if (options.request.store_id.empty()) options.request.store_id = context.options().account;
  if (options.keep_old != "forever") {
    const auto keep = parse_duration(options.keep_old);
    if (!keep) return keep.error();
    options.request.keep_old = *keep;
  }
  if (!options.password_file.empty()) {
    auto password = read_password(options.password_file);
    if (!password) return password.error();
    options.request.chosen_password = std::move(*password);
  }
  auto services = context.services();
  if (!services) return services.error();
  const auto login = rotate_credential(**services, options.request);
  if (!login) return login.error();
  context.show(to_json(*login), [&](std::ostream& out) { print_login(out, *login); });
  return kExitOk;
}

base::Result<int> set_disabled(Context& context, const std::string& store_id, bool disabled) {
  auto services = context.services();
  if (!services) return services.error();
  const auto account = set_account_disabled(**services, store_id, disabled);
  if (!account) return account.error();
  context.show(to_json(*account), [&](std::ostream& out) { out << fmt::format("account {} is {}\n", account->store_id, disabled ? "disabled" : "enabled"); });
  return kExitOk;
}

void add_add(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<AddOptions>();
  auto* command = add_command(group, "add", "Makes an account with its first login and prints the generated password once",
                              {"tillbridge account add \"Garden centre\" --store-id POS1 --user till1 --time-zone Europe/Berlin --currency EUR",
                               "tillbridge account add POS2 --user erp --pulls orders,transactions --stock-meaning available --prices-include-tax no --currency USD",
                               "tillbridge account add POS3 --user till1 --password-file - < password.txt"});
  auto& account = options->request.account;
  command->add_option("NAME", account.name, "Name for people")->required();
  command->add_option("--store-id", account.store_id, "StoreId that the POS sends: letters, digits, . _ -; NAME without it");
  command->add_option("--user", options->request.user_name, "UserName that the POS sends")->required();
  command->add_option("--time-zone", account.time_zone, "IANA zone in which times without a zone are read")->capture_default_str();
  command->add_option("--currency", account.currency, "ISO 4217 code of all prices")->capture_default_str();
  command->add_option("--prices-include-tax", options->prices_include_tax, "Whether the POS's prices contain the tax")->check(CLI::IsMember({"yes", "no"}))->capture_default_str();
  command->add_option("--pulls", options->pulls, "What the POS fetches: orders,captures,transactions")->capture_default_str();
  command->add_option("--stock-meaning", options->stock_meaning, "Whether the POS's quantities already leave out web orders that it knows")
      ->check(CLI::IsMember({"on_hand", "available"}))->capture_default_str();
  command->add_option("--refusal-policy", options->refusal_policy, kRefusalPolicyText)->check(CLI::IsMember({"park", "keep_offering"}))->capture_default_str();
  command->add_option("--password-file", options->password_file, "A chosen password from this file, - for the standard input; without it one is generated")->type_name("FILE");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return add(context, *options); }; });
}

base::Result<int> set(Context& context, AccountChange change, const std::string& refusal_policy, const std::string& by_phone) {
  if (change.store_id.empty()) change.store_id = context.options().account;
  if (!refusal_policy.empty()) change.refusal_policy = domain::refusal_policy_from(refusal_policy);
  if (!by_phone.empty()) change.match_customers_by_phone = by_phone == "yes";
  auto services = context.services();
  if (!services) return services.error();
  const auto account = change_account(**services, change);
  if (!account) return account.error();
  context.show(to_json(*account), [&](std::ostream& out) { 
    out << fmt::format("account {}: a refused document is {}; customers are known by e-mail{}\n", account->store_id,
                       account->refusal_policy == domain::RefusalPolicy::kPark ? "parked" : "offered again by itself",
                       account->match_customers_by_phone ? ", then by telephone number" : " alone");
  });
  return kExitOk;
}

void add_set(Registry& registry, CLI::App& group) {
  auto change = std::make_shared<AccountChange>();
  auto refusal_policy = std::make_shared<std::string>(), by_phone = std::make_shared<std::string>();
  auto* command = add_command(group, "set", "Changes an account: what is not named stays as it is",
                              {"tillbridge account set POS1 --refusal-policy keep_offering", "tillbridge account set --match-customers-by-phone yes"});
  command->add_option("STORE_ID", change->store_id, "Account; not needed while there is only one");
  command->add_option("--refusal-policy", *refusal_policy, kRefusalPolicyText)->check(CLI::IsMember({"park", "keep_offering"}));
  command->add_option("--match-customers-by-phone", *by_phone, "Whether the telephone number finds a customer where the e-mail finds none")->check(CLI::IsMember({"yes", "no"}));
  command->callback([&registry, change, refusal_policy, by_phone] {
    registry.chosen = [change, refusal_policy, by_phone](Context& context) { return set(context, *change, *refusal_policy, *by_phone); };
  });
}

void add_rotate(Registry& registry, CLI::App& group) {
  auto options = std::make_shared<RotateOptions>();
  auto* command = add_command(group, "rotate", "Gives a login a new password and prints it once; the old one works on for a while",
                              {"tillbridge account rotate POS1 --user till1", "tillbridge account rotate POS1 --user till1 --keep-old 0",
                               "tillbridge account rotate POS1 --user till2 --new-user"});
  command->add_option("STORE_ID", options->request.store_id, "Account; not needed while there is only one");
  command->add_option("--user", options->request.user_name, "Login; not needed while the account has only one");
  command->add_option("--keep-old", options->keep_old, "How long the password before works too: 24h, 7d, 0 or forever")->capture_default_str();
  command->add_flag("--new-user", options->request.new_user, "Makes a further login of this name");
  command->add_option("--password-file", options->password_file, "A chosen password from this file, - for the standard input")->type_name("FILE");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return rotate(context, *options); }; });
}

void add_switch(Registry& registry, CLI::App& group, const std::string& name, const std::string& text, bool disabled) {
  auto store_id = std::make_shared<std::string>();
  auto* command = add_command(group, name, text, {"tillbridge account " + name + " POS1"});
  command->add_option("STORE_ID", *store_id, "Account")->required();
  command->callback([&registry, store_id, disabled] { registry.chosen = [store_id, disabled](Context& context) { return set_disabled(context, *store_id, disabled); }; });
}

}  // namespace

void add_account_commands(Registry& registry) {
  auto* group = add_group(registry.app, "account", "Accounts: one POS or ERP with its shops, and its logins");
  add_add(registry, *group);
  add_command(*group, "list", "All accounts with their logins and sites", {"tillbridge account list", "tillbridge account list --json"})
      ->callback([&registry] { registry.chosen = list; });
  add_set(registry, *group);
  add_rotate(registry, *group);
  add_switch(registry, *group, "disable", "Refuses every call of the account from now on", true);
  add_switch(registry, *group, "enable", "Takes calls of the account again", false);
}

}  // namespace tillbridge::admin::cli
