#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "services/front/clean_writer.hpp"
#include "services/front/front_context.hpp"
#include "services/front/header_reader.hpp"
#include "services/front/operation_reader.hpp"

namespace tillbridge::services::front {

/// The frame round an operation: Envelope, Header, Body with exactly one operation, or the operation element alone. Counts depth, attributes and
/// names for every element and hands each to the reader of its place.
class EnvelopeReader final : public contract::XmlEvents {
 public:
  EnvelopeReader(FrontContext& context, CleanWriter& writer) : context_(context), writer_(writer), header_(context), operation_(context, writer) {}

  void on_start(contract::QName name, contract::AttributeList attributes) override;
  void on_end(contract::QName name) override;
  void on_text(std::string_view text) override;
  void on_namespace(std::string_view prefix, std::string_view uri) override;
  void on_doctype() override;
  void on_processing_instruction() override;
  void on_comment() override;

  SoapVersion version() const { return version_; }
  bool is_bare() const { return is_bare_; }
  bool has_root() const { return has_root_; }
  bool has_operation() const { return has_operation_; }
  const std::string& operation() const { return operation_.operation(); }
  std::int64_t rows() const { return operation_.rows(); }
  const std::optional<Credentials>& credentials() const { return credentials_; }
  /// From now on credentials come too late.
  void close_head() { is_head_closed_ = true; }
  /// For messages about what is not well-formed: the open elements.
  std::string where() const;

 private:
  enum class Place { kRoot, kEnvelope, kHeader, kBody, kOperation, kTail };

  bool check_limits(contract::QName name, contract::AttributeList attributes);
  /// Expat keeps every different name of a document to its end: their number is what its memory grows with.
  void count_name(std::string_view name);
  void start_root(contract::QName name, contract::AttributeList attributes);
  void start_in_envelope(contract::QName name);
  void start_operation(contract::QName name, contract::AttributeList attributes);
  void take_credentials(const std::optional<Credentials>& found);

  FrontContext& context_;
  CleanWriter& writer_;
  HeaderReader header_;
  OperationReader operation_;
  Place place_ = Place::kRoot;
  SoapVersion version_ = SoapVersion::kSoap11;
  std::string_view envelope_namespace_;
  std::unordered_set<std::size_t> names_;  ///< hashes of all different names so far
  int depth_ = 0;
  int namespaces_ = 0;                ///< declarations of the element that starts next
  bool is_bare_ = false, has_root_ = false, has_header_ = false, has_body_ = false, has_operation_ = false, is_head_closed_ = false;
  std::optional<Credentials> credentials_;
};

}  // namespace tillbridge::services::front
