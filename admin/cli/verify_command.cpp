#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/table.hpp"
#include "admin/verify.hpp"

namespace tillbridge::admin::cli {
namespace {

Json counts_json(const domain::EvidenceCounts& counts) {
  return {{"documents", counts.documents}, {"confirmed", counts.confirmed}, {"parked", counts.parked}, {"waiting", counts.waiting},
          {"not_offered_yet", counts.not_offered_yet}, {"replaced", counts.replaced}, {"resends", counts.resends}, {"hand_outs", counts.hand_outs},
          {"confirms", counts.confirms}, {"refusals", counts.refusals}, {"breaches", counts.breaches}};
}

Json report_json(const VerifyReport& report) {
  Json out = counts_json(report.counts);
  out["listed"] = Json::array();
  for (const auto& breach : report.breaches) {
    out["listed"].push_back({{"breach", std::string(to_word(breach.kind))}, {"document", breach.document_id}, {"generation", breach.generation},
                             {"step", breach.step}, {"detail", breach.detail}});
  }
  return out;
}

void print(std::ostream& out, const VerifyReport& report) {
  const auto& counts = report.counts;
  out << fmt::format("{} documents: {} confirmed, {} parked, {} waiting for their confirm, {} not offered yet, {} replaced before they were offered\n",
                     counts.documents, counts.confirmed, counts.parked, counts.waiting, counts.not_offered_yet, counts.replaced)
      << fmt::format("evidence: {} hand-outs, {} confirms, {} refusals, {} resends\n", counts.hand_outs, counts.confirms, counts.refusals, counts.resends);
  if (counts.breaches == 0) {
    out << "proved: each was handed out before its confirm, confirmed at most once and never handed out after\n";
    return;
  }
  out << fmt::format("{} breaches\n", counts.breaches);
  Table table({"BREACH", "DOCUMENT", "GENERATION", "STEP", "DETAIL"});
  for (const auto& breach : report.breaches) {
    table.add({std::string(to_word(breach.kind)), breach.document_id, std::to_string(breach.generation), breach.step == 0 ? "-" : std::to_string(breach.step), breach.detail});
  }
  table.print(out);
}

base::Result<int> verify(Context& context, VerifyRequest request) {
  request.store_id = context.options().account;
  auto services = context.services();
  if (!services) return services.error();
  base::Result<VerifyReport> report = VerifyReport{};
  {
    const ProgressLine progress("reading the evidence");
    report = verify_account(**services, request);
  }
  if (!report) return report.error();
  context.show(report_json(*report), [&](std::ostream& out) { print(out, *report); });
  return report->counts.breaches == 0 ? kExitOk : kExitBreach;
}

}  // namespace

void add_verify_command(Registry& registry) {
  auto request = std::make_shared<VerifyRequest>();
  auto* command = add_command(registry.app, "verify", "Proves from the stored evidence that no document was lost, confirmed twice or offered after its confirm; exits 1 on any breach",
                              {"tillbridge verify", "tillbridge verify --account POS1 --from 2026-11-01 --to 2026-12-01", "tillbridge verify --json"});
  command->add_option("--from", request->from, "Only documents made at or after this date or time, in the account's time zone")->type_name("TIME");
  command->add_option("--to", request->to, "Only documents made before this date or time")->type_name("TIME");
  command->callback([&registry, request] { registry.chosen = [request](Context& context) { return verify(context, *request); }; });
}

}  // namespace tillbridge::admin::cli
