#include "bench/till.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

#include "base/credential_digest.hpp"
#include "bench/sample_documents.hpp"
#include "domain/customer_rules.hpp"
#include "services/handlers/get_new_transactions_handler.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::bench {
namespace {

namespace http = services::http;

class TextBody final : public http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

}  // namespace

Till::Till(persistence::Database& database) : database_(database) {
  base::SystemRandom random;
  const base::SecretBytes pepper{std::string_view("pepper of the bench, 32 bytes ..")};
  password_ = base::generate_secret(random);
  auto account = tests::an_account();
  account.store_id = "main-street";
  auto site = tests::a_site();
  database_.write([&](persistence::UnitOfWork& work) {
    account_ = work.accounts().insert(account);
    site.account_id = account_;
    work.sites().insert(site);
    work.accounts().upsert_credential(
        {.account_id = account_, .user_name = "till1", .digest = base::digest_generated(pepper, password_), .created_at = clock_.now()});
  });
  service_ = std::make_unique<services::SoapService>(database_, clock_, base::SecretBytes(pepper), services::SoapServiceOptions{.front = {}, .updates = {}});
}

Pulled Till::get_new_transactions(int max_count) {
  http::Request request;
  request.method = "POST";
  request.path = "/soap/OrderTasks";
  request.headers = {{"content-type", "text/xml; charset=utf-8"}};
  request.body = std::make_unique<TextBody>(fmt::format(
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><GetNewTransactions xmlns=\"urn:tillbridge:pos:v1\"><Credentials>"
      "<StoreId>main-street</StoreId><UserName>till1</UserName><Password>{}</Password></Credentials><MaxCount>{}</MaxCount></GetNewTransactions></s:Body>"
      "</s:Envelope>",
      password_, max_count));
  request.peer_address = "192.0.2.10";
  request.request_id = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  const auto response = service_->handle(request);
  const std::string_view answer = response.body ? response.body->bytes() : std::string_view(response.text);
  if (response.outcome != "ok") throw std::runtime_error("GetNewTransactions: " + std::string(answer.substr(0, 500)));
  return {count(answer, "<tb:TransactionId>"), answer.size()};
}

Pulled Till::get_new_transactions_without_soap(int max_count) {
  services::GetNewRequest request;
  request.max_count = max_count;
  const services::Caller caller{account_, "till1", "req_aaaaaaaaaaaaaaaaaaaaaaaaaa"};
  return {services::GetNewTransactionsHandler(database_, clock_).handle(caller, request).value().documents.size(), 0};
}

void Till::append_transactions(int first, int count, base::Timestamp created_at) {
  database_.write([&](persistence::UnitOfWork& work) {
    work.accounts().step_clock(account_);
    for (int n = first; n < first + count; ++n) {
      const auto document = sample_transaction(n);
      work.documents().append(account_, document, created_at + std::chrono::microseconds(n));
      if (const auto sale = domain::sale_of(document.site_id, {document.placed_at, document.order_id}, document.customer, document.billing, document.shipping_address))
        work.customers().record_sale(account_, *sale);
    }
  });
}

}  // namespace tillbridge::bench
