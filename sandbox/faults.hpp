#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::sandbox {

/// One switch that makes the shop misbehave as real shops do. Kinds that strike a call of the public API:
///   throttle (429 with retry_after) · error (status, default 500) · unauthorized (401) · html (a page instead of JSON)
///   drop (connection closed without an answer) · hold (no answer until the caller gives up) · slow (delay_ms)
///   each before the work, or with after_work = true when the work is done already
/// One that tells how fast the shop works: pace (delay_ms for each entry of the call; what the call writes shows afterwards)
/// Kinds that bend the work:
///   reject_sku (sku's entry is refused) · refuse_batch (a batch with sku is refused as a whole, nobody named)
///   duplicate_orders (listings show each order twice) · bump_modified (each listing moves the orders' modified time)
///   late_orders (new orders stay out of the listings for `polls` listings or `seconds`) · frozen_refund_date (refunds do not move the order)
struct Fault {
  std::string kind;
  std::string method;                 ///< "" = any
  std::string path;                   ///< prefix of the path below /api; "" = any
  bool exact = false;                 ///< the whole path, not a prefix
  int times = 1;                      ///< how often it strikes; 0 = until cleared
  bool after_work = false;
  int status = 500;
  int retry_after = 0;                ///< seconds; 0 = no header
  int delay_ms = 0;
  std::string sku;
  int polls = 0;
  int seconds = 0;
};

/// The switches that are set. They live in memory: a restarted shop behaves.
class FaultSwitches {
 public:
  /// kInvalidRequest for an unknown kind, naming those that exist.
  base::Result<void> add(Fault fault);
  void clear() { faults_.clear(); }
  const std::vector<Fault>& all() const { return faults_; }

  /// The first switch that strikes this call at this side of the work; counts it.
  std::optional<Fault> strike(const std::string& method, const std::string& path, bool after_work);
  /// What a call of `entries` entries takes before its work is done; counts the switch.
  std::chrono::milliseconds working_time(const std::string& method, const std::string& path, std::size_t entries);
  /// A bending switch of that kind (and SKU, where one is given); counts it.
  std::optional<Fault> use(const std::string& kind, const std::string& sku = {});

 private:
  std::optional<Fault> take(std::size_t at);
  std::vector<Fault> faults_;
};

/// How often each route was called, so that a test can say "no call was made".
using CallCounter = std::map<std::string, std::int64_t>;

}  // namespace tillbridge::sandbox
