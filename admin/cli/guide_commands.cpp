#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/table.hpp"
#include "base/nearest_name.hpp"
#include "contract/contract_text.hpp"
#include "guide/documents.hpp"
#include "guide/error_catalogue.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

Json to_json(const guide::ErrorEntry& entry) {
  return {{"code", entry.code}, {"as", to_words(entry.place)}, {"where", entry.where}, {"cause", entry.cause}, {"fix", entry.fix}, {"retry", to_words(entry.retry)}};
}

base::Result<int> list_errors(Context& context) {
  Json json = Json::array();
  Table table({"CODE", "AS", "WHERE", "RETRY"});
  for (const auto& entry : guide::error_catalogue()) {
    json.push_back(to_json(entry));
    table.add({std::string(entry.code), std::string(to_words(entry.place)), std::string(entry.where), std::string(to_words(entry.retry))});
  }
  context.show(json, [&](std::ostream& out) { table.print(out); });
  return kExitOk;
}

base::Result<int> show_error(Context& context, const std::string& code) {
  const auto entries = guide::find_errors(code);
  if (entries.empty()) return Error{ErrorCode::kNotFound, fmt::format("there is no code {}, did you mean {}? `tillbridge errors` lists all", code, base::nearest_name(code, guide::error_codes())), {}, {}, "CODE"};
  Json json = Json::array();
  for (const auto& entry : entries) json.push_back(to_json(entry));
  context.show(json, [&](std::ostream& out) {
    for (const auto& entry : entries)
      out << fmt::format("{} as {}{}{}\n  cause: {}\n  fix:   {}\n  retry: {}\n", entry.code, to_words(entry.place), entry.where.empty() ? "" : " of ", entry.where, entry.cause, entry.fix, to_words(entry.retry));
  });
  return kExitOk;
}

base::Result<int> write_guide(Context& context, const std::string& folder) {
  const auto contract = contract::ContractTable::from_wsdl(contract::contract_text());
  Json json = Json::array();
  for (const auto& document : guide::make_documents(contract)) {
    const auto path = std::filesystem::path(folder) / document.path;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    std::ofstream out(path, std::ios::binary);
    out << document.text;
    if (!out.flush()) return Error{ErrorCode::kInvalidRequest, fmt::format("{} cannot be written", path.string()), {}, {}, "--out"};
    json.push_back(path.string());
  }
  context.show(json, [&](std::ostream& out) { out << fmt::format("{} files written to {}\n", json.size(), folder); });
  return kExitOk;
}

}  // namespace

void add_guide_commands(Registry& registry) {
  auto code = std::make_shared<std::string>();
  auto* errors = add_command(registry.app, "errors", "What a code means that a till met: cause, what to do, whether to send again", {"tillbridge errors", "tillbridge errors bad_number"});
  errors->add_option("CODE", *code, "One code; else all");
  errors->callback([&registry, code] { registry.chosen = [code](Context& context) { return code->empty() ? list_errors(context) : show_error(context, *code); }; });

  auto folder = std::make_shared<std::string>();
  auto* guide = add_command(registry.app, "guide", "Writes the pages for programmers of tills as Markdown: one per operation, and the error catalogue", {"tillbridge guide --out docs"});
  guide->add_option("--out", *folder, "The folder")->required()->type_name("DIR");
  guide->callback([&registry, folder] { registry.chosen = [folder](Context& context) { return write_guide(context, *folder); }; });
}

}  // namespace tillbridge::admin::cli
