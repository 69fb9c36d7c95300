#include "guide/documents.hpp"

#include "guide/error_pages.hpp"
#include "guide/operation_page.hpp"

namespace tillbridge::guide {
namespace {

constexpr std::string_view kMark = "\n<!-- Made by `tillbridge guide --out docs`: change the contract's words or guide/, not this file. -->\n";

constexpr std::string_view kFooter = "\n[Where to begin](README.md) · [Errors](../errors.md)\n";

/// Markdown has no page per code: their links lead to the catalogue.
std::string link_from_integrators(std::string_view target) {
  constexpr std::string_view kOperation = "operation:";
  if (target.starts_with("error")) return "../errors.md";
  if (target.starts_with(kOperation)) return std::string(target.substr(kOperation.size())) + ".md";
  return std::string(target);
}

/// Inside the catalogue a code stands for itself.
std::string without_code_links(std::string text) {
  for (auto at = text.find("](error:"); at != std::string::npos; at = text.find("](error:", at)) {
    const auto begin = text.rfind('[', at), end = text.find(')', at);
    text.erase(at, end + 1 - at);
    text.erase(begin, 1);
  }
  return text;
}

}  // namespace

std::vector<Document> make_documents(const contract::ContractTable& contract) {
  std::vector<Document> documents;
  documents.push_back({"errors.md", without_code_links(to_markdown(catalogue_page(), [](std::string_view target) { return std::string(target); })) + std::string(kMark)});
  for (const auto& operation : contract.operations())
    documents.push_back({"integrators/" + operation.name + ".md", to_markdown(operation_page(contract, operation.name), link_from_integrators) + std::string(kFooter) + std::string(kMark)});
  return documents;
}

}  // namespace tillbridge::guide
