#include "concurrent_callers.hpp"

#include <fmt/format.h>

#include <future>
#include <latch>
#include <stdexcept>

#include "base/credential_digest.hpp"
#include "base/random.hpp"
#include "base/secret_bytes.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

constexpr std::string_view kPepper = "pepper of these tests, 32 bytes.";
constexpr std::string_view kPassword = "tb_nbhjvdryjg2asaaqaanwky64tha3vy7iz5tuiw3ddjftcggku62qxvkxng";

class TextBody final : public services::http::Body {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

std::int64_t count_in(const std::string& answer, const std::string& name) {
  const std::string tag = "<tb:" + name + ">";
  const auto at = answer.find(tag);
  if (at == std::string::npos) throw std::runtime_error("no " + name + " in " + answer.substr(0, 1'000));
  return std::stoll(answer.substr(at + tag.size(), 20));
}

}  // namespace

ServingProcesses::ServingProcesses(const persistence::DatabaseOptions& options, int processes) {
  const services::UpdateLimits limits{.slice_rows = 50, .whole_request_rows = kWholeCall, .transaction_rows = kPiece};
  for (int i = 0; i < processes; ++i) {
    auto database = persistence::open_database(options);
    auto service = std::make_unique<services::SoapService>(*database, clock_, base::SecretBytes{kPepper}, 
                                                           services::SoapServiceOptions{.front = {}, .updates = limits});
    processes_.push_back({std::move(database), std::move(service)});
  }
}

void ServingProcesses::add_account(const std::string& store_id, const std::vector<std::string>& items) {
  auto account = an_account();
  account.store_id = store_id;
  processes_[0].database->write([&](persistence::UnitOfWork& work) {
    const auto id = work.accounts().insert(account);
    work.accounts().upsert_credential({.account_id = id,
                                       .user_name = "till1",
                                       .digest = base::digest_generated(base::SecretBytes{kPepper}, std::string(kPassword)),
                                       .created_at = clock_.now()});
  });
  std::string rows;
  for (const auto& item : items)
    rows += fmt::format("<Product><ItemIntegrationId>{0}</ItemIntegrationId><Name>{0}</Name><Quantity>0</Quantity></Product>", item);
  call("UpdatePOSProducts", store_id, "<Products>" + rows + "</Products>", processes_[0]);
}

UpdateCounts ServingProcesses::post(const std::string& store_id, const Quantities& rows, int process) {
  std::string text;
  for (const auto& [item, quantity] : rows)
    text += fmt::format("<InventoryRow><ItemIntegrationId>{}</ItemIntegrationId><Quantity>{}</Quantity></InventoryRow>", item, quantity);
  UpdateCounts counts;
  counts.sent = std::chrono::steady_clock::now();
  const std::string answer = call("UpdateInventory", store_id, "<InventoryRows>" + text + "</InventoryRows>", processes_.at(static_cast<std::size_t>(process)));
  counts.answered = std::chrono::steady_clock::now();
  counts.received = count_in(answer, "Received");
  counts.created = count_in(answer, "Created");
  counts.updated = count_in(answer, "Updated");
  counts.unchanged = count_in(answer, "Unchanged");
  for (const char* name : {"Stale", "Superseded", "Rejected", "NotProcessed"}) counts.other += count_in(answer, name);
  return counts;
}

std::string ServingProcesses::call(const std::string& operation, const std::string& store_id, const std::string& rows, Process& process) {
  services::http::Request request;
  request.method = "POST";
  request.path = "/soap/ProductTasks";
  request.headers = {{"content-type", "text/xml; charset=utf-8"}};
  request.body = std::make_unique<TextBody>(fmt::format(
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><{0} xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>{1}</StoreId>"
      "<UserName>till1</UserName><Password>{2}</Password></Credentials>{3}</{0}></s:Body></s:Envelope>",
      operation, store_id, kPassword, rows));
  request.peer_address = "192.0.2.10";
  request.request_id = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  const auto response = process.service->handle(request);
  const std::string answer(response.body ? response.body->bytes() : std::string_view(response.text));
  if (response.outcome != "ok") throw std::runtime_error(operation + ": " + answer.substr(0, 1'000));
  return answer;
}

std::map<std::string, int> ServingProcesses::quantities(const std::string& store_id, const std::vector<std::string>& items) {
  std::map<std::string, int> held;
  processes_[0].database->read([&](persistence::UnitOfWork& work) {
    held.clear();
    const auto account = work.accounts().find_by_store_id(store_id);
    for (const auto& level : work.stock().find_many(account.value().id, items)) held[level.item_id] = std::stoi(level.quantity.to_text());
  });
  return held;
}

void run_together(const std::vector<std::function<void()>>& acts) {
  std::latch all_ready(static_cast<std::ptrdiff_t>(acts.size()));
  std::vector<std::future<void>> running;
  for (const auto& act : acts)
    running.push_back(std::async(std::launch::async, [&all_ready, &act] {
      all_ready.arrive_and_wait();
      act();
    }));
  for (auto& one : running) one.wait();
  for (auto& one : running) one.get();
}

std::vector<std::string> item_ids(const std::string& prefix, int first, int count) {
  std::vector<std::string> ids;
  for (int i = first; i < first + count; ++i) ids.push_back(fmt::format("{}-{:04}", prefix, i));
  return ids;
}

Quantities all_at(const std::vector<std::string>& items, int quantity) {
  Quantities rows;
  for (const auto& item : items) rows.emplace_back(item, quantity);
  return rows;
}

}  // namespace tillbridge::tests
