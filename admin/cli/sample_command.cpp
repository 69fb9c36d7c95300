#include <algorithm>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "base/nearest_name.hpp"
#include "contract/contract_text.hpp"
#include "guide/sample.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

struct Options {
  std::string operation, language = "xml";
  guide::SampleOptions sample;
  std::vector<std::string> values;
};

base::Result<contract::OperationRule> find_operation(const contract::ContractTable& contract, const std::string& name) {
  if (const auto* operation = contract.find_operation(name)) return *operation;
  std::vector<std::string> names;
  for (const auto& operation : contract.operations()) names.push_back(operation.name);
  return Error{ErrorCode::kNotFound, fmt::format("there is no operation {}, did you mean {}? All: {}", name, base::nearest_name(name, names), fmt::join(names, ", ")), {}, {}, "OPERATION"};
}

base::Result<void> read_values(Options& options) {
  for (const auto& value : options.values) {
    const auto equals = value.find('=');
    if (equals == std::string::npos || equals == 0) return Error{ErrorCode::kInvalidRequest, fmt::format("--value {} is not ELEMENT=VALUE", value), {}, {}, "--value"};
    options.sample.values.emplace_back(value.substr(0, equals), value.substr(equals + 1));
  }
  while (options.sample.address.ends_with('/')) options.sample.address.pop_back();
  return {};
}

base::Result<int> run(Context& context, Options options) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const auto operation = find_operation(table, options.operation);
  if (!operation) return operation.error();
  if (const auto read = read_values(options); !read) return read.error();
  options.sample.now = context.now();
  const auto text = guide::write_sample(guide::make_sample(table, operation->name, options.sample), guide::language_of(options.language));
  const Json json = {{"operation", operation->name}, {"as", options.language}, {"text", text}};
  context.show(json, [&](std::ostream& out) { out << text; });
  return kExitOk;
}

}  // namespace

void add_sample_command(Registry& registry) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(registry.app, "sample", "Prints a call of one operation that works as it stands, as XML or as a program; it holds no password",
                              {"tillbridge sample UpdateInventory", "tillbridge sample GetNewTransactions --as python --address https://pos.example:8470 --store POS1 --user till1",
                               "tillbridge sample UpdatePOSProducts --least --soap12", "tillbridge sample SaveShipments --as curl --value WebOrderNumber=1042 --value Site=web"});
  command->add_option("OPERATION", options->operation, "UpdateInventory, GetNewTransactions, …")->required();
  command->add_option("--as", options->language, "xml, curl, php, python, csharp or java; else xml")->check(CLI::IsMember(guide::language_words()));
  command->add_option("--address", options->sample.address, "Where the service is; else http://localhost:8470");
  command->add_option("--store", options->sample.store, "StoreId of the login; else main-street");
  command->add_option("--user", options->sample.user, "UserName of the login; else till1");
  command->add_option("--value", options->values, "Another value than the contract's example; brings in an element that was left out")->type_name("ELEMENT=VALUE")->allow_extra_args(false);
  command->add_flag("--least", options->sample.least, "Only what is required");
  command->add_flag("--soap12", options->sample.soap12, "SOAP 1.2 instead of SOAP 1.1");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return run(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
