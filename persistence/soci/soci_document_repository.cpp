#include "persistence/soci/soci_document_repository.hpp"

#include <algorithm>

#include "persistence/codec/document_json.hpp"
#include "persistence/database.hpp"
#include "persistence/soci/document_rows.hpp"
#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

using domain::DocumentState;

constexpr int kFirstPage = 100;
const std::string kSelectStatus = "SELECT " + kDocumentStatusColumns + " FROM document WHERE account_id = ?";
const std::string kSelect = "SELECT " + kDocumentStatusColumns + ", payload FROM document WHERE account_id = ?";

bool is_waiting(DocumentState state) { return state == DocumentState::kNew || state == DocumentState::kOffered; }

struct Read {
  StoredDocument stored;
  std::int64_t bytes = 0;
};

std::vector<Read> documents_of(Rows rows) {
  codec::JsonReader reader;
  std::vector<Read> documents;
  while (rows.next()) {
    Read read;
    read.stored.status = status_of(rows);
    auto payload = rows.text();
    read.bytes = static_cast<std::int64_t>(payload.size());
    read.stored.document = codec::document_from(reader, std::move(payload));
    documents.push_back(std::move(read));
  }
  return documents;
}

std::vector<StoredDocument> without_sizes(std::vector<Read> documents) {
  std::vector<StoredDocument> out;
  for (auto& read : documents) out.push_back(std::move(read.stored));
  return out;
}

/// How many more documents fit, going by those read so far: an answer of few long ones does not read far too much.
int next_page(std::size_t read, std::int64_t bytes, std::int64_t max_bytes) {
  if (read == 0) return kFirstPage;
  const auto average = bytes / static_cast<std::int64_t>(read) + 1;
  return static_cast<int>(std::max<std::int64_t>((max_bytes - bytes) / average, 1));
}

struct Where {
  std::string text;
  Values values;
};

Where where(const DocumentRepository::Filter& filter) {
  Where where{" AND kind = ?", {to_word(filter.kind)}};
  if (filter.site) {
    where.text += " AND site_id = ?";
    where.values.emplace_back(*filter.site);
  }
  if (filter.pos_store) {
    where.text += " AND pos_store = ?";
    where.values.emplace_back(*filter.pos_store);
  }
  return where;
}

}  // namespace

bool SociDocumentRepository::append(domain::AccountId account, const domain::Document& document, base::Timestamp now) {
  return session_.insert_new(
      "document",
      {"account_id", "document_id", "kind", "site_id", "order_id", "event_id", "revision", "pos_store", "state", "waiting", "created_at", "generation",
       "resent", "offered_count", "first_offered_at", "confirmed_at", "pos_document_numbers", "refusal_code", "refusal_message", "payload"},
      {account, document.id, to_word(document.kind), document.site_id, document.order_id, document.event_id, document.revision, document.pos_store,
       to_word(DocumentState::kNew), true, now, 1, false, 0, std::optional<base::Timestamp>{}, std::optional<base::Timestamp>{}, "[]", "", "",
       codec::text_of(codec::to_json(document))});
}

std::vector<StoredDocument> SociDocumentRepository::list_waiting(domain::AccountId account, const Filter& filter, int limit, std::int64_t max_bytes) {
  const Where filtered = where(filter);
  std::vector<StoredDocument> waiting;
  listed_ = {account, filter, {}, {}};
  std::int64_t bytes = 0;
  std::string behind;
  Values position;
  while (static_cast<int>(waiting.size()) < limit) {
    const int page = std::min(next_page(waiting.size(), bytes, max_bytes), limit - static_cast<int>(waiting.size()));
    auto documents = documents_of(session_.query(kSelect + filtered.text + " AND waiting = 1" + behind + " ORDER BY created_at, document_id LIMIT ?",
                                                 joined(joined(joined({account}, filtered.values), position), {page})));
    for (auto& read : documents) {
      bytes += read.bytes;
      if (bytes > max_bytes && !waiting.empty()) return waiting;
      listed_.ids.push_back(read.stored.status.id);
      listed_.last_created_at = read.stored.status.created_at;
      waiting.push_back(std::move(read.stored));
    }
    if (static_cast<int>(documents.size()) < page) break;
    const auto& last = waiting.back().status;
    behind = " AND created_at >= ? AND (created_at > ? OR document_id > ?)";  // the first part is what both databases take for a range
    position = {last.created_at, last.created_at, last.id};
  }
  return waiting;
}

