#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/woocommerce/api.hpp"

namespace tillbridge::connectors::woocommerce {

/// What a batch call said about one item.
struct BatchItem {
  Outcome outcome;
  Json object;                        ///< the product or variation where outcome.ok(), else the error object of this item or null
};

/// Sends batch calls and believes nothing but the answer of each single item: a batch answers 200 whatever happened inside. Splits into calls of
/// the current size, which is halved after a lost answer and after a 413, and narrows a batch that kills the shop's PHP down to the item that does
/// it. Once the shop does not answer, nothing more is sent in this call of the connector: the rest is kRetry (or the same refusal).
/// One object per site and run; not for several threads.
class BatchSender {
 public:
  BatchSender(Api& api, int size) : api_(api), size_(size) {}

  /// `path` such as "/products/batch", `verb` "create" or "update". One entry per item, in order. Updates hold "id".
  std::vector<BatchItem> send(const std::string& path, const std::string& verb, const std::vector<Json>& items);

  /// A new call of the connector: the shop gets another chance.
  void begin();
  int size() const { return size_; }
  /// Why nothing more is sent, where that is so.
  const std::optional<Outcome>& stopped() const { return stopped_; }
  /// Remembers a failure that other calls of the same connector call met: credentials, throttling, no answer.
  void note(const Outcome& outcome);

 private:
  void send_range(const std::string& path, const std::string& verb, const std::vector<Json>& items, std::size_t from, std::size_t count,
                  std::vector<BatchItem>& out);
  void split_range(const std::string& path, const std::string& verb, const std::vector<Json>& items, std::size_t from, std::size_t count,
                   std::vector<BatchItem>& out);

  Api& api_;
  int size_;
  int splits_left_ = 0;
  std::optional<Outcome> stopped_;
};

}  // namespace tillbridge::connectors::woocommerce
