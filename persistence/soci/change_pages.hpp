#pragma once
#include <utility>
#include <vector>

#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// Where a page of changes begins and ends: steps in (after, up_to], behind (after, after_id) when after_id is not empty.
struct ChangePage {
  domain::AccountId account;
  domain::Step after = 0, up_to = 0;
  domain::ItemId after_id;
  int limit = 0;
};

using Changes = std::vector<std::pair<domain::Step, domain::ItemId>>;

/// Rows of item, price or stock by (changed_step, item_id). `further` may narrow them ("AND …" without parameters; the table is `t`).
Changes list_changes(Session& session, const std::string& table, const ChangePage& page, const std::string& further = "");

/// Stores newer AsOfs of items (sorted, each once) without touching their steps; an older or equal one changes nothing. `shape` is of
/// as_of by (account_id, item_id).
void store_newer_as_of(Session& session, const dialect::UpdateShape& shape, domain::AccountId account,
                       const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of);

}  // namespace tillbridge::persistence::soci
