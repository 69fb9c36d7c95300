#pragma once
#include <chrono>
#include <map>
#include <string>

#include "base/clock.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::shopify {

/// The shop's bucket of points, as every answer tells it in extensions.cost: it fills by itself, and a document that asks for more than it holds is
/// refused. Says how long to wait before that happens. What a document asks for is learned from the shop's own figures. One per connector.
class Pacer {
 public:
  /// Takes what an answer says; answers without the block change nothing.
  void note(const std::string& operation, int estimate, const http::Json& extensions, base::Timestamp now);
  /// Whole seconds until the bucket holds what the document asks for; 0 = send it now (also while nothing is known).
  std::chrono::seconds wait_for(const std::string& operation, int estimate, base::Timestamp now) const;

 private:
  double points(const std::string& operation, int estimate) const;
  std::chrono::seconds until(double wanted, base::Timestamp now) const;

  bool known_ = false;
  double maximum_ = 0, available_ = 0, per_second_ = 0;
  base::Timestamp told_at_{};
  std::map<std::string, double> factors_;  ///< what the shop asked per point that we estimated, by operation
};

}  // namespace tillbridge::connectors::shopify
