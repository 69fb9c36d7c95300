#include "jobs/inventory/proven_releases.hpp"

#include <set>

#include "domain/plan_allocation.hpp"

namespace tillbridge::jobs {
namespace {

constexpr int kPage = 1'000;

int end_page(RunContext& run, persistence::UnitOfWork& work) {
  const auto step = work.accounts().step_clock(run.account.id);
  auto& allocations = work.allocations();
  const auto proven = allocations.list_proven_releases(run.account.id, kPage);
  std::vector<domain::AllocationEntry> entries;
  std::set<domain::ItemId> items;
  for (const auto& release : proven) {
    entries.push_back(domain::posted_entry(release, run.now()));
    items.insert(release.item_id);
  }
  allocations.append(run.account.id, entries);
  allocations.remove_pending_releases(run.account.id, proven);
  if (!items.empty()) work.stock().touch(run.account.id, {items.begin(), items.end()}, step);
  return static_cast<int>(proven.size());
}

}  // namespace

bool end_proven_releases(RunContext& run) {
  bool any = false;
  run.services.database.read([&](persistence::UnitOfWork& work) { any = !work.allocations().list_proven_releases(run.account.id, 1).empty(); });
  while (any) {
    int ended = 0;
    if (!run.lease.write([&](persistence::UnitOfWork& work) { ended = end_page(run, work); })) return false;
    any = ended == kPage;
  }
  return true;
}

}  // namespace tillbridge::jobs
