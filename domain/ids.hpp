#pragma once
#include <cstdint>
#include <string>

namespace tillbridge::domain {

/// The tenant: first column of every key. Comes only from a verified credential or the operator's command line.
enum class AccountId : std::int64_t {};
/// One connected shop, unique inside its account.
enum class SiteId : std::int64_t {};

constexpr std::int64_t raw(AccountId id) { return static_cast<std::int64_t>(id); }
constexpr std::int64_t raw(SiteId id) { return static_cast<std::int64_t>(id); }

/// The POS's key of a sellable item (ItemIntegrationId) and the shop's SKU. UTF-8, 1–128 bytes, trimmed, compared byte by byte.
using ItemId = std::string;
/// Ours, "ord_" + 26 characters; stable per (site, web order).
using OrderId = std::string;
/// Ours, "odc_", "cap_" or "txn_" + 26 characters; stable per (site, kind, event, revision).
using DocumentId = std::string;
/// A step of the account's clock: order of all writing transactions of one account, from 1. 0 = before everything.
using Step = std::int64_t;

/// One moment of an account's clock. Every step writes a fresh random mark with it, so that two moments of equal step in different
/// histories (a backup was restored) differ.
struct AccountClock {
  Step step = 0;
  std::int64_t mark = 0;
  bool operator==(const AccountClock&) const = default;
};

}  // namespace tillbridge::domain
