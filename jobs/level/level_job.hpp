#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"
#include "domain/delivery.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// What is to be done about one item now.
struct Assessment {
  enum Kind {
    kSend,
    kUnchanged,   ///< the shop has it already: no call
    kNotHere,     ///< no business of this site: a row of it goes
    kLeave,       ///< nothing, and its row stays as it is (parked as gone)
    kRefused,     ///< cannot be sent: parked with code and message, without a call
    kRides,       ///< goes with another item of the same question (variants of one product)
  };
  Kind kind = kNotHere;
  std::string code, message;               ///< kRefused
  std::string what;                        ///< kSend: "quantity 4 (shop has 5)", for dry runs
  std::vector<domain::ItemId> companions;  ///< kSend: items that go in the same call unasked
  bool empties = false;                    ///< kSend: sets a quantity above 0, or an unknown one, to 0
};

/// One call of the connector. `outcomes` of `send` stand in the order of `items`. `store` runs inside the settling transaction and
/// keeps what the shop now has; it may run several times.
struct Call {
  std::vector<domain::ItemId> items;
  std::function<std::vector<connectors::Outcome>(connectors::Connector&)> send;
  std::function<void(persistence::UnitOfWork&, const std::vector<connectors::Outcome>&)> store;
};

/// What differs between products, inventory and pricing; LevelRun does what is equal. One object per run.
class LevelJob {
 public:
  using Changed = std::vector<std::pair<domain::Step, domain::ItemId>>;
  using Rows = std::map<domain::ItemId, domain::Delivery>;

  virtual ~LevelJob() = default;
  virtual domain::JobKind kind() const = 0;
  /// Sends that fill one call.
  virtual int batch() const = 0;
  /// As ItemRepository::list_changed.
  virtual Changed list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const domain::ItemId& after_id, int limit) = 0;
  /// Items due by the clock alone, asked once at the beginning of a run.
  virtual std::vector<domain::ItemId> list_by_time(persistence::UnitOfWork&) { return {}; }
  /// Forgets what earlier assessments remembered: a claiming transaction begins, perhaps once more.
  virtual void begin_claim() = 0;
  /// Reads the newest values and says for each id, in order, what is to be done. `rows` holds the delivery rows that stood before
  /// the claim: an item with one may be in doubt and is sent even if nothing seems to differ. Only reads.
  virtual std::vector<Assessment> assess(persistence::UnitOfWork& work, const std::vector<domain::ItemId>& ids, const Rows& rows) = 0;
  /// What the assessments found to be stored without any call; inside the claiming transaction.
  virtual void store_without_call(persistence::UnitOfWork&) {}
  /// Whether a late call of a dead runner could put an older value into the shop.
  virtual bool repeats_after_takeover() const { return true; }
  /// The calls for items assessed kSend a moment ago, each at most one batch.
  virtual std::vector<Call> calls_for(const std::vector<domain::ItemId>& ids) = 0;
};

}  // namespace tillbridge::jobs
