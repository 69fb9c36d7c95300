#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/table.hpp"
#include "admin/mapping_import.hpp"
#include "admin/mappings.hpp"
#include "admin/unmapped_values.hpp"

namespace tillbridge::admin::cli {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kMaxListed = 100'000;
constexpr std::size_t kWidestCell = 60;
constexpr const char* kOnlyLater = "Only products that are made in a shop from now on have it: what was published belongs to the merchant.";
constexpr const char* kSiteOption = "Only for this site, NAME or ACCOUNT/NAME; its mapping wins over that of all sites. Without it: all sites of the account";

Json site_json(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }
std::string site_words(const std::string& name) { return name.empty() ? "all sites" : name; }

Json to_json(const MappingView& view) {
  return {{"account", view.store_id}, {"site", site_json(view.site_name)}, {"attribute", view.mapping.attribute}, {"pos_value", view.mapping.pos_value},
          {"web_value", view.mapping.web_value}, {"overruled", view.overruled}};
}

std::string cell(const std::string& text) {
  if (text.size() <= kWidestCell) return text;
  auto end = kWidestCell;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end) + "…";
}

void print_notes(std::ostream& out, const std::vector<std::string>& notes) {
  for (const auto& note : notes) out << "note: " << printable(note) << "\n";
}

struct Value {
  std::string site, attribute, pos_value, web_value;
};

MappingScope scope_of(const Context& context, const std::string& site) { return {context.options().account, site}; }

base::Result<int> set(Context& context, const Value& value) {
  auto services = context.services();
  if (!services) return services.error();
  const auto done = set_mapping(**services, scope_of(context, value.site), value.attribute, value.pos_value, value.web_value);
  if (!done) return done.error();
  auto json = to_json(done->now);
  json["before"] = done->before ? Json(*done->before) : Json(nullptr);
  json["changed"] = done->changed;
  json["notes"] = done->notes;
  context.show(json, [&](std::ostream& out) {
    const auto& mapping = done->now.mapping;
    out << printable(fmt::format("{} \"{}\" becomes \"{}\" on {}{}", mapping.attribute, mapping.pos_value, mapping.web_value, site_words(done->now.site_name),
                                 !done->changed ? ", as before" : done->before ? fmt::format(" (was \"{}\")", *done->before) : ""))
        << "\n";
    print_notes(out, done->notes);
    if (done->changed) out << kOnlyLater << "\n";
  });
  return kExitOk;
}

base::Result<int> remove(Context& context, const Value& value) {
  auto services = context.services();
  if (!services) return services.error();
  const auto done = remove_mapping(**services, scope_of(context, value.site), value.attribute, value.pos_value);
  if (!done) return done.error();
  context.show(to_json(*done), [&](std::ostream& out) {
    out << printable(fmt::format("removed: {} \"{}\" became \"{}\" on {}", done->mapping.attribute, done->mapping.pos_value, done->mapping.web_value, site_words(done->site_name)))
        << "\nWhat was published with it stays; a product keeps one word for one value.\n";
  });
  return kExitOk;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

void print_csv(std::ostream& out, const std::vector<MappingView>& views) {
  out << "attribute,pos_value,web_value,site\n";
  for (const auto& view : views)
    out << fmt::format("{},{},{},{}\n", csv_field(view.mapping.attribute), csv_field(view.mapping.pos_value), csv_field(view.mapping.web_value), csv_field(view.site_name));
}

struct ListOptions {
  std::string site, attribute;
  bool csv = false;
};

base::Result<int> list(Context& context, const ListOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  const auto views = list_mappings(**services, scope_of(context, options.site), options.attribute);
  if (!views) return views.error();
  auto json = Json::array();
  for (const auto& view : *views) json.push_back(to_json(view));
  context.show(json, [&](std::ostream& out) {
    if (options.csv) return print_csv(out, *views);
    Table table({"ATTRIBUTE", "POS VALUE", "WEB VALUE", "SITE", ""});
    for (const auto& view : *views)
      table.add({view.mapping.attribute, cell(view.mapping.pos_value), view.mapping.web_value, site_words(view.site_name), view.overruled ? "the site has its own" : ""});
    table.print(out);
    if (views->empty()) out << "No mappings: every value passes unchanged. `tillbridge mapping unmapped --all` shows the values of the POS.\n";
  });
  return kExitOk;
}

struct ImportOptions {
  std::string site, file;
  bool replace = false, dry_run = false;
};

base::Result<std::string> content_of(const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) return Error{ErrorCode::kNotFound, "cannot read " + file + "; give the path of a CSV file, or - for the standard input"};
  return text;
}

base::Result<int> import_file(Context& context, const ImportOptions& options) {
  const auto text = content_of(options.file);
  if (!text) return text.error();
  auto lines = read_mapping_file(*text);
  if (!lines) return lines.error();
  auto services = context.services();
  if (!services) return services.error();
  const auto report = import_mappings(**services, {scope_of(context, options.site), std::move(*lines), options.replace, options.dry_run});
  if (!report) return report.error();
  context.show({{"added", report->added}, {"changed", report->changed}, {"unchanged", report->unchanged}, {"removed", report->removed}, {"notes", report->notes}, {"dry_run", options.dry_run}},
               [&](std::ostream& out) {
                 out << fmt::format("{}{} added, {} changed, {} unchanged, {} removed\n", options.dry_run ? "would be: " : "", report->added, report->changed, report->unchanged, report->removed);
                 print_notes(out, report->notes);
                 if (!options.dry_run && report->added + report->changed > 0) out << kOnlyLater << "\n";
               });
  return kExitOk;
}

