#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract_table.hpp"
#include "guide/sample_tree.hpp"

namespace tillbridge::guide {

enum class Language { kXml, kCurl, kPhp, kPython, kCsharp, kJava };

/// "xml", "curl", "php", "python", "csharp", "java", in the order of the enumeration.
const std::vector<std::string>& language_words();
/// Throws std::logic_error for a word that is not among language_words().
Language language_of(std::string_view word);
/// How files with such a sample end: ".xml", ".sh", ".php", ".py", ".cs", ".java".
std::string_view file_ending(Language language);

/// A call as a whole: what one sample says.
struct Sample {
  contract::OperationRule operation;
  std::string target_namespace;
  SampleElement request;                ///< with Credentials; languages that log in by HTTP Basic leave them out
  SampleOptions options;
};

/// The sample that the contract's own examples give. Throws like sample_request().
Sample make_sample(const contract::ContractTable& contract, std::string_view operation, const SampleOptions& options);

/// The sample as text that works as it stands: UTF-8, ends with a line end, holds no password (code takes it from the environment
/// variable TILLBRIDGE_PASSWORD; XML says YOUR-PASSWORD). Code prints the answer and ends with 0, with 1 when resending unchanged
/// cannot help, with 75 when it may.
std::string write_sample(const Sample& sample, Language language);

}  // namespace tillbridge::guide
