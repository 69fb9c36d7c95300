#pragma once
#include <string>

#include "connectors/site_memory.hpp"

namespace tillbridge::connectors {

/// How large the calls of one kind are for a shop that gives no sign of its load: halved when one times out or breaks, grown by a quarter of
/// the largest after some full ones that went well. Kept in the site's memory, so that the next run does not try the old size again.
class AdaptiveBatch {
 public:
  /// `name` tells kinds of calls apart ("stock"); `largest` is the site's own limit, at least 1.
  AdaptiveBatch(SiteMemory& memory, std::string name, int largest);

  int size() const { return size_; }
  /// A call with so many entries went well. Only full ones count: a small one says nothing about large ones.
  void succeeded(int entries);
  /// A call with so many entries timed out or broke: half of it next.
  void failed(int entries);
  /// The shop names its limit: never more than that from now on, not even after many good calls.
  void limit_to(int most);

 private:
  void store() const;

  SiteMemory& memory_;
  std::string name_;
  int largest_;
  int size_;
  int good_ = 0;                      ///< full calls that went well since the last change
};

}  // namespace tillbridge::connectors
