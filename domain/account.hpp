#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/ids.hpp"

namespace tillbridge::domain {

/// The kinds of document that a POS can pull.
enum class DocumentKind { kOrder, kCapture, kTransaction };

std::string to_word(DocumentKind kind);  ///< "order", "capture", "transaction"
std::optional<DocumentKind> document_kind_from(const std::string& word);

/// Whether the POS's quantities already leave out what web orders have reserved there.
/// It decides which document ends a reservation: kOnHand the shipment transaction, kAvailable the order.
enum class PosStockMeaning { kOnHand, kAvailable };

/// What a refused document does: kPark = it waits for an operator; kKeepOffering = it is offered again by itself after a while,
/// for a POS that heals by itself.
enum class RefusalPolicy { kPark, kKeepOffering };
std::string to_word(RefusalPolicy policy);  ///< "park", "keep_offering"
std::optional<RefusalPolicy> refusal_policy_from(const std::string& word);

/// A tenant: one POS or ERP with its shops.
struct Account {
  AccountId id{};
  std::string store_id;               ///< StoreId on the wire; unique, 1–64 of [A-Za-z0-9._-]
  std::string name;
  std::string time_zone = "Etc/UTC";  ///< IANA; times without a zone are read in it
  std::string currency = "EUR";       ///< ISO 4217
  bool prices_include_tax = true;
  std::vector<DocumentKind> pulls = {DocumentKind::kTransaction};
  PosStockMeaning stock_meaning = PosStockMeaning::kOnHand;
  bool disabled = false;
  RefusalPolicy refusal_policy = RefusalPolicy::kPark;
  bool match_customers_by_phone = false;  ///< where the e-mail finds no customer, the phone number may

  bool pulls_kind(DocumentKind kind) const;
};

/// How a stored secret is checked.
enum class SecretKind { kGeneratedHmac, kChosenScrypt };

/// One login of an account: up to two live secrets per user name for rotation.
struct Credential {
  AccountId account_id{};
  std::string user_name;
  int slot = 1;                       ///< 1 or 2
  SecretKind kind = SecretKind::kGeneratedHmac;
  std::string digest;                 ///< base64 HMAC, or "n:r:p:salt:hash" for scrypt
  base::Timestamp created_at;
  std::optional<base::Timestamp> expires_at;
};

}  // namespace tillbridge::domain