std::int64_t SociDocumentRepository::count_state(domain::AccountId account, const Filter& filter, DocumentState state) {
  const Where filtered = where(filter);
  return session_.query_integer("SELECT COUNT(*) FROM document WHERE account_id = ?" + filtered.text + " AND state = ?",
                                joined(joined({account}, filtered.values), {to_word(state)}));
}

DocumentRepository::Counts SociDocumentRepository::count_open(domain::AccountId account, const Filter& filter) {
  const Where filtered = where(filter);
  Counts counts;
  counts.waiting = session_.query_integer("SELECT COUNT(*) FROM document WHERE account_id = ?" + filtered.text + " AND waiting = 1",
                                          joined({account}, filtered.values));
  counts.parked = count_state(account, filter, DocumentState::kParked);
  return counts;
}

DocumentRepository::Counts SociDocumentRepository::count(domain::AccountId account, const Filter& filter) {
  Counts counts = count_open(account, filter);
  counts.confirmed = count_state(account, filter, DocumentState::kConfirmed);
  return counts;
}

std::int64_t SociDocumentRepository::offer_again(domain::AccountId account, domain::DocumentKind kind, base::Timestamp now) {
  return session_.execute("UPDATE document SET state = ?, waiting = 1, offer_again_at = NULL "
                          "WHERE account_id = ? AND kind = ? AND offer_again_at <= ? AND state = ?",
                          {to_word(DocumentState::kOffered), account, to_word(kind), now, to_word(DocumentState::kParked)});
}

bool SociDocumentRepository::was_listed(domain::AccountId account, const Handout& handout) const {
  return listed_.account == account && listed_.filter.kind == handout.kind && !listed_.ids.empty() &&
         std::equal(listed_.ids.begin(), listed_.ids.end(), handout.documents.begin(), handout.documents.end(),
                    [](const auto& id, const auto& offered) { return id == offered.first; });
}

void SociDocumentRepository::mark_offered(domain::AccountId account, const Handout& handout) {
  const std::string mark = "UPDATE document SET offered_count = offered_count + 1, first_offered_at = COALESCE(first_offered_at, ?), state = ? WHERE account_id = ?";
  const Values marked = {handout.at, to_word(DocumentState::kOffered), account};
  if (was_listed(account, handout)) {
    const Where filtered = where(listed_.filter);
    session_.execute(mark + filtered.text + " AND waiting = 1 AND created_at <= ? AND (created_at < ? OR document_id <= ?)",
                     joined(joined(marked, filtered.values), {listed_.last_created_at, listed_.last_created_at, listed_.ids.back()}));
    return;
  }
  std::vector<std::string> ids;
  for (const auto& [id, generation] : handout.documents) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  // By key alone: with any further condition SQLite goes through an index of everything that the account has ever stored.
  for_each_slice(ids, [&](const std::string& list, const Values& values) { session_.execute(mark + " AND document_id IN " + list, joined(marked, values)); });
}

void SociDocumentRepository::append_handout(domain::AccountId account, const Handout& handout) {
  auto documents = codec::Json::array();
  for (const auto& [id, generation] : handout.documents) documents.push_back(codec::Json::array({id, generation}));
  session_.execute("INSERT INTO handout (account_id, step, kind, caller, request_id, at, documents) VALUES (?, ?, ?, ?, ?, ?, ?)",
                   {account, handout.step, to_word(handout.kind), handout.caller, handout.request_id, handout.at, codec::text_of(documents)});
  mark_offered(account, handout);
}

