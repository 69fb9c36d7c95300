#pragma once
#include <string>
#include <vector>

#include "contract/contract_table.hpp"

namespace tillbridge::guide {

struct Document {
  std::string path;                   ///< below docs/: "errors.md", "integrators/UpdateInventory.md"
  std::string text;
};

/// The Markdown files that are made from the contract and the catalogue; `tillbridge guide --out docs` writes them, a test holds the
/// committed ones against them.
std::vector<Document> make_documents(const contract::ContractTable& contract);

}  // namespace tillbridge::guide
