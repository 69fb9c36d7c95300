#include "persistence/soci/soci_evidence_repository.hpp"

#include "persistence/codec/json_fields.hpp"
#include "persistence/soci/document_rows.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

/// A page of rows of one table that are ordered by (step, document_id).
Rows page_of(Session& session, const std::string& columns_and_table, domain::AccountId account, const EvidenceRepository::Range& range,
             const EvidenceRepository::Position& behind, int limit) {
  std::string where = " WHERE account_id = ? AND step >= ? AND (step > ? OR document_id > ?) AND document_id > ?";
  Values values = {account, behind.step, behind.step, behind.document_id, range.after};
  if (range.last) {
    where += " AND document_id <= ?";
    values.emplace_back(*range.last);
  }
  values.emplace_back(limit);
  return session.query(columns_and_table + where + " ORDER BY step, document_id LIMIT ?", values);
}

}  // namespace

std::vector<domain::DocumentStatus> SociEvidenceRepository::list_documents(domain::AccountId account, const domain::DocumentId& after, int limit) {
  auto rows = session_.query("SELECT " + kDocumentStatusColumns + " FROM document WHERE account_id = ? AND document_id > ? ORDER BY document_id LIMIT ?",
                             {account, after, limit});
  std::vector<domain::DocumentStatus> documents;
  while (rows.next()) documents.push_back(status_of(rows));
  return documents;
}

std::vector<domain::Answered> SociEvidenceRepository::list_answers(domain::AccountId account, const Range& range, const Position& behind, int limit) {
  auto rows = page_of(session_, "SELECT step, document_id, generation, result, at FROM confirmation", account, range, behind, limit);
  std::vector<domain::Answered> answers;
  while (rows.next()) {
    domain::Answered answer;
    answer.step = rows.integer();
    answer.document_id = rows.text();
    answer.generation = static_cast<int>(rows.integer());
    answer.result = known_word(confirm_result_from, rows.text());
    answer.at = rows.time();
    answers.push_back(std::move(answer));
  }
  return answers;
}

std::vector<domain::SentAgain> SociEvidenceRepository::list_resends(domain::AccountId account, const Range& range, const Position& behind, int limit) {
  auto rows = page_of(session_, "SELECT step, document_id, generation, at FROM document_resend", account, range, behind, limit);
  std::vector<domain::SentAgain> resends;
  while (rows.next()) {
    domain::SentAgain resend;
    resend.step = rows.integer();
    resend.document_id = rows.text();
    resend.generation = static_cast<int>(rows.integer());
    resend.at = rows.time();
    resends.push_back(std::move(resend));
  }
  return resends;
}

std::vector<domain::HandOut> SociEvidenceRepository::list_handouts(domain::AccountId account, domain::Step behind, int limit) {
  auto rows = session_.query("SELECT step, at, documents FROM handout WHERE account_id = ? AND step > ? ORDER BY step LIMIT ?", {account, behind, limit});
  std::vector<domain::HandOut> handouts;
  while (rows.next()) {
    domain::HandOut handout;
    handout.step = rows.integer();
    handout.at = rows.time();
    const auto documents = codec::Json::parse(rows.text());
    for (const auto& pair : documents) handout.documents.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<int>());
    handouts.push_back(std::move(handout));
  }
  return handouts;
}

}  // namespace tillbridge::persistence::soci
