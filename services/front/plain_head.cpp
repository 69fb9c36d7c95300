#include "services/front/plain_head.hpp"

#include <algorithm>

#include "services/front/plain_tag.hpp"
#include "services/front/plain_text.hpp"
#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

/// Reads the tags of the frame one after the other and keeps what their prefixes mean.
class HeadReader {
 public:
  HeadReader(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view text)
      : contract_(contract), limits_(limits), at_(text.data()), end_(text.data() + text.size()) {}

  std::optional<PlainHead> read() {
    at_ = skip_plain_declaration(at_, end_);
    if (at_ == nullptr) return std::nullopt;
    auto tag = next_tag();
    if (!tag) return std::nullopt;
    if (tag->local != "Envelope") {
      head_.is_bare = true;
    } else if (!open_envelope(*tag) || !(tag = next_tag()) || !pass_header(tag) || !open_body(*tag) || !(tag = next_tag())) {
      return std::nullopt;
    }
    return open_operation(*tag) ? std::optional(head_) : std::nullopt;
  }

 private:
  std::optional<PlainTag> next_tag() {
    at_ = skip_blanks(at_, end_);
    auto tag = read_plain_tag(at_, end_);
    if (!tag || tag->declarations.size() > static_cast<std::size_t>(limits_.max_namespaces)) return std::nullopt;
    for (const auto& declaration : tag->declarations) namespaces_.push_back(declaration);
    head_.declared += tag->declarations.size();
    at_ = tag->behind;
    return tag;
  }

  std::string_view uri_of(std::string_view prefix) const {
    const auto found = std::find_if(namespaces_.rbegin(), namespaces_.rend(), [&](const auto& declared) { return declared.prefix == prefix; });
    return found == namespaces_.rend() ? std::string_view{} : found->uri;
  }

  bool open_envelope(const PlainTag& tag) {
    envelope_namespace_ = uri_of(tag.prefix);
    head_.envelope = tag.name;
    head_.version = envelope_namespace_ == kSoap12Envelope ? SoapVersion::kSoap12 : SoapVersion::kSoap11;
    return !tag.is_empty && (envelope_namespace_ == kSoap11Envelope || envelope_namespace_ == kSoap12Envelope);
  }

  bool is_of_envelope(const PlainTag& tag, std::string_view local) const { return tag.local == local && uri_of(tag.prefix) == envelope_namespace_; }

  /// Leaves the tag behind an empty Header in `tag`.
  bool pass_header(std::optional<PlainTag>& tag) {
    if (!tag) return false;
    if (!is_of_envelope(*tag, "Header")) return true;
    if (!tag->is_empty && !pass_end(tag->name)) return false;
    namespaces_.resize(namespaces_.size() - tag->declarations.size());
    tag = next_tag();
    return tag.has_value();
  }

  bool pass_end(std::string_view name) {
    at_ = skip_blanks(at_, end_);
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    if (!rest.starts_with("</") || !rest.substr(2).starts_with(name) || !rest.substr(2 + name.size()).starts_with('>')) return false;
    at_ += name.size() + 3;
    return true;
  }

  bool open_body(const PlainTag& tag) {
    head_.body = tag.name;
    return !tag.is_empty && is_of_envelope(tag, "Body");
  }

  bool open_operation(const PlainTag& tag) {
    head_.operation = contract_.find_operation(tag.local);
    head_.prefix = tag.prefix;
    head_.content = tag.behind;
    return !tag.is_empty && head_.operation != nullptr && uri_of(tag.prefix) == contract_.target_namespace();
  }

  const contract::ContractTable& contract_;
  const FrontLimits& limits_;
  const char* at_;
  const char* end_;
  PlainHead head_;
  std::string_view envelope_namespace_;
  std::vector<NamespaceDeclaration> namespaces_;
};

}  // namespace

std::optional<PlainHead> read_plain_head(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view text) {
  return HeadReader(contract, limits, text).read();
}

}  // namespace tillbridge::services::front
