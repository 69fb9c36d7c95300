#include "services/handlers/customer_echo.hpp"

namespace tillbridge::services {
namespace {

/// Orders that were collected before sales were kept are known by their documents.
std::optional<persistence::EchoTarget> target_of(persistence::UnitOfWork& work, domain::AccountId account, const domain::Document& document) {
  auto target = work.customers().find_echo_target(account, document.order_id);
  if (target || work.customers().is_erased(account, document.order_id)) return target;
  const auto sale = domain::sale_of(document.site_id, {document.placed_at, document.order_id}, document.customer, document.billing, document.shipping_address);
  if (!sale) return std::nullopt;
  work.customers().record_sale(account, *sale);
  return work.customers().find_echo_target(account, document.order_id);
}

}  // namespace

std::string learn_customer(persistence::UnitOfWork& work, domain::AccountId account, const domain::Document& document, const std::string& pos_customer_number,
                           const std::string& user_name, base::Timestamp now) {
  const auto target = target_of(work, account, document);
  if (!target) return {};
  auto& customers = work.customers();
  const auto decision = domain::decide_echo(target->customer, target->sale, pos_customer_number, customers.find_kept_number(account, pos_customer_number));
  if (decision.store_echo) customers.store_echo(account, document.order_id, decision.number);
  if (decision.store_pair) customers.store_pair(account, target->customer.customer, decision.number, target->sale);
  if (!decision.act.empty())
    work.audit().append(account, {now, "pos:" + user_name, decision.act, to_text(target->customer.customer), document.id + ": " + decision.warning});
  return decision.warning;
}

}  // namespace tillbridge::services
