#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace tillbridge::services::front {

struct NamespaceDeclaration {
  std::string_view prefix;            ///< "" = the default namespace
  std::string_view uri;
};

/// A start tag that has no attributes but namespace declarations.
struct PlainTag {
  std::string_view name;              ///< with its prefix
  std::string_view prefix, local;
  std::vector<NamespaceDeclaration> declarations;
  bool is_empty = false;              ///< "<name/>"
  const char* behind = nullptr;
};

/// The tag that begins at `at`; nothing for another kind of markup, an attribute, a reserved or doubled prefix, an empty namespace, a value with a
/// reference or with anything but printable ASCII, names of other characters than ASCII letters, digits, '_', '-' and '.', or a tag longer than 4 KB.
std::optional<PlainTag> read_plain_tag(const char* at, const char* end);

/// Behind the XML declaration that begins at `at`, or `at` itself when there is none; nullptr for one that is not of version 1.0 or oddly written.
/// What it says of the encoding is judged elsewhere.
const char* skip_plain_declaration(const char* at, const char* end);

}  // namespace tillbridge::services::front
