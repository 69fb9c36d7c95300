#include "tests/support/memory/memory_documents.hpp"

#include <algorithm>

#include "persistence/database.hpp"

namespace tillbridge::tests {

using domain::AccountId;
using domain::DocumentId;
using domain::DocumentKind;
using domain::DocumentState;
using persistence::StoredDocument;

namespace {

/// About what the stored text of a document would take.
std::int64_t size_of(const domain::Document& document) {
  constexpr std::int64_t kHead = 250, kLine = 150;
  return kHead + kLine * static_cast<std::int64_t>(document.lines.size()) + static_cast<std::int64_t>(document.note.size());
}

bool is_waiting(DocumentState state) { return state == DocumentState::kNew || state == DocumentState::kOffered; }

bool is_in(const persistence::EvidenceRepository::Range& range, const DocumentId& id) { return id > range.after && (!range.last || id <= *range.last); }

template <class Table>
auto page_of(const Table& table, AccountId account, const persistence::EvidenceRepository::Range& range,
             const persistence::EvidenceRepository::Position& behind, int limit) {
  std::vector<typename Table::Rows::mapped_type> page;
  for (auto row = table.rows().upper_bound({account, behind.step, behind.document_id});
       row != table.rows().end() && std::get<0>(row->first) == account && static_cast<int>(page.size()) < limit; ++row)
    if (is_in(range, std::get<2>(row->first))) page.push_back(row->second);
  return page;
}

}  // namespace

const MemoryDocuments::Row& MemoryDocuments::get(AccountId account, const DocumentId& id) const {
  const auto found = rows_.find({account, id});
  if (found == rows_.end()) throw persistence::NoSuchRow("document " + id + " does not exist");
  return found->second;
}

void MemoryDocuments::put(const Key& key, std::optional<Row> row) {
  const auto found = rows_.find(key);
  std::optional<Row> before = found == rows_.end() ? std::nullopt : std::optional(found->second);
  journal_.note([this, key, before = std::move(before)]() mutable { store(key, std::move(before)); });
  store(key, std::move(row));
}

void MemoryDocuments::store(const Key& key, std::optional<Row> row) {
  const auto found = rows_.find(key);
  if (found != rows_.end()) move(key, found->second, false);
  if (!row) {
    rows_.erase(key);
    return;
  }
  move(key, rows_.insert_or_assign(key, *std::move(row)).first->second, true);
}

/// In or out of every set that the row belongs to.
void MemoryDocuments::move(const Key& key, const Row& row, bool in) {
  const auto change = [in](auto& set, auto entry) {
    if (in) set.insert(std::move(entry));
    else set.erase(entry);
  };
  const auto& status = row.status;
  const Moment created{key.first, status.kind, status.created_at, key.second};
  if (row.waiting) change(waiting_, created);
  if (status.state == DocumentState::kParked) change(parked_, created);
  if (status.offer_again_at) change(due_, Moment{key.first, status.kind, *status.offer_again_at, key.second});
  if (status.state == DocumentState::kConfirmed && !status.purged_at) change(unpurged_, std::tuple(key.first, status.confirmed_at.value_or(base::Timestamp{}), key.second));
  change(by_order_, std::tuple(key.first, status.order_id, status.created_at, key.second));
  change(events_, std::tuple(key.first, status.site_id, status.kind, row.document->event_id, row.document->revision));
}

bool MemoryDocuments::passes(const Row& row, const Filter& filter) const {
  return (!filter.site || row.status.site_id == *filter.site) && (!filter.pos_store || row.document->pos_store == *filter.pos_store);
}

bool MemoryDocuments::append(AccountId account, const domain::Document& document, base::Timestamp now) {
  if (rows_.contains({account, document.id}) || events_.contains({account, document.site_id, document.kind, document.event_id, document.revision})) return false;
  Row row{std::make_shared<const domain::Document>(document), {}, true};
  row.status.id = document.id;
  row.status.kind = document.kind;
  row.status.site_id = document.site_id;
  row.status.order_id = document.order_id;
  row.status.created_at = now;
  put({account, document.id}, std::move(row));
  return true;
}

std::vector<StoredDocument> MemoryDocuments::list_waiting(AccountId account, const Filter& filter, int limit, std::int64_t max_bytes) {
  std::vector<StoredDocument> out;
  std::int64_t bytes = 0;
  for (auto at = waiting_.lower_bound({account, filter.kind, base::Timestamp::min(), ""}); at != waiting_.end() && static_cast<int>(out.size()) < limit; ++at) {
    if (std::get<0>(*at) != account || std::get<1>(*at) != filter.kind) break;
    const Row& row = get(account, std::get<3>(*at));
    if (!passes(row, filter)) continue;
    bytes += size_of(*row.document);
    if (bytes > max_bytes && !out.empty()) break;
    out.push_back(row.stored());
  }
  return out;
}

persistence::DocumentRepository::Counts MemoryDocuments::count_open(AccountId account, const Filter& filter) {
  const auto count_in = [&](const std::set<Moment>& set) {
    std::int64_t number = 0;
    for (auto at = set.lower_bound({account, filter.kind, base::Timestamp::min(), ""});
         at != set.end() && std::get<0>(*at) == account && std::get<1>(*at) == filter.kind; ++at)
      number += (!filter.site && !filter.pos_store) || passes(get(account, std::get<3>(*at)), filter) ? 1 : 0;
    return number;
  };
  return {.waiting = count_in(waiting_), .parked = count_in(parked_)};
}

persistence::DocumentRepository::Counts MemoryDocuments::count(AccountId account, const Filter& filter) {
  Counts counts = count_open(account, filter);
  for (const auto& [key, row] : rows_)
    counts.confirmed += key.first == account && row.status.kind == filter.kind && row.status.state == DocumentState::kConfirmed && passes(row, filter) ? 1 : 0;
  return counts;
}

std::int64_t MemoryDocuments::offer_again(AccountId account, DocumentKind kind, base::Timestamp now) {
  std::vector<DocumentId> ids;
  for (auto at = due_.lower_bound({account, kind, base::Timestamp::min(), ""}); at != due_.end() && std::get<0>(*at) == account && std::get<1>(*at) == kind && std::get<2>(*at) <= now; ++at)
    ids.push_back(std::get<3>(*at));
  for (const auto& id : ids) {
    Row row = get(account, id);
    row.status.state = DocumentState::kOffered;
    row.status.offer_again_at.reset();
    row.waiting = true;
    put({account, id}, std::move(row));
  }
  return static_cast<std::int64_t>(ids.size());
}

void MemoryDocuments::append_handout(AccountId account, const persistence::Handout& handout) {
  if (handouts_.find({account, handout.step}) != nullptr) throw persistence::DuplicateKey("a hand-out of this step exists");
  handouts_.put({account, handout.step}, domain::HandOut{handout.step, handout.at, handout.documents});
  for (const auto& [id, generation] : handout.documents) {
    const auto found = rows_.find({account, id});
    if (found == rows_.end() || !found->second.waiting) continue;
    Row row = found->second;
    row.status.state = DocumentState::kOffered;
    ++row.status.offered_count;
    if (!row.status.first_offered_at) row.status.first_offered_at = handout.at;
    put({account, id}, std::move(row));
  }
}

std::vector<domain::DocumentStatus> MemoryDocuments::find_for_confirm(AccountId account, DocumentKind kind, const std::vector<DocumentId>& sorted_ids) {
  std::vector<domain::DocumentStatus> found;
  for (const auto& id : sorted_ids) {
    const auto row = rows_.find({account, id});
    if (row != rows_.end() && row->second.status.kind == kind) found.push_back(row->second.status);
  }
  return found;
}

void MemoryDocuments::append_confirmation(AccountId account, const persistence::Confirmation& confirmation) {
  const std::tuple key(account, confirmation.step, confirmation.document_id);
  if (answers_.find(key) != nullptr) throw persistence::DuplicateKey("an answer of this step exists");
  answers_.put(key, domain::Answered{confirmation.step, confirmation.document_id, confirmation.generation, confirmation.result, confirmation.at});
  const auto found = rows_.find({account, confirmation.document_id});
  if (found == rows_.end() || found->second.status.generation != confirmation.generation) return;
  Row row = found->second;
  auto& status = row.status;
  row.waiting = false;
  if (confirmation.result == domain::ConfirmResult::kConfirmed) {
    status.state = DocumentState::kConfirmed;
    status.confirmed_at = confirmation.at;
    status.pos_document_numbers = confirmation.entry.pos_document_numbers;
    status.offer_again_at.reset();
  } else {
    status.state = DocumentState::kParked;
    status.confirmed_at.reset();
    status.refusal_code = confirmation.entry.error_code;
    status.refusal_message = confirmation.entry.error_message;
    ++status.refused_count;
    status.offer_again_at = confirmation.offer_again_at;
  }
  put(found->first, std::move(row));
}

std::optional<StoredDocument> MemoryDocuments::find(AccountId account, const DocumentId& id) {
  const auto found = rows_.find({account, id});
  return found == rows_.end() ? std::nullopt : std::optional(found->second.stored());
}

std::vector<StoredDocument> MemoryDocuments::list_by_order(AccountId account, const domain::OrderId& order) {
  std::vector<StoredDocument> out;
  for (auto at = by_order_.lower_bound({account, order, base::Timestamp::min(), ""}); at != by_order_.end() && std::get<0>(*at) == account && std::get<1>(*at) == order; ++at)
    out.push_back(get(account, std::get<3>(*at)).stored());
  return out;
}

std::vector<StoredDocument> MemoryDocuments::list_parked(AccountId account, std::optional<domain::SiteId> site, int limit) {
  std::vector<StoredDocument> out;
  for (const auto& [whose, kind, created_at, id] : parked_) {
    const Row& row = get(whose, id);
    if (whose == account && passes(row, {.kind = kind, .site = site, .pos_store = std::nullopt}) && static_cast<int>(out.size()) < limit) out.push_back(row.stored());
  }
  return out;
}

void MemoryDocuments::resend(AccountId account, const persistence::Resend& resend) {
  Row row = get(account, resend.document_id);
  ++row.status.generation;
  row.status.resent = true;
  row.status.state = DocumentState::kNew;
  row.status.offer_again_at.reset();
  row.waiting = true;
  resends_.put({account, resend.step, resend.document_id}, domain::SentAgain{resend.step, resend.document_id, row.status.generation, resend.at});
  put({account, resend.document_id}, std::move(row));
}

void MemoryDocuments::store_state(AccountId account, const DocumentId& id, DocumentState state) {
  const auto found = rows_.find({account, id});
  if (found == rows_.end()) return;
  Row row = found->second;
  row.status.state = state;
  row.waiting = is_waiting(state);
  put(found->first, std::move(row));
}

std::vector<domain::DocumentStatus> MemoryDocuments::list_documents(AccountId account, const DocumentId& after, int limit) {
  std::vector<domain::DocumentStatus> out;
  for (auto row = rows_.upper_bound({account, after}); row != rows_.end() && row->first.first == account && static_cast<int>(out.size()) < limit; ++row)
    out.push_back(row->second.status);
  return out;
}

std::vector<domain::Answered> MemoryDocuments::list_answers(AccountId account, const Range& range, const Position& behind, int limit) {
  return page_of(answers_, account, range, behind, limit);
}

std::vector<domain::SentAgain> MemoryDocuments::list_resends(AccountId account, const Range& range, const Position& behind, int limit) {
  return page_of(resends_, account, range, behind, limit);
}

std::vector<domain::HandOut> MemoryDocuments::list_handouts(AccountId account, domain::Step behind, int limit) {
  std::vector<domain::HandOut> out;
  for (auto row = handouts_.rows().upper_bound({account, behind}); row != handouts_.rows().end() && row->first.first == account && static_cast<int>(out.size()) < limit; ++row)
    out.push_back(row->second);
  return out;
}

std::vector<StoredDocument> MemoryDocuments::list_confirmed_before(AccountId account, base::Timestamp before, int limit) {
  std::vector<StoredDocument> out;
  for (auto at = unpurged_.lower_bound({account, base::Timestamp::min(), ""});
       at != unpurged_.end() && std::get<0>(*at) == account && std::get<1>(*at) < before && static_cast<int>(out.size()) < limit; ++at)
    out.push_back(get(account, std::get<2>(*at)).stored());
  return out;
}

bool MemoryDocuments::strip(AccountId account, const domain::Document& stripped, DocumentState state, base::Timestamp now) {
  const auto found = rows_.find({account, stripped.id});
  if (found == rows_.end() || found->second.status.state != state || found->second.status.purged_at) return false;
  Row row = found->second;
  row.document = std::make_shared<const domain::Document>(stripped);
  row.status.purged_at = now;
  put(found->first, std::move(row));
  return true;
}

std::vector<DocumentId> MemoryDocuments::remove_never_offered(AccountId account, const domain::OrderId& order) {
  std::vector<DocumentId> gone;
  for (const auto& stored : list_by_order(account, order))
    if (stored.status.offered_count == 0) gone.push_back(stored.status.id);
  std::sort(gone.begin(), gone.end());
  for (const auto& id : gone) put({account, id}, std::nullopt);
  return gone;
}

}  // namespace tillbridge::tests
