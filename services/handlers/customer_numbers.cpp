#include "services/handlers/customer_numbers.hpp"

#include <set>

namespace tillbridge::services {
namespace {

using persistence::ContactKind;

std::vector<std::string> sorted(const std::set<std::string>& texts) { return {texts.begin(), texts.end()}; }

/// Orders that were collected before sales were kept are known by their documents; true = something was recorded.
bool record_missing(persistence::UnitOfWork& work, domain::AccountId account, const std::vector<persistence::StoredDocument>& documents,
                    const std::vector<persistence::BuyerOfOrder>& buyers) {
  std::set<std::string> known;
  for (const auto& found : buyers) known.insert(found.order_id);
  bool recorded = false;
  for (const auto& [document, status] : documents) {
    if (!known.insert(document.order_id).second) continue;
    const auto sale = domain::sale_of(document.site_id, {document.placed_at, document.order_id}, document.customer, document.billing, document.shipping_address);
    if (!sale) continue;
    work.customers().record_sale(account, *sale);
    recorded = true;
  }
  return recorded;
}

bool needs_contacts(const domain::Buyer& buyer) { return buyer.is_guest || buyer.pos_customer_number.empty(); }

}  // namespace

CustomerNumbers::CustomerNumbers(persistence::UnitOfWork& work, const domain::Account& account, const std::vector<persistence::StoredDocument>& documents) {
  std::set<std::string> orders, emails, phones;
  for (const auto& stored : documents) orders.insert(stored.document.order_id);
  auto buyers = work.customers().find_buyers(account.id, sorted(orders));
  if (buyers.size() < orders.size() && record_missing(work, account.id, documents, buyers)) buyers = work.customers().find_buyers(account.id, sorted(orders));
  for (const auto& [order, buyer] : buyers) {
    if (!needs_contacts(buyer)) continue;
    if (!buyer.email.empty()) emails.insert(buyer.email);
    if (!buyer.phone.empty() && account.match_customers_by_phone) phones.insert(buyer.phone);
  }
  const auto by_email = work.customers().find_numbered(account.id, ContactKind::kEmail, sorted(emails));
  const auto by_phone = work.customers().find_numbered(account.id, ContactKind::kPhone, sorted(phones));
  for (const auto& [order, buyer] : buyers) numbers_[order] = domain::number_of(buyer, by_email, by_phone, account.match_customers_by_phone);
}

std::string CustomerNumbers::of(const domain::Document& document) const {
  const auto found = numbers_.find(document.order_id);
  return found == numbers_.end() ? std::string{} : found->second;
}

}  // namespace tillbridge::services
