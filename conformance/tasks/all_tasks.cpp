#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {

std::vector<std::unique_ptr<Task>> all_tasks() {
  std::vector<std::unique_ptr<Task>> out;
  out.push_back(make_matrix_task());
  out.push_back(make_stock_task());
  out.push_back(make_price_task());
  out.push_back(make_sale_task());
  out.push_back(make_stock_after_sale_task());
  out.push_back(make_refuse_task());
  out.push_back(make_confirm_all_task());
  out.push_back(make_lost_confirm_task());
  out.push_back(make_lost_update_task());
  out.push_back(make_parcel_task());
  out.push_back(make_nothing_twice_task());
  out.push_back(make_pace_task());
  return out;
}

}  // namespace tillbridge::conformance
