#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "contract/contract_table.hpp"

namespace tillbridge::services::front {

enum class SoapVersion { kSoap11, kSoap12 };

struct FrontLimits {
  int max_depth = 32;
  int max_attributes = 64;            ///< per element
  int max_namespaces = 32;            ///< declarations per element
  std::size_t max_names = 1'000;      ///< different names of elements, attributes and prefixes
  std::size_t max_name = 256;         ///< bytes of an element or attribute name
  std::size_t max_attribute_value = 8 * 1024;
  std::size_t max_text = 1024 * 1024; ///< bytes of one element's text
  std::size_t max_prefix_before_credentials = 64 * 1024;
  std::int64_t max_rows = 100'000;    ///< of the operation's repeated row element
  std::int64_t max_nested = 1'000;    ///< of one repeated element inside a row
  std::size_t max_credential = 1024;  ///< bytes of a store id, user name or password
};

/// What stood in the request beside its rows. Exactly one source may be used (body, SOAP header, WS-Security); HTTP Basic is
/// judged by the caller.
/// A UsernameToken has one name only: "StoreId/UserName" (or with a backslash) is taken apart; without either store_id stays empty.
struct Credentials {
  std::string store_id, user_name, password;
  enum class Source { kBody, kSoapHeader, kUsernameToken } source = Source::kBody;
};

struct FrontWarning {
  std::string code;                   ///< "unknown_element", ...
  std::string message;                ///< names the path and the line
};

/// The strict, normalising stage in front of the SOAP engine: one linear expat pass over the received bytes in any accepted
/// encoding. It emits a clean UTF-8 SOAP 1.1 or 1.2 envelope that holds only what the contract knows: our prefix and namespace
/// on every element, no attributes, no headers, no credentials (they come apart), references resolved, nil turned into an empty element.
///
/// Accepts: any prefix, children without namespace, any element order, CDATA, comments, a BOM, UTF-8, UTF-16, ISO-8859-1, Windows-1252,
/// a character written as two references to its UTF-16 halves, a bare operation element without an envelope; after the envelope only blanks and NULs. Unknown elements are dropped and named in warnings.
/// Refuses, as an Error with a catalogue word, the element and the line: what is not well-formed, DTD, processing instructions, id/href
/// multi-references, limits exceeded (word names the limit), doubled scalar elements, two operations in a body, nil on the operation or
/// on a row, unknown operation, unknown envelope namespace (word "version_mismatch"), unknown mustUnderstand headers ("must_understand").
class FrontParser {
 public:
  /// `bytes` outlives the parser; `content_type` is the header's value, for its charset.
  FrontParser(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view bytes, std::string_view content_type);
  ~FrontParser();

  /// Parses on until version, operation and credentials are known (or the end, or the limit of bytes before credentials).
  /// Then authentication can refuse before any row is decoded. Credentials that stand later than the limit are refused when they come
  /// (word "credentials_too_late"), so no answer of read_head() is ever overtaken.
  base::Result<void> read_head();
  SoapVersion version() const;
  bool is_bare() const;               ///< no envelope: answer bare too
  const std::string& operation() const;
  const std::optional<Credentials>& credentials() const;

  /// The next piece of the clean envelope, complete tokens only, never larger than about 64 KB; empty at the end of a document that was
  /// accepted as a whole. An Error means: refuse the request, whatever was emitted before.
  base::Result<std::string_view> next_chunk();

  /// How much of the document was looked at so far, in bytes of UTF-8.
  std::size_t looked_at() const;
  /// Rows of the operation so far.
  std::int64_t rows() const;

  const std::vector<FrontWarning>& warnings() const;
  /// A hash over the operation without its credentials, valid at the end: what a CallerReference is compared by. Hex SHA-256.
  std::string content_hash() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tillbridge::services::front
