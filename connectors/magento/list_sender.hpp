#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/adaptive_batch.hpp"
#include "connectors/bisector.hpp"
#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// One entry of a list call and the SKU that it is about, by which the shop names culprits.
struct ListRow {
  std::string sku;
  Json body;
};

/// What an answer with status 200 says about each row; nothing where it complains without saying about whom.
using AnswerReader = std::function<std::optional<std::vector<Outcome>>(const Json& answer, std::span<const ListRow> rows)>;

/// Sends lists in calls of an adaptive size, since the shop gives no sign of its load, and finds out what became of each row: a culprit that the
/// refusal names is set aside and the others go again, a refusal that names nobody is halved, a limit that the shop names is kept. Once the
/// shop does not answer nothing more is sent in this call of the connector: the rest is kRetry. Not for several threads.
class ListSender {
 public:
  ListSender(Api& api, AdaptiveBatch& batch) : api_(api), batch_(batch) {}

  /// {member: [rows…]} to `path`; one outcome per row, in order.
  std::vector<Outcome> send(const std::string& path, const std::string& member, std::span<const ListRow> rows, const AnswerReader& read);

  /// A new call of the connector: the shop gets another chance.
  void begin();
  /// Why nothing more is sent, where that is so.
  const std::optional<Outcome>& stopped() const { return stopped_; }
  /// Remembers a failure that other calls of the same connector call met: credentials, throttling, no answer.
  void note(const Outcome& outcome);
  /// The same for an answer; one that failed with an error object is the trouble of its own content, the shop is alive.
  void note(const Reply& reply);

 private:
  BatchResult<Outcome> send_part(const std::string& path, const std::string& member, std::span<const ListRow> part, const AnswerReader& read);
  BatchRefusal refused(const Reply& reply, std::size_t sent);

  Api& api_;
  AdaptiveBatch& batch_;
  int splits_left_ = 0;
  std::optional<Outcome> stopped_;
};

/// For calls that answer nothing of interest: every row is done.
std::optional<std::vector<Outcome>> all_done(const Json& answer, std::span<const ListRow> rows);

/// For the price calls: the answer is a list of complaints with the SKU among their parameters; a row without one is done.
std::optional<std::vector<Outcome>> read_complaints(const Json& answer, std::span<const ListRow> rows);

}  // namespace tillbridge::connectors::magento
