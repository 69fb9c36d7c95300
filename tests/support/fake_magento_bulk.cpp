#include "tests/support/fake_magento_bulk.hpp"

#include <cstdio>

#include "base/time_text.hpp"

namespace tillbridge::tests {
namespace {

constexpr const char* kTopic = "async.magento.catalog.api.productrepositoryinterface.save.post";

std::string sku_of(const Json& body) { return body.value("product", Json::object()).value("sku", ""); }

}  // namespace

MagentoAnswer FakeMagentoBulk::submit(const MagentoRequest& request) {
  if (!available_ || !request.is("POST", {"products"}) || !request.body.is_array()) return magento_no_route();
  char uuid[40];
  std::snprintf(uuid, sizeof uuid, "c43ed402-3dd3-4100-92e2-%012d", next_++);
  Bulk bulk{base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now())), {}};
  Json entries = Json::array();
  bool errors = false;
  for (std::size_t i = 0; i < request.body.size(); ++i) {
    Operation operation{request.body[i], 4, {}};
    Json entry{{"id", i}, {"status", "accepted"}, {"data_hash", "0"}};
    if (!rejected_entry_.empty() && sku_of(operation.body) == rejected_entry_) {
      operation.status = 5;
      entry = {{"id", i}, {"status", "rejected"}, {"error_message", "Error processing element of input data"}, {"error_code", 0}};
      errors = true;
    }
    bulk.operations.push_back(operation);
    entries.push_back(entry);
  }
  bulks_[uuid] = bulk;
  order_.push_back(uuid);
  return {202, Json{{"bulk_uuid", uuid}, {"request_items", entries}, {"errors", errors}}};
}

std::optional<MagentoAnswer> FakeMagentoBulk::call(const MagentoRequest& request) {
  const bool brief = request.is("GET", {"bulk", "*", "status"}), detailed = request.is("GET", {"bulk", "*", "detailed-status"});
  if (!brief && !detailed) return std::nullopt;
  const auto found = bulks_.find(request.path[1]);
  if (found == bulks_.end()) return magento_error(404, "Bulk uuid %bulkUuid not exist", {{"bulkUuid", request.path[1]}});
  Json list = Json::array();
  const auto& operations = found->second.operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    Json one{{"id", i}, {"status", operations[i].status}, {"result_message", operations[i].message}, {"error_code", 0}};
    if (detailed) one.update({{"bulk_uuid", found->first}, {"topic_name", kTopic}, {"serialized_data", operations[i].body.dump()}, {"result_serialized_data", ""}});
    list.push_back(one);
  }
  return MagentoAnswer{200, Json{{"operations_list", list}, {"user_type", 1}, {"bulk_id", found->first}, {"description", std::string("Topic ") + kTopic},
                                 {"start_time", found->second.started}, {"user_id", 1}, {"operation_count", operations.size()}}};
}

void FakeMagentoBulk::work() {
  if (consumer_ == MagentoConsumer::kRuns) run(operation_count());
}

void FakeMagentoBulk::run(int operations) {
  for (const auto& uuid : order_) {
    const auto found = bulks_.find(uuid);
    if (found == bulks_.end()) continue;
    for (auto& operation : found->second.operations)
      if (operations > 0 && operation.status == 4) {
        execute(operation);
        --operations;
      }
  }
}

void FakeMagentoBulk::execute(Operation& operation) {
  if (const auto failing = failing_.find(sku_of(operation.body)); failing != failing_.end()) {
    operation.status = failing->second.first;
    operation.message = failing->second.second;
    failing_.erase(failing);
    return;
  }
  const auto answer = catalogue_.save_product(operation.body.value("product", Json::object()));
  operation.status = answer.status == 200 ? 1 : 3;
  operation.message = answer.status == 200 ? "Service execution success Magento\\Catalog\\Api\\ProductRepositoryInterface::save" : answer.body.value("message", "");
}

int FakeMagentoBulk::operation_count() const {
  int count = 0;
  for (const auto& [uuid, bulk] : bulks_) count += static_cast<int>(bulk.operations.size());
  return count;
}

}  // namespace tillbridge::tests
