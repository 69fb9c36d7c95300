#include "admin/role.hpp"

#include <boost/test/unit_test.hpp>

#include "admin/customers.hpp"
#include "admin/mapping_import.hpp"
#include "admin/mappings.hpp"
#include "admin/orders.hpp"
#include "admin/parked.hpp"
#include "admin/purge.hpp"
#include "admin/reservations.hpp"
#include "admin/run_now.hpp"
#include "admin/safety_stock.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::admin;
using namespace tillbridge::tests;

BOOST_AUTO_TEST_SUITE(admin_roles)

BOOST_FIXTURE_TEST_CASE(a_viewer_may_do_nothing_that_changes_something, AdminFixture) {
  add_account();
  add_site();
  services.role = Role::kViewer;
  struct Row { const char* act; std::optional<base::Error> refusal; };
  const auto refusal_of = [](auto result) { return result ? std::nullopt : std::optional<base::Error>(result.error()); };
  const std::vector<Row> rows = {
      {"add an account", refusal_of(admin::add_account(services, {}))},
      {"change a login", refusal_of(rotate_credential(services, {}))},
      {"change an account", refusal_of(change_account(services, {.store_id = "", .refusal_policy = domain::RefusalPolicy::kPark}))},
      {"disable or enable an account", refusal_of(set_account_disabled(services, "", true))},
      {"add a site", refusal_of(admin::add_site(services, {}))},
      {"change a site", refusal_of(change_site(services, "", "web", {}))},
      {"pause a site", refusal_of(pause_site(services, "", "web", ""))},
      {"resume a site", refusal_of(resume_site(services, "", "web"))},
      {"pull an order", refusal_of(pull_order(services, "", "web", "1"))},
      {"forget an order", refusal_of(forget_and_pull_order(services, {}))},
      {"send a document to the POS again", refusal_of(resend_document(services, {}))},
      {"send on what is parked", refusal_of(retry_parked(services, {}))},
      {"run a job", refusal_of(run_now(services, "", "web", domain::JobKind::kOrders, {}))},
      {"purge documents", refusal_of(purge(services, {}))},
      {"release a reservation", refusal_of(release_reservation(services, {}))},
      {"set a safety stock", refusal_of(set_safety_stock(services, "", "web", "A", base::Decimal{}))},
      {"set a mapping", refusal_of(set_mapping(services, {}, "Colour", "Rose", "Red"))},
      {"remove a mapping", refusal_of(remove_mapping(services, {}, "Colour", "Rose"))},
      {"import mappings", refusal_of(import_mappings(services, {}))},
      {"merge customers", refusal_of(merge_customers(services, {}))},
      {"unlink a customer", refusal_of(unlink_customer(services, {}))},
      {"link a customer", refusal_of(link_customer(services, {}))},
      {"erase a customer", refusal_of(erase_customer(services, {}))},
  };
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT(row.act) {
      BOOST_REQUIRE(row.refusal.has_value());
      BOOST_CHECK(row.refusal->code == base::ErrorCode::kForbidden);
      BOOST_TEST(row.refusal->message.find(row.act) != std::string::npos, row.refusal->message);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(a_viewer_may_look, AdminFixture) {
  add_account();
  services.role = Role::kViewer;
  BOOST_TEST(list_reservations(services, {}).has_value());
  BOOST_TEST(list_customers(services, {}).has_value());
  BOOST_TEST(list_orders(services, {}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
