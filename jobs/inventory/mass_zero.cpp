#include "jobs/inventory/mass_zero.hpp"

#include <fmt/format.h>

#include "jobs/level/level_run.hpp"

namespace tillbridge::jobs {

std::optional<std::string> would_empty_the_shop(RunContext& run, int stock_batch) {
  const auto& settings = run.services.settings;
  if (settings.mass_zero_percent <= 0) return std::nullopt;
  std::int64_t emptied = 0;
  std::optional<std::int64_t> live;
  run.services.database.read([&](persistence::UnitOfWork& work) {
    InventoryJob job(run.site, run.services.clock, stock_batch);
    emptied = 0;
    live.reset();
    survey(work, run, job, [&](const auto&, const std::vector<Assessment>& answers) {
      emptied += std::ranges::count_if(answers, [](const Assessment& answer) { return answer.empties; });
      return true;
    });
    // To count the listings of a large site takes longer than all the rest of a run.
    if (emptied >= std::max(settings.mass_zero_minimum, 1)) live = work.listings().count(run.account.id, run.site.id).live;
  });
  if (!live || *live == 0 || emptied * 100 <= *live * settings.mass_zero_percent) return std::nullopt;
  return fmt::format("would set {} of {} live items ({} %) to 0; check the stock that the POS posted, then resume, or run with --force to send it",
                     emptied, *live, emptied * 100 / *live);
}

}  // namespace tillbridge::jobs
