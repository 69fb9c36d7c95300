#include <boost/test/unit_test.hpp>

#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

std::string confirm_of(const std::string& id, int times) {
  std::string rows = "<Confirmations>";
  for (int i = 0; i < times; ++i) rows += "<TransactionConfirmation><TransactionId>" + id + std::string(1, static_cast<char>('a' + i)) + "</TransactionId><Accepted>true</Accepted></TransactionConfirmation>";
  return rows + "</Confirmations>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unknown_documents)

BOOST_AUTO_TEST_CASE(are_counted_by_account_and_results_by_operation) {
  services::Metrics metrics;
  services::SoapServiceOptions options;
  options.metrics = &metrics;
  TillScene scene(options);
  const auto body = TillScene::envelope("ConfirmTransactions", confirm_of("txn_" + std::string(25, 'q'), 3));
  const auto answer = TillScene::text_of(scene.post(body, "/soap/OrderTasks"));
  BOOST_TEST(answer.find("not_found") != std::string::npos, answer);
  scene.post(TillScene::envelope("ConfirmTransactions", confirm_of("no id ", 2)), "/soap/OrderTasks");
  const auto figures = metrics.to_prometheus();
  BOOST_TEST(figures.find("tillbridge_unknown_documents_total{account=\"main-street\"} 3\n") != std::string::npos, figures);
  BOOST_TEST(figures.find("tillbridge_rows_total{operation=\"ConfirmTransactions\",status=\"not_found\"} 3\n") != std::string::npos);
  BOOST_TEST(figures.find("tillbridge_rows_total{operation=\"ConfirmTransactions\",status=\"invalid_id\"} 2\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
