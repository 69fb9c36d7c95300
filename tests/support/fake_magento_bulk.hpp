#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "tests/support/fake_magento_catalogue.hpp"
#include "tests/support/magento_answer.hpp"

namespace tillbridge::tests {

/// Whether the shop's consumer of queued operations is at work.
enum class MagentoConsumer {
  kRuns,                              ///< all that is queued is done before the next call
  kByHand,                            ///< only run() does anything
};

/// The asynchronous bulk API of a pretended Magento: 202 with a bulk_uuid before anything ran, operations in their states, done by a consumer.
class FakeMagentoBulk {
 public:
  FakeMagentoBulk(const base::Clock& clock, FakeMagentoCatalogue& catalogue) : clock_(clock), catalogue_(catalogue) {}

  /// A call under /rest/{store}/async/bulk/V1.
  MagentoAnswer submit(const MagentoRequest& request);
  /// GET /V1/bulk/{uuid}/status and /detailed-status; nothing for other routes.
  std::optional<MagentoAnswer> call(const MagentoRequest& request);

  void set_consumer(MagentoConsumer consumer) { consumer_ = consumer; }
  /// The consumer's turn, between two calls.
  void work();
  /// Runs so many waiting operations, the oldest first.
  void run(int operations);
  /// The next operation of this SKU fails so: 2 (may be tried again) or 3, with these words, and does nothing.
  void fail_operation(const std::string& sku, int status, const std::string& words) { failing_[sku] = {status, words}; }
  /// The next submission refuses this SKU's entry at once.
  void reject_entry(const std::string& sku) { rejected_entry_ = sku; }
  /// False = the shop has no queue (no such route).
  void set_available(bool available) { available_ = available; }
  int bulk_count() const { return static_cast<int>(bulks_.size()); }
  int operation_count() const;
  /// The shop tidies up: old bulks are unknown afterwards.
  void forget_all() { bulks_.clear(); }

 private:
  struct Operation {
    Json body;
    int status = 4;                   ///< 1 done, 2 failed and may be tried again, 3 failed, 4 open, 5 rejected
    std::string message;
  };
  struct Bulk {
    std::string started;
    std::vector<Operation> operations;
  };

  void execute(Operation& operation);

  const base::Clock& clock_;
  FakeMagentoCatalogue& catalogue_;
  MagentoConsumer consumer_ = MagentoConsumer::kRuns;
  bool available_ = true;
  int next_ = 1;
  std::vector<std::string> order_;
  std::map<std::string, Bulk> bulks_;
  std::map<std::string, std::pair<int, std::string>> failing_;
  std::string rejected_entry_;
};

}  // namespace tillbridge::tests
