#include <boost/test/unit_test.hpp>

#include "admin/verify.hpp"
#include "persistence/database_url.hpp"
#include "persistence/soci/session.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using Words = std::vector<std::string>;

namespace {

constexpr auto kKind = DocumentKind::kTransaction;

/// Five shipped orders: the first is confirmed, sent again and confirmed again, the second confirmed, the third refused, the fourth
/// handed out, the fifth only just there.
template <class Store>
struct Told {
  Store store;
  OrderWorld world{*store};
  std::vector<std::string> ids;

  Told() {
    world.account().pulls = {kKind};
    world.store_settings();
    for (int i = 1; i <= 4; ++i) ship(i);
    ids = ids_of(world.pull(kKind));
    world.accept(kKind, {ids[0], ids[1]});
    world.refuse(kKind, {ids[2]});
    world.database().write([&](persistence::UnitOfWork& work) {
      work.documents().resend(world.account().id, {ids[0], work.accounts().step_clock(world.account().id), "cli:tester", "lost", world.clock().now()});
    });
    world.pull(kKind);
    world.accept(kKind, {ids[0]});
    ship(5);
  }
  void ship(int number) {
    const auto order = world.place(number, "A", "1");
    world.collect(order, {an_event(domain::OrderEventKind::kShipped, std::to_string(number) + "/s", "2026-11-25T09:00:00Z", {pieces("1", "1")})});
  }
  admin::VerifyReport verify(const admin::Period& period = {}) { return admin::verify_evidence(*store, world.account().id, period); }
  /// The words of the breaches and the documents they name, in order, each once.
  Words found() {
    Words words;
    const auto report = verify();
    for (const auto& breach : report.breaches) {
      auto word = std::string(to_word(breach.kind)) + " " + name_of(breach.document_id);
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    std::sort(words.begin(), words.end());
    return words;
  }
  std::string name_of(const std::string& id) const {
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? id : std::to_string(found - ids.begin() + 1);
  }
  /// Somebody at the database itself.
  void run(const std::string& text, const persistence::soci::Values& values) {
    const auto dialect = persistence::dialect::make_dialect(persistence::parse_database_url(store.options().url), store.options().password);
    persistence::soci::Session session(*dialect);
    session.begin_write();
    BOOST_REQUIRE(session.execute(text, values) > 0);
    session.commit();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(verify)

BOOST_AUTO_TEST_CASE_TEMPLATE(proves_what_happened_and_counts_the_rest_apart, Store, AllStores) {
  Told<Store> told;
  const auto report = told.verify();
  BOOST_TEST(report.breaches.empty());
  BOOST_TEST(report.counts.documents == 5);
  BOOST_TEST(report.counts.confirmed == 2);
  BOOST_TEST(report.counts.parked == 1);
  BOOST_TEST(report.counts.waiting == 1);
  BOOST_TEST(report.counts.not_offered_yet == 1);
  BOOST_TEST(report.counts.resends == 1);
  BOOST_TEST(report.counts.hand_outs == 6);
  BOOST_TEST(report.counts.confirms == 3);
  BOOST_TEST(report.counts.refusals == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_period_takes_the_documents_that_were_made_in_it, Store, AllStores) {
  Told<Store> told;
  base::Timestamp second{}, fourth{};
  told.world.database().read([&](persistence::UnitOfWork& work) {
    second = work.documents().find(told.world.account().id, told.ids[1])->status.created_at;
    fourth = work.documents().find(told.world.account().id, told.ids[3])->status.created_at;
  });
  BOOST_TEST(told.verify({second, fourth}).counts.documents == 2);
  BOOST_TEST(told.verify({second, std::nullopt}).counts.documents == 4);
  BOOST_TEST(told.verify({std::nullopt, second}).counts.documents == 1);
  BOOST_TEST(told.verify({second, fourth}).counts.breaches == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_account_has_its_own_evidence, Store, AllStores) {
  Told<Store> told;
  OrderWorld stranger(*told.store, "store-2");
  BOOST_TEST(admin::verify_evidence(*told.store, stranger.account().id, {}).counts.documents == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sees_every_change_of_the_stored_rows, Store, AllStores) {
  struct Row {
    const char* what;
    std::string text;
    std::size_t document;             ///< its id is bound
    Words expected;
  };
  const std::string of_document = " WHERE document_id = ?";
  const std::vector<Row> rows = {
      {"confirm removed", "DELETE FROM confirmation" + of_document, 1, {"state_disagrees 2"}},
      {"confirm moved before its hand-out", "UPDATE confirmation SET step = 0" + of_document, 1,
       {"answered_without_hand_out 2", "offered_after_confirm 2", "state_disagrees 2"}},
      {"confirm made a refusal", "UPDATE confirmation SET result = 'refused'" + of_document, 1, {"count_disagrees 2", "state_disagrees 2"}},
      {"refusal removed", "DELETE FROM confirmation" + of_document, 2, {"count_disagrees 3", "state_disagrees 3"}},
      {"resend removed", "DELETE FROM document_resend" + of_document, 0, {"generation_without_resend 1"}},
      {"confirmed one set back to offered", "UPDATE document SET state = 'offered', waiting = 1" + of_document, 1, {"state_disagrees 2"}},
      {"parked one set to confirmed", "UPDATE document SET state = 'confirmed'" + of_document, 2, {"state_disagrees 3"}},
      {"generation raised", "UPDATE document SET generation = 3" + of_document, 0, {"generation_without_resend 1"}},
      {"offers counted otherwise", "UPDATE document SET offered_count = 7" + of_document, 3, {"count_disagrees 4"}},
      {"offered one set to replaced", "UPDATE document SET state = 'replaced', waiting = 0" + of_document, 3, {"replaced_after_offer 4"}},
      {"moment of the confirm changed", "UPDATE document SET confirmed_at = created_at" + of_document, 1, {"state_disagrees 2"}},
  };
  for (const auto& row : rows) {
    Told<Store> told;
    told.run(row.text, {told.ids[row.document]});
    const auto found = told.found();
    BOOST_TEST_CONTEXT(row.what) BOOST_TEST(found == row.expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sees_hand_outs_and_documents_that_are_gone_or_came_from_nowhere, Store, AllStores) {
  {
    Told<Store> told;
    told.run("DELETE FROM handout WHERE account_id = ? AND step = (SELECT step FROM (SELECT MIN(step) AS step FROM handout) f)", {told.world.account().id});
    const auto found = told.found();
    BOOST_TEST(std::count(found.begin(), found.end(), "answered_without_hand_out 2") == 1);
    BOOST_TEST(std::count(found.begin(), found.end(), "answered_without_hand_out 3") == 1);
  }
  {
    Told<Store> told;
    told.run("DELETE FROM document WHERE document_id = ?", {told.ids[1]});
    BOOST_TEST((told.found() == Words{"unknown_document 2"}));
  }
  {
    Told<Store> told;
    told.world.database().write([&](persistence::UnitOfWork& work) {
      const auto step = work.accounts().step_clock(told.world.account().id);
      work.documents().append_handout(told.world.account().id, {.kind = kKind, .step = step, .at = told.world.clock().now(), .documents = {{told.ids[1], 1}}});
    });
    BOOST_TEST((told.found() == Words{"offered_after_confirm 2"}));
  }
}

BOOST_AUTO_TEST_SUITE_END()