std::vector<domain::DocumentStatus> SociDocumentRepository::find_for_confirm(domain::AccountId account, domain::DocumentKind kind,
                                                                             const std::vector<domain::DocumentId>& sorted_ids) {
  std::vector<domain::DocumentStatus> found;
  for_each_slice(sorted_ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query(kSelectStatus + " AND kind = ? AND document_id IN " + list + " ORDER BY document_id" + session_.lock_rows(),
                               joined({account, to_word(kind)}, values));
    while (rows.next()) found.push_back(status_of(rows));
  });
  return found;
}

void SociDocumentRepository::append_confirmation(domain::AccountId account, const Confirmation& confirmation) {
  const auto& entry = confirmation.entry;
  const bool accepted = confirmation.result == domain::ConfirmResult::kConfirmed;
  session_.execute(
      "INSERT INTO confirmation (account_id, document_id, step, generation, result, caller, request_id, at, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {account, confirmation.document_id, confirmation.step, confirmation.generation, to_word(confirmation.result), confirmation.caller,
       confirmation.request_id, confirmation.at, codec::text_of(codec::to_json(entry))});
  const std::string of_document = " WHERE account_id = ? AND document_id = ? AND generation = ?";
  const Values key = {account, confirmation.document_id, confirmation.generation};
  if (accepted)
    session_.execute("UPDATE document SET state = ?, waiting = 0, offer_again_at = NULL, confirmed_at = ?, pos_document_numbers = ?" + of_document,
                     joined({to_word(DocumentState::kConfirmed), confirmation.at, codec::text_of(codec::Json(entry.pos_document_numbers))}, key));
  else
    session_.execute("UPDATE document SET state = ?, waiting = 0, confirmed_at = NULL, refusal_code = ?, refusal_message = ?, "
                     "refused_count = refused_count + 1, offer_again_at = ?" + of_document,
                     joined({to_word(DocumentState::kParked), entry.error_code, entry.error_message, confirmation.offer_again_at}, key));
}

std::optional<StoredDocument> SociDocumentRepository::find(domain::AccountId account, const domain::DocumentId& id) {
  auto found = without_sizes(documents_of(session_.query(kSelect + " AND document_id = ?", {account, id})));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<StoredDocument> SociDocumentRepository::list_by_order(domain::AccountId account, const domain::OrderId& order) {
  return without_sizes(documents_of(session_.query(kSelect + " AND order_id = ? ORDER BY created_at, document_id", {account, order})));
}

std::vector<StoredDocument> SociDocumentRepository::list_parked(domain::AccountId account, std::optional<domain::SiteId> site, int limit) {
  std::vector<StoredDocument> parked;
  for (const auto kind : {domain::DocumentKind::kOrder, domain::DocumentKind::kCapture, domain::DocumentKind::kTransaction}) {
    const Where filtered = where({.kind = kind, .site = site, .pos_store = std::nullopt});
    for (auto& stored : without_sizes(documents_of(session_.query(
             kSelect + filtered.text + " AND state = ? ORDER BY created_at, document_id LIMIT ?",
             joined(joined({account}, filtered.values), {to_word(DocumentState::kParked), limit - static_cast<int>(parked.size())})))))
      parked.push_back(std::move(stored));
  }
  return parked;
}

void SociDocumentRepository::resend(domain::AccountId account, const Resend& resend) {
  if (session_.execute("UPDATE document SET generation = generation + 1, resent = 1, state = ?, waiting = 1, offer_again_at = NULL "
                       "WHERE account_id = ? AND document_id = ?",
                       {to_word(DocumentState::kNew), account, resend.document_id}) == 0)
    throw NoSuchRow("document " + resend.document_id + " does not exist");
  const auto generation = session_.query_integer("SELECT generation FROM document WHERE account_id = ? AND document_id = ?", {account, resend.document_id});
  session_.execute("INSERT INTO document_resend (account_id, document_id, generation, step, actor, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                   {account, resend.document_id, generation, resend.step, resend.actor, resend.reason, resend.at});
}

void SociDocumentRepository::store_state(domain::AccountId account, const domain::DocumentId& id, DocumentState state) {
  session_.execute("UPDATE document SET state = ?, waiting = ? WHERE account_id = ? AND document_id = ?", {to_word(state), is_waiting(state), account, id});
}

}  // namespace tillbridge::persistence::soci
