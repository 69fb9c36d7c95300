#pragma once
#include <span>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "domain/delivery.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// Orders that could not be taken in stand as parked rows of the orders job, "order:<the shop's id>", until they are read: nothing else of the
/// shop waits for them and none is forgotten. Called inside the caller's writing transaction, which fences the run; the rows need no token.
std::string unreadable_row_id(const std::string& web_order_id);
/// The shop's id behind such a row, "" for another row.
std::string web_order_id_of(const domain::Delivery& row);

/// Parks it, or parks it again with the new words. False when it stood there already with the same words: then nothing changes.
bool set_aside(persistence::UnitOfWork& work, const domain::Site& site, const connectors::UnreadableOrder& order, const std::string& code, base::Timestamp now);
/// These orders have been read: their rows go.
void forget_unreadable(persistence::UnitOfWork& work, const domain::Site& site, std::span<const domain::CollectedOrder> orders);
void forget_unreadable(persistence::UnitOfWork& work, const domain::Site& site, const std::string& web_order_id);

/// Rows that a person sent on, or whose try found the shop away, due at `now`; sorted by id.
std::vector<domain::Delivery> list_unreadable_due(persistence::UnitOfWork& work, const domain::Site& site, base::Timestamp now);
/// Replaces the row.
void store_unreadable(persistence::UnitOfWork& work, const domain::Site& site, const domain::Delivery& row);

}  // namespace tillbridge::jobs
