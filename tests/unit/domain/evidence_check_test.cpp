#include "domain/evidence_check.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace tillbridge;
using namespace tillbridge::domain;

namespace {

const Timestamp kAt{std::chrono::hours(500'000)};

/// A document that was handed out at step 1, confirmed at step 2, sent again at step 3, handed out at step 4 and confirmed at step 5:
/// evidence and state agree. Cases change one row and see what is found.
struct Story {
  DocumentStatus document = a_document();
  std::vector<SentAgain> resends = {{3, "txn_a", 2, kAt}};
  std::vector<HandOut> handouts = {{1, kAt, {{"txn_a", 1}}}, {4, kAt, {{"txn_a", 2}}}};
  std::vector<Answered> answers = {{2, "txn_a", 1, ConfirmResult::kConfirmed, kAt}, {5, "txn_a", 2, ConfirmResult::kConfirmed, kAt + std::chrono::seconds(5)}};

  static DocumentStatus a_document() {
    DocumentStatus status;
    status.id = "txn_a";
    status.state = DocumentState::kConfirmed;
    status.generation = 2;
    status.offered_count = 2;
    status.confirmed_at = kAt + std::chrono::seconds(5);
    return status;
  }

  EvidenceCheck check() const {
    EvidenceCheck check;
    check.add(document);
    for (Step step = 0; step < 20; ++step) {
      for (const auto& resend : resends)
        if (resend.step == step) check.resent(resend);
      for (const auto& handout : handouts)
        if (handout.step == step)
          for (const auto& [id, generation] : handout.documents) check.handed_out(step, id, generation);
      for (const auto& answer : answers)
        if (answer.step == step) check.answered(answer);
    }
    check.end();
    return check;
  }
  /// The words of what is found, sorted.
  std::vector<std::string> found() const {
    std::vector<std::string> words;
    const auto checked = check();
    for (const auto& breach : checked.breaches()) words.emplace_back(to_word(breach.kind));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }
};

using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence_check)

BOOST_AUTO_TEST_CASE(finds_nothing_where_the_evidence_agrees) {
  const Story story;
  BOOST_TEST((story.found() == Words{}));
  const auto counts = story.check().counts();
  BOOST_TEST(counts.documents == 1);
  BOOST_TEST(counts.confirmed == 1);
  BOOST_TEST(counts.hand_outs == 2);
  BOOST_TEST(counts.confirms == 2);
  BOOST_TEST(counts.resends == 1);
  BOOST_TEST(counts.breaches == 0);
}

BOOST_AUTO_TEST_CASE(names_every_row_that_was_tampered_with) {
  struct Row {
    const char* what;
    std::function<void(Story&)> tamper;
    Words expected;
  };
  const std::vector<Row> rows = {
      {"first hand-out removed", [](Story& s) { s.handouts.erase(s.handouts.begin()); }, {"answered_without_hand_out", "count_disagrees"}},
      {"second hand-out removed", [](Story& s) { s.handouts.pop_back(); }, {"count_disagrees"}},
      {"hand-out moved behind its confirm", [](Story& s) { std::swap(s.handouts[0].step, s.answers[0].step); }, {"answered_without_hand_out", "offered_after_confirm"}},
      {"hand-out added behind the last confirm", [](Story& s) { s.handouts.push_back({6, kAt, {{"txn_a", 2}}}); s.document.offered_count = 3; },
       {"offered_after_confirm", "state_disagrees"}},
      {"hand-out of the first generation between", [](Story& s) { s.handouts[1].documents[0].second = 1; }, {"generation_out_of_order", "offered_after_confirm"}},
      {"confirm doubled", [](Story& s) { s.answers.push_back({6, "txn_a", 2, ConfirmResult::kConfirmed, s.answers[1].at}); }, {"confirmed_twice"}},
      {"refusal behind the confirm", [](Story& s) { s.answers.push_back({6, "txn_a", 2, ConfirmResult::kRefused, kAt}); s.document.refused_count = 1; },
       {"answered_after_confirm", "state_disagrees"}},
      {"last confirm removed", [](Story& s) { s.answers.pop_back(); }, {"state_disagrees"}},
      {"moment of the confirm changed", [](Story& s) { s.document.confirmed_at = kAt; }, {"state_disagrees"}},
      {"resend removed", [](Story& s) { s.resends.clear(); }, {"generation_without_resend"}},
      {"resend at a later step", [](Story& s) { s.resends[0].step = 6; }, {"generation_out_of_order", "generation_without_resend", "state_disagrees"}},
      {"state set back to offered", [](Story& s) { s.document.state = DocumentState::kOffered; }, {"state_disagrees"}},
      {"state set back to new", [](Story& s) { s.document.state = DocumentState::kNew; }, {"state_disagrees"}},
      {"state set to parked", [](Story& s) { s.document.state = DocumentState::kParked; }, {"state_disagrees"}},
      {"state set to replaced", [](Story& s) { s.document.state = DocumentState::kReplaced; }, {"replaced_after_offer"}},
      {"generation set back", [](Story& s) { s.document.generation = 1; }, {"generation_without_resend"}},
      {"count of offers changed", [](Story& s) { s.document.offered_count = 9; }, {"count_disagrees"}},
      {"count of refusals changed", [](Story& s) { s.document.refused_count = 1; }, {"count_disagrees"}},
      {"evidence of another document", [](Story& s) { s.handouts[0].documents.push_back({"txn_b", 1}); }, {"unknown_document"}},
      {"document removed", [](Story& s) { s.document.id = "txn_b"; }, {"count_disagrees", "generation_without_resend", "state_disagrees", "unknown_document"}},
  };
  for (const auto& row : rows) {
    Story story;
    row.tamper(story);
    const auto found = story.found();
    BOOST_TEST_CONTEXT(row.what) BOOST_TEST(found == row.expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_breach_names_document_generation_and_step) {
  Story story;
  story.handouts.push_back({6, kAt, {{"txn_a", 2}}});
  const auto checked = story.check();
  const auto breach = checked.breaches().back();
  BOOST_TEST(breach.document_id == "txn_a");
  BOOST_TEST(breach.generation == 2);
  BOOST_TEST(breach.step == 6);
  BOOST_TEST(breach.detail == "generation 2 was confirmed");
}

BOOST_AUTO_TEST_CASE(waiting_and_parked_documents_are_counted_apart) {
  EvidenceCheck check;
  DocumentStatus fresh, waiting, parked, again, replaced;
  fresh.id = "1";
  waiting.id = "2", waiting.state = DocumentState::kOffered, waiting.offered_count = 1;
  parked.id = "3", parked.state = DocumentState::kParked, parked.offered_count = 1, parked.refused_count = 1;
  again = parked, again.id = "4", again.state = DocumentState::kOffered;
  replaced.id = "5", replaced.state = DocumentState::kReplaced;
  for (const auto& status : {fresh, waiting, parked, again, replaced}) check.add(status);
  for (const char* id : {"2", "3", "4"}) check.handed_out(1, id, 1);
  for (const char* id : {"3", "4"}) check.answered({2, id, 1, ConfirmResult::kRefused, kAt});
  check.end();
  BOOST_TEST(check.counts().breaches == 0);
  BOOST_TEST(check.counts().not_offered_yet == 1);
  BOOST_TEST(check.counts().waiting == 2);
  BOOST_TEST(check.counts().parked == 1);
  BOOST_TEST(check.counts().replaced == 1);
  BOOST_TEST(check.counts().refusals == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_just_after_a_resend_belongs_to_the_hand_out_before_it) {
  Story story;
  story.handouts.pop_back();
  story.document.offered_count = 1;
  BOOST_TEST((story.found() == Words{}));
}

BOOST_AUTO_TEST_CASE(resends_from_before_their_evidence_was_kept_are_taken_as_they_are) {
  Story story;
  story.resends = {{0, "txn_a", 2, kAt}};
  BOOST_TEST((story.found() == Words{}));
}

BOOST_AUTO_TEST_CASE(documents_outside_the_period_are_neither_judged_nor_counted) {
  EvidenceCheck check;
  check.add_outside("txn_a");
  check.answered({2, "txn_a", 1, ConfirmResult::kConfirmed, kAt});
  check.handed_out(3, "txn_a", 1);
  check.end();
  BOOST_TEST(check.counts().documents == 0);
  BOOST_TEST(check.counts().breaches == 0);
}

BOOST_AUTO_TEST_CASE(lists_the_first_thousand_breaches_and_counts_all) {
  EvidenceCheck check;
  for (int i = 0; i < 1'500; ++i) check.handed_out(i, "txn_none", 1);
  check.end();
  BOOST_TEST(check.counts().breaches == 1'500);
  BOOST_TEST(check.breaches().size() == 1'000u);
}

BOOST_AUTO_TEST_SUITE_END()
