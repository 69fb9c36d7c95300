#include "admin/customer_choice.hpp"

#include <limits>

#include <fmt/format.h>

namespace tillbridge::admin {

base::Result<std::vector<persistence::StoredCustomer>> choose_customers(persistence::UnitOfWork& work, const domain::Account& account, const std::string& key) {
  std::vector<persistence::StoredCustomer> found;
  if (const auto id = domain::customer_id_from(key)) {
    auto customer = work.customer_book().find(account.id, *id);
    if (customer && !customer->erased) found.push_back(std::move(*customer));
  } else if (!key.empty()) {
    const auto kept = work.customers().find_kept_number(account.id, key).value_or(key);
    persistence::CustomerBookRepository::Filter filter;
    filter.pos_customer_number = kept;
    filter.limit = std::numeric_limits<int>::max();
    found = work.customer_book().list(account.id, filter);
  }
  if (found.empty())
    return base::Error{base::ErrorCode::kNotFound,
                       fmt::format("account {} knows no customer {}; `tillbridge customers list` shows ids (cus_12) and numbers", account.store_id, key)};
  return found;
}

}  // namespace tillbridge::admin
