#include "guide/sample.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "guide/samples/writers.hpp"

namespace tillbridge::guide {
namespace {

struct LanguageRow {
  Language language;
  std::string_view word, ending;
  std::string (*write)(const Sample&);
};

constexpr LanguageRow kLanguages[] = {
    {Language::kXml, "xml", ".xml", samples::to_xml},       {Language::kCurl, "curl", ".sh", samples::to_curl},
    {Language::kPhp, "php", ".php", samples::to_php},       {Language::kPython, "python", ".py", samples::to_python},
    {Language::kCsharp, "csharp", ".cs", samples::to_csharp}, {Language::kJava, "java", ".java", samples::to_java},
};

const LanguageRow& row_of(Language language) {
  return *std::find_if(std::begin(kLanguages), std::end(kLanguages), [&](const auto& row) { return row.language == language; });
}

}  // namespace

const std::vector<std::string>& language_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> out;
    for (const auto& row : kLanguages) out.emplace_back(row.word);
    return out;
  }();
  return words;
}

Language language_of(std::string_view word) {
  for (const auto& row : kLanguages) {
    if (row.word == word) return row.language;
  }
  throw std::logic_error(fmt::format("no samples are written in {}", word));
}

std::string_view file_ending(Language language) { return row_of(language).ending; }

Sample make_sample(const contract::ContractTable& contract, std::string_view operation, const SampleOptions& options) {
  auto request = sample_request(contract, operation, options);
  return {*contract.find_operation(operation), contract.target_namespace(), std::move(request), options};
}

std::string write_sample(const Sample& sample, Language language) { return row_of(language).write(sample); }

}  // namespace tillbridge::guide
