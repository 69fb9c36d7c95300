#include "services/front/envelope_reader.hpp"

#include <fmt/format.h>

#include <functional>

#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::size_t kMaxNamespaceName = 512;

}  // namespace

std::string EnvelopeReader::where() const {
  switch (place_) {
    case Place::kRoot: return "before the first element";
    case Place::kEnvelope: return "inside Envelope";
    case Place::kHeader: return "inside Envelope/Header";
    case Place::kBody: return "inside Envelope/Body";
    case Place::kOperation: return "inside " + operation_.operation();
    case Place::kTail: return "behind the last element";
  }
  return {};
}

void EnvelopeReader::count_name(std::string_view name) {
  names_.insert(std::hash<std::string_view>{}(name));
  if (names_.size() > context_.limits.max_names) {
    context_.refuse("too_many_names", fmt::format("The request has more than the limit of {} different names of elements and attributes", context_.limits.max_names));
  }
}

void EnvelopeReader::on_namespace(std::string_view prefix, std::string_view uri) {
  count_name(prefix);
  if (++namespaces_ > context_.limits.max_namespaces) {
    context_.refuse("too_many_namespaces", fmt::format("An element declares more than the limit of {} namespaces", context_.limits.max_namespaces));
  } else if (uri.size() > kMaxNamespaceName) {
    context_.refuse("attribute_too_long", fmt::format("A namespace name is longer than the limit of {} bytes", kMaxNamespaceName));
  }
}

void EnvelopeReader::on_doctype() { context_.refuse("dtd_not_allowed", "A document type declaration (DTD) is not allowed in a request"); }

void EnvelopeReader::on_processing_instruction() {
  context_.refuse("processing_instruction_not_allowed", "Processing instructions are not allowed in a request");
}

void EnvelopeReader::on_comment() {
  if (depth_ == 0 && has_root_) context_.refuse("junk_after_envelope", "Something stands behind the end of the envelope; only blanks may");
}

bool EnvelopeReader::check_limits(contract::QName name, contract::AttributeList attributes) {
  const auto& limits = context_.limits;
  if (depth_ > limits.max_depth) {
    context_.refuse("too_deep", fmt::format("Elements are nested deeper than the limit of {}", limits.max_depth));
  } else if (attributes.count() > limits.max_attributes) {
    context_.refuse("too_many_attributes", fmt::format("The element '{}' has more than the limit of {} attributes", shorten(name.local), limits.max_attributes));
  } else if (name.local.size() > limits.max_name || attributes.longest_name() > limits.max_name) {
    context_.refuse("name_too_long", fmt::format("The name of an element or attribute is longer than the limit of {} bytes", limits.max_name));
  } else if (attributes.longest_value() > limits.max_attribute_value) {
    context_.refuse("attribute_too_long", fmt::format("An attribute of '{}' is longer than the limit of {} bytes", shorten(name.local), limits.max_attribute_value));
  } else {
    return true;
  }
  return false;
}

void EnvelopeReader::on_start(contract::QName name, contract::AttributeList attributes) {
  ++depth_;
  namespaces_ = 0;
  count_name(name.local);
  attributes.each_name([this](std::string_view attribute) { count_name(attribute); });
  if (context_.error() || !check_limits(name, attributes)) return;
  switch (place_) {
    case Place::kRoot: return start_root(name, attributes);
    case Place::kEnvelope: return start_in_envelope(name);
    case Place::kHeader: return header_.start(name, attributes, envelope_namespace_);
    case Place::kBody: return start_operation(name, attributes);
    case Place::kOperation: return operation_.start(name, attributes);
    case Place::kTail: return context_.refuse("junk_after_envelope", fmt::format("The element '{}' stands behind the end of the Body", shorten(name.local)));
  }
}

void EnvelopeReader::start_root(contract::QName name, contract::AttributeList attributes) {
  has_root_ = true;
  if (name.local != "Envelope") {
    is_bare_ = true;
    return start_operation(name, attributes);
  }
  if (name.uri == kSoap11Envelope) {
    version_ = SoapVersion::kSoap11;
    envelope_namespace_ = kSoap11Envelope;
  } else if (name.uri == kSoap12Envelope) {
    version_ = SoapVersion::kSoap12;
    envelope_namespace_ = kSoap12Envelope;
  } else {
    return context_.refuse("version_mismatch", fmt::format("The Envelope stands in the namespace '{}'; known are SOAP 1.1 '{}' and SOAP 1.2 '{}'", shorten(name.uri), kSoap11Envelope, kSoap12Envelope), "Envelope");
  }
  place_ = Place::kEnvelope;
}

void EnvelopeReader::start_in_envelope(contract::QName name) {
  const bool is_soap = name.uri == envelope_namespace_;
  if (is_soap && name.local == "Header" && !has_header_ && !has_body_) {
    has_header_ = true;
    place_ = Place::kHeader;
  } else if (is_soap && name.local == "Body" && !has_body_) {
    has_body_ = true;
    place_ = Place::kBody;
  } else {
    context_.refuse("invalid_envelope", fmt::format("The element '{}' may not stand here in the Envelope; expected are one Header (or none), then one Body in the namespace '{}'", shorten(name.local), envelope_namespace_), "Envelope");
  }
}

void EnvelopeReader::start_operation(contract::QName name, contract::AttributeList attributes) {
  if (has_operation_) return context_.refuse("several_operations", fmt::format("The Body holds a second element, '{}'; send one operation per request", shorten(name.local)), "Body");
  writer_.begin(version_, context_.contract.target_namespace());
  operation_.open(name, attributes);
  if (context_.error()) return;
  has_operation_ = true;
  place_ = Place::kOperation;
}

void EnvelopeReader::on_end(contract::QName) {
  --depth_;
  switch (place_) {
    case Place::kRoot:
    case Place::kTail: return;
    case Place::kEnvelope: place_ = Place::kTail; return;
    case Place::kHeader:
      if (header_.is_idle()) {
        place_ = Place::kEnvelope;
        return;
      }
      header_.end();
      if (header_.is_idle() && header_.credentials() && !credentials_) take_credentials(header_.credentials());
      return;
    case Place::kBody: place_ = Place::kEnvelope; return;
    case Place::kOperation: {
      const bool had_credentials = operation_.credentials().has_value();
      operation_.end();
      if (!had_credentials && operation_.credentials()) take_credentials(operation_.credentials());
      if (!operation_.is_open()) place_ = is_bare_ ? Place::kTail : Place::kBody;
      return;
    }
  }
}

void EnvelopeReader::take_credentials(const std::optional<Credentials>& found) {
  if (credentials_) return context_.refuse("several_credentials", "Credentials stand in the SOAP header and in the body; send them in one place", "Credentials");
  if (is_head_closed_) {
    return context_.refuse("credentials_too_late", fmt::format("The Credentials stand behind the first {} KB of the request; put them first", context_.limits.max_prefix_before_credentials / 1024), "Credentials");
  }
  credentials_ = found;
}

void EnvelopeReader::on_text(std::string_view text) {
  if (place_ == Place::kOperation) return operation_.text(text);
  if (place_ == Place::kHeader && !header_.is_idle()) return header_.text(text);
  if (!is_blank(text)) context_.refuse("unexpected_text", fmt::format("Text stands {} where only elements may stand", where()));
}

}  // namespace tillbridge::services::front
