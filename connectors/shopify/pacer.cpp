#include "connectors/shopify/pacer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tillbridge::connectors::shopify {
namespace {

using http::Json;
using http::member;

/// How full the bucket is to be after a pause.
constexpr double kRefill = 0.5;

double number(const Json& object, const char* name) { return std::strtod(http::text_member(object, name).c_str(), nullptr); }

}  // namespace

void Pacer::note(const std::string& operation, int estimate, const Json& extensions, base::Timestamp now) {
  const Json& cost = member(extensions, "cost");
  const Json& status = member(cost, "throttleStatus");
  if (!status.is_object()) return;
  maximum_ = number(status, "maximumAvailable");
  available_ = number(status, "currentlyAvailable");
  per_second_ = number(status, "restoreRate");
  known_ = per_second_ > 0;
  told_at_ = now;
  if (const double asked = number(cost, "requestedQueryCost"); asked > 0 && estimate > 0) factors_[operation] = asked / estimate;
}

double Pacer::points(const std::string& operation, int estimate) const {
  const auto factor = factors_.find(operation);
  return estimate * (factor == factors_.end() ? 1.0 : factor->second);
}

std::chrono::seconds Pacer::until(double wanted, base::Timestamp now) const {
  const double passed = std::max(0.0, std::chrono::duration<double>(now - told_at_).count());
  const double held = std::min(maximum_, available_ + passed * per_second_);
  // What can never fit is let through: the shop has the last word about it.
  if (std::min(wanted, maximum_) <= held) return std::chrono::seconds(0);
  // A few long pauses give the same speed as many short ones, with fewer runs of the job.
  const double missing = std::min(maximum_, std::max(wanted, maximum_ * kRefill)) - held;
  return std::chrono::seconds(std::max(1L, static_cast<long>(std::ceil(missing / per_second_))));
}

std::chrono::seconds Pacer::wait_for(const std::string& operation, int estimate, base::Timestamp now) const {
  return known_ ? until(points(operation, estimate), now) : std::chrono::seconds(0);
}

}  // namespace tillbridge::connectors::shopify
