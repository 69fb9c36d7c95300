#include "admin/account_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/time_text.hpp"

namespace tillbridge::admin {
namespace {

base::Error invalid(const std::string& field, const std::string& message) {
  return {base::ErrorCode::kInvalidRequest, field + " " + message, {}, {}, field};
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

bool is_name(const std::string& text) { return !text.empty() && text.size() <= kMaxNameLength && std::all_of(text.begin(), text.end(), is_name_character); }

base::Result<void> check_account(const domain::Account& account) {
  if (!is_name(account.store_id)) return invalid("store-id", "must have 1 to 64 of the characters A-Z a-z 0-9 . _ -");
  if (account.name.empty() || account.name.size() > 255) return invalid("name", "must have 1 to 255 characters");
  if (!base::is_time_zone(account.time_zone)) {
    return invalid("time-zone", fmt::format("{} is not known; write an IANA name such as Europe/Berlin or America/New_York", account.time_zone));
  }
  const bool upper = std::all_of(account.currency.begin(), account.currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (account.currency.size() != 3 || !upper) return invalid("currency", "must be an ISO 4217 code in capitals, e.g. EUR");
  if (account.pulls.empty()) return invalid("pulls", "must name at least one of orders, captures, transactions");
  const auto needed = account.stock_meaning == domain::PosStockMeaning::kOnHand ? domain::DocumentKind::kTransaction : domain::DocumentKind::kOrder;
  if (!account.pulls_kind(needed)) {
    return invalid("stock-meaning", account.stock_meaning == domain::PosStockMeaning::kOnHand
                                        ? "on_hand needs transactions among --pulls: they tell the POS what left the shelf"
                                        : "available needs orders among --pulls: they tell the POS what is reserved");
  }
  return {};
}

base::Result<void> check_user_name(const std::string& name) {
  if (!is_name(name)) return invalid("user", "must have 1 to 64 of the characters A-Z a-z 0-9 . _ -");
  return {};
}

base::Result<void> check_chosen_password(const std::string& password) {
  if (password.size() < kMinChosenPassword || password.size() > kMaxChosenPassword) {
    return invalid("password", fmt::format("must have {} to {} bytes; without one a secret is generated, which is safer", kMinChosenPassword, kMaxChosenPassword));
  }
  if (std::any_of(password.begin(), password.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return invalid("password", "must not have control characters: a till could not send it");
  }
  return {};
}

}  // namespace tillbridge::admin
