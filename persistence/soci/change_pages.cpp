#include "persistence/soci/change_pages.hpp"

namespace tillbridge::persistence::soci {
namespace {

void append_all(Changes& changes, Rows rows) {
  while (rows.next()) {
    const auto step = rows.integer();
    changes.emplace_back(step, rows.text());
  }
}

}  // namespace

Changes list_changes(Session& session, const std::string& table, const ChangePage& page, const std::string& further) {
  const std::string select = "SELECT t.changed_step, t.item_id FROM " + table + " t" + session.by_index(table + "_by_change") + " WHERE t.account_id = ? AND ";
  const std::string order = " " + further + " ORDER BY t.changed_step, t.item_id LIMIT ?";
  Changes changes;
  // The rest of the step that the last page ended in, then the later steps: two ranges of the index instead of an OR.
  if (!page.after_id.empty() && page.after <= page.up_to)
    append_all(changes, session.query(select + "t.changed_step = ? AND t.item_id > ?" + order, {page.account, page.after, page.after_id, page.limit}));
  const auto left = page.limit - static_cast<int>(changes.size());
  if (left > 0)
    append_all(changes, session.query(select + "t.changed_step > ? AND t.changed_step <= ?" + order, {page.account, page.after, page.up_to, left}));
  return changes;
}

void store_newer_as_of(Session& session, const dialect::UpdateShape& shape, domain::AccountId account,
                       const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) {
  std::vector<Values> rows;
  rows.reserve(as_of.size());
  for (const auto& [id, time] : as_of) rows.push_back({time, account, id});
  session.refresh(shape, rows);
}

}  // namespace tillbridge::persistence::soci
