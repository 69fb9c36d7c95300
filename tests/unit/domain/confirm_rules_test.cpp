#include "domain/confirm_rules.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge::domain;
using tillbridge::tests::at;

namespace {

const std::string kId = "txn_" + std::string(26, 'a');

ConfirmEntry accepted(std::vector<std::string> numbers = {}) {
  ConfirmEntry entry;
  entry.id = kId;
  entry.pos_document_numbers = std::move(numbers);
  return entry;
}

ConfirmEntry refused() {
  ConfirmEntry entry;
  entry.id = kId;
  entry.accepted = false;
  entry.error_code = "E1";
  entry.error_message = "no such customer";
  return entry;
}

DocumentStatus status(DocumentState state) {
  DocumentStatus made;
  made.id = kId;
  made.state = state;
  made.offered_count = state == DocumentState::kNew ? 0 : 1;
  if (state == DocumentState::kConfirmed) {
    made.confirmed_at = at("2026-11-25T08:00:00Z");
    made.pos_document_numbers = {"S-1", "S-2"};
  }
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(confirm_rules)

BOOST_AUTO_TEST_CASE(answers_every_case_of_the_table) {
  struct Row { const char* name; ConfirmEntry entry; std::optional<DocumentStatus> status; ConfirmResult result; bool store; bool warns; };
  const std::vector<Row> rows = {
      {"first time", accepted({"S-1"}), status(DocumentState::kOffered), ConfirmResult::kConfirmed, true, false},
      {"again, answer lost", accepted({"S-2", "S-1"}), status(DocumentState::kConfirmed), ConfirmResult::kAlreadyConfirmed, false, false},
      {"again without number", accepted(), status(DocumentState::kConfirmed), ConfirmResult::kAlreadyConfirmed, false, false},
      {"again with another number", accepted({"S-3"}), status(DocumentState::kConfirmed), ConfirmResult::kAlreadyConfirmed, false, true},
      {"refused first time", refused(), status(DocumentState::kOffered), ConfirmResult::kRefused, true, false},
      {"refused again", refused(), status(DocumentState::kParked), ConfirmResult::kRefused, true, false},
      {"refused after confirmed", refused(), status(DocumentState::kConfirmed), ConfirmResult::kAlreadyConfirmed, false, true},
      {"confirmed after refused", accepted(), status(DocumentState::kParked), ConfirmResult::kConfirmed, true, false},
      {"unknown", accepted(), std::nullopt, ConfirmResult::kNotFound, false, false},
      {"never offered", accepted(), status(DocumentState::kNew), ConfirmResult::kNotFound, false, false},
      {"replaced", accepted(), status(DocumentState::kReplaced), ConfirmResult::kNotFound, false, false},
  };
  for (const auto& row : rows) {
    const auto decision = decide_confirm(row.entry, row.status);
    BOOST_TEST_CONTEXT(row.name) {
      BOOST_CHECK(decision.result == row.result);
      BOOST_TEST(decision.store == row.store);
      BOOST_TEST(decision.warning.empty() == !row.warns);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_and_a_never_offered_id_get_the_same_answer) {
  const auto unknown = decide_confirm(accepted(), std::nullopt);
  const auto never = decide_confirm(accepted(), status(DocumentState::kNew));
  BOOST_TEST(unknown.message == never.message);
}

BOOST_AUTO_TEST_CASE(names_the_stored_number_when_another_comes) {
  const auto decision = decide_confirm(accepted({"S-3"}), status(DocumentState::kConfirmed));
  BOOST_TEST(decision.warning.find("S-1, S-2") != std::string::npos);
  BOOST_TEST(decision.suspicious);
}

BOOST_AUTO_TEST_CASE(a_resend_is_not_undone_by_a_late_repeat_of_the_earlier_answer) {
  auto parked_then_resent = status(DocumentState::kNew);
  parked_then_resent.offered_count = 1;
  parked_then_resent.generation = 2;
  BOOST_TEST(!decide_confirm(refused(), parked_then_resent).store);
  BOOST_CHECK(decide_confirm(accepted(), parked_then_resent).result == ConfirmResult::kConfirmed);
  auto confirmed_then_resent = parked_then_resent;
  confirmed_then_resent.confirmed_at = at("2026-11-25T08:00:00Z");
  const auto late = decide_confirm(accepted(), confirmed_then_resent);
  BOOST_CHECK(late.result == ConfirmResult::kAlreadyConfirmed);
  BOOST_TEST(!late.store);
}

BOOST_AUTO_TEST_CASE(knows_a_well_formed_id_of_its_kind) {
  BOOST_TEST(is_document_id(DocumentKind::kTransaction, kId));
  for (const std::string& bad : {std::string(), std::string("txn_"), "cap_" + std::string(26, 'a'), "txn_" + std::string(25, 'a'), "txn_" + std::string(27, 'a'),
                                 "TXN_" + std::string(26, 'a'), "txn_" + std::string(25, 'a') + "1", "txn_" + std::string(25, 'a') + "A"})
    BOOST_TEST(!is_document_id(DocumentKind::kTransaction, bad), bad);
}

BOOST_AUTO_TEST_CASE(finds_entries_that_contradict_each_other) {
  auto other = refused();
  other.id = "txn_" + std::string(26, 'b');
  BOOST_CHECK((contradictions({accepted(), other, refused(), other}) == std::vector<std::size_t>{0, 2}));
  BOOST_TEST(contradictions({accepted(), accepted()}).empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_of_a_thousand_emoji_is_kept_whole) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "\U0001F600";
  BOOST_TEST(kept_refusal_text(text) == text);
}

BOOST_AUTO_TEST_CASE(keeps_refusal_texts_short_and_printable) {
  BOOST_TEST(kept_refusal_text("a\r\nb\tc\x01" "d\x7F") == "a\r\nb\tc d ");
  const auto kept = kept_refusal_text(std::string(3'999, 'x') + "\xC3\xA9");
  BOOST_TEST(kept == std::string(3'999, 'x'));
  BOOST_TEST(kept_refusal_text(std::string(3'998, 'x') + "\xC3\xA9").size() == 4'000u);
}

BOOST_AUTO_TEST_SUITE_END()
