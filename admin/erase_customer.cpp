#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/customer_choice.hpp"
#include "admin/customers.hpp"
#include "domain/stripped_content.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::UnitOfWork;

bool is_open(domain::DocumentState state) {
  return state == domain::DocumentState::kNew || state == domain::DocumentState::kOffered || state == domain::DocumentState::kParked;
}

using Customers = std::vector<persistence::StoredCustomer>;

/// One erasure in one writing transaction.
class Erasure {
 public:
  Erasure(UnitOfWork& work, domain::AccountId account, base::Timestamp now) : work_(work), account_(account), now_(now) {}

  base::Result<void> check_that_all_is_confirmed(const Customers& customers) {
    for (const auto& customer : customers)
      for (const auto& stored : work_.customer_book().list_sales(account_, customer.id))
        for (const auto& [document, status] : work_.documents().list_by_order(account_, stored.sale.moment.order_id))
          if (is_open(status.state))
            return Error{ErrorCode::kConflict, fmt::format("the POS has not confirmed {} of order {} yet and could not book it without a name; let it confirm first, or add --even-open",
                                                           document.id, document.web_order_number)};
    return {};
  }

  void erase(const persistence::StoredCustomer& customer) {
    for (const auto& stored : work_.customer_book().list_sales(account_, customer.id)) strip_order(stored.sale.moment.order_id);
    work_.customer_book().erase(account_, customer.id);
    report_.customers.push_back(customer.id);
  }
  const EraseReport& report() const { return report_; }

 private:
  void strip_order(const domain::OrderId& id) {
    for (const auto& [document, status] : work_.documents().list_by_order(account_, id))
      if (work_.retention().strip_document(account_, domain::stripped(document), status.state, now_)) ++report_.documents;
    auto order = work_.orders().find(account_, id);
    if (!order) return;
    auto events = work_.orders().list_events(account_, id);
    for (auto& event : events) event = domain::stripped(std::move(event));
    order->web = domain::stripped(std::move(order->web));
    work_.retention().strip_order(account_, *order, events, now_);
    ++report_.orders;
  }

  UnitOfWork& work_;
  domain::AccountId account_;
  base::Timestamp now_;
  EraseReport report_;
};

}  // namespace

base::Result<EraseReport> erase_customer(AdminServices& services, const EraseRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "erase a customer"); !allowed) return allowed.error();
  base::Result<EraseReport> out = EraseReport{};
  services.database.write([&](UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    work.accounts().step_clock(account->id);
    const auto customers = choose_customers(work, *account, request.customer);
    if (!customers) return void(out = customers.error());
    Erasure erasure(work, account->id, services.clock.now());
    if (!request.even_open)
      if (auto allowed = erasure.check_that_all_is_confirmed(*customers); !allowed) return void(out = allowed.error());
    for (const auto& customer : *customers) {
      erasure.erase(customer);
      record_act(work, services, account->id, "customer_erased", to_text(customer.id), request.reason);
    }
    out = erasure.report();
  });
  return out;
}

}  // namespace tillbridge::admin