struct UnmappedOptions {
  std::string site;
  UnmappedFilter filter;
};

base::Result<int> unmapped(Context& context, const UnmappedOptions& options) {
  auto services = context.services();
  if (!services) return services.error();
  auto filter = options.filter;
  filter.scope = scope_of(context, options.site);
  const auto report = list_unmapped(**services, filter);
  if (!report) return report.error();
  auto values = Json::array();
  for (const auto& value : report->values)
    values.push_back({{"attribute", value.attribute}, {"value", value.value}, {"items", value.items}, {"example_item", value.example_item}, {"is_web_value", value.is_web_value}});
  context.show({{"values", values}, {"left_off", report->left_off}}, [&](std::ostream& out) {
    Table table({"ATTRIBUTE", "VALUE", "ITEMS", "E.G.", ""});
    for (const auto& value : report->values)
      table.add({value.attribute, cell(value.value), std::to_string(value.items), value.example_item, value.is_web_value ? "a word of the shop already" : ""});
    table.print(out);
    if (report->left_off > 0) out << fmt::format("and {} more; --limit shows them\n", report->left_off);
    if (report->values.empty() && !filter.all) out << "Every value of the attributes that have mappings is mapped. --all shows the others too.\n";
  });
  return kExitOk;
}

}  // namespace

void add_mapping_commands(Registry& registry) {
  auto* group = add_group(registry.app, "mapping", "Attribute values: what the POS calls one thing and the shop another (docs/mapping.md)");

  auto value = std::make_shared<Value>();
  auto* setting = add_command(*group, "set", std::string("A value of the POS becomes this value in the shop; several may become the same. ") + kOnlyLater,
                              {"tillbridge mapping set Colour Rose Red", "tillbridge mapping set Colour Wine Red", "tillbridge mapping set Colour Wine Bordeaux --site web",
                               "tillbridge mapping set Colour Rose Rose --site outlet"});
  setting->add_option("ATTRIBUTE", value->attribute, "Name of an option or an attribute; case does not matter")->required();
  setting->add_option("POS_VALUE", value->pos_value, "As the POS sends it; case and blanks around do not matter")->required();
  setting->add_option("WEB_VALUE", value->web_value, "As the shop gets it, letter by letter")->required();
  setting->add_option("--site", value->site, kSiteOption);
  setting->callback([&registry, value] { registry.chosen = [value](Context& context) { return set(context, *value); }; });

  auto gone = std::make_shared<Value>();
  auto* removing = add_command(*group, "remove", "Takes a mapping away: the value passes unchanged again. What was published stays",
                               {"tillbridge mapping remove Colour Rose", "tillbridge mapping remove Colour Wine --site web"});
  removing->add_option("ATTRIBUTE", gone->attribute, "Name of an option or an attribute")->required();
  removing->add_option("POS_VALUE", gone->pos_value, "The value that is mapped")->required();
  removing->add_option("--site", gone->site, "The site's own mapping; without it that of all sites");
  removing->callback([&registry, gone] { registry.chosen = [gone](Context& context) { return remove(context, *gone); }; });

  auto listing_options = std::make_shared<ListOptions>();
  auto* listing = add_command(*group, "list", "The mappings of an account, or those that count for one site",
                              {"tillbridge mapping list", "tillbridge mapping list --site web --attribute Colour", "tillbridge mapping list --csv > mappings.csv"});
  listing->add_option("--site", listing_options->site, "Its own and those of all sites");
  listing->add_option("--attribute", listing_options->attribute, "Only this attribute");
  listing->add_flag("--csv", listing_options->csv, "As a file that `tillbridge mapping import` reads");
  listing->callback([&registry, listing_options] { registry.chosen = [listing_options](Context& context) { return list(context, *listing_options); }; });

  auto import_options = std::make_shared<ImportOptions>();
  auto* importing = add_command(*group, "import", std::string("Reads mappings from a CSV file: all lines or none. Heading attribute,pos_value,web_value and, where wanted, site. ") + kOnlyLater,
                                {"tillbridge mapping import colours.csv --dry-run", "tillbridge mapping import colours.csv --site web", "tillbridge mapping import - --replace < mappings.csv"});
  importing->add_option("FILE", import_options->file, "Comma, semicolon or tab between the fields, UTF-8; - reads the standard input")->required();
  importing->add_option("--site", import_options->site, "Lines without a site are for this one; without it for all sites");
  importing->add_flag("--replace", import_options->replace, "Also removes mappings that the file does not name, of the sites that it is for");
  importing->add_flag("--dry-run", import_options->dry_run, "Only says what would change");
  importing->callback([&registry, import_options] { registry.chosen = [import_options](Context& context) { return import_file(context, *import_options); }; });

  auto unmapped_options = std::make_shared<UnmappedOptions>();
  auto* missing = add_command(*group, "unmapped", "Values of the POS that have no mapping though their attribute has some: they pass unchanged",
                              {"tillbridge mapping unmapped", "tillbridge mapping unmapped --site web --attribute Colour", "tillbridge mapping unmapped --all --json"});
  missing->add_option("--site", unmapped_options->site, "What this site sells and has no mapping for");
  missing->add_option("--attribute", unmapped_options->filter.attribute, "Only this attribute, also where it has no mapping yet");
  missing->add_flag("--all", unmapped_options->filter.all, "Also attributes without any mapping, and values that are words of the shop already");
  missing->add_option("--limit", unmapped_options->filter.limit, "At most so many, most items first")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  missing->callback([&registry, unmapped_options] { registry.chosen = [unmapped_options](Context& context) { return unmapped(context, *unmapped_options); }; });
}

}  // namespace tillbridge::admin::cli
