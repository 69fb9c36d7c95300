#pragma once
#include <memory>

#include "conformance/task.hpp"

namespace tillbridge::conformance {

std::unique_ptr<Task> make_matrix_task();            ///< three sizes of one style arrive as one product
std::unique_ptr<Task> make_stock_task();             ///< quantities reach the shop
std::unique_ptr<Task> make_price_task();             ///< price and sale price reach the shop
std::unique_ptr<Task> make_sale_task();              ///< a partial shipment and a return are both confirmed
std::unique_ptr<Task> make_stock_after_sale_task();  ///< stock sent after the booking ends the reservation
std::unique_ptr<Task> make_refuse_task();            ///< a refusal carries code and message
std::unique_ptr<Task> make_confirm_all_task();       ///< several waiting transactions are all answered
std::unique_ptr<Task> make_lost_confirm_task();      ///< a lost Confirm is repeated unchanged
std::unique_ptr<Task> make_lost_update_task();       ///< a lost update is repeated unchanged
std::unique_ptr<Task> make_parcel_task();            ///< the till ships with SaveShipments
std::unique_ptr<Task> make_nothing_twice_task();     ///< nothing is sent twice, nothing confirmed that was not given
std::unique_ptr<Task> make_pace_task();              ///< polls leave a pause

}  // namespace tillbridge::conformance
