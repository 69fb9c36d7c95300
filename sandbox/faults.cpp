#include "sandbox/faults.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tillbridge::sandbox {
namespace {

constexpr std::array<std::string_view, 7> kStriking{"throttle", "error", "unauthorized", "html", "drop", "hold", "slow"};
constexpr std::string_view kPace = "pace";
constexpr std::array<std::string_view, 6> kBending{"reject_sku", "refuse_batch", "duplicate_orders", "bump_modified", "late_orders", "frozen_refund_date"};

bool strikes(const std::string& kind) { return std::find(kStriking.begin(), kStriking.end(), kind) != kStriking.end(); }
bool fits(const Fault& fault, const std::string& method, const std::string& path) {
  return (fault.method.empty() || fault.method == method) && (fault.exact ? path == fault.path : path.starts_with(fault.path));
}

bool bends(const std::string& kind) { return std::find(kBending.begin(), kBending.end(), kind) != kBending.end(); }

}  // namespace

base::Result<void> FaultSwitches::add(Fault fault) {
  if (!strikes(fault.kind) && !bends(fault.kind) && fault.kind != kPace) {
    std::string known;
    for (const auto kind : kStriking) known += " " + std::string(kind);
    for (const auto kind : kBending) known += " " + std::string(kind);
    known += " " + std::string(kPace);
    return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "unknown kind '" + fault.kind + "'; there are:" + known, .field = "kind"};
  }
  faults_.push_back(std::move(fault));
  return {};
}

std::optional<Fault> FaultSwitches::take(std::size_t at) {
  const auto fault = faults_[at];
  if (fault.times > 0 && --faults_[at].times == 0) faults_.erase(faults_.begin() + static_cast<std::ptrdiff_t>(at));
  return fault;
}

std::optional<Fault> FaultSwitches::strike(const std::string& method, const std::string& path, bool after_work) {
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    const auto& fault = faults_[i];
    if (strikes(fault.kind) && fault.after_work == after_work && fits(fault, method, path)) return take(i);
  }
  return std::nullopt;
}

std::chrono::milliseconds FaultSwitches::working_time(const std::string& method, const std::string& path, std::size_t entries) {
  for (std::size_t i = 0; i < faults_.size(); ++i)
    if (faults_[i].kind == kPace && fits(faults_[i], method, path)) return std::chrono::milliseconds(take(i)->delay_ms) * static_cast<std::int64_t>(entries);
  return {};
}

std::optional<Fault> FaultSwitches::use(const std::string& kind, const std::string& sku) {
  for (std::size_t i = 0; i < faults_.size(); ++i)
    if (faults_[i].kind == kind && faults_[i].sku == sku) return take(i);
  return std::nullopt;
}

}  // namespace tillbridge::sandbox
