#include "services/front/header_reader.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "services/front/soap_names.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::size_t kMaxCredential = 1024;

bool is_for_us(contract::AttributeList attributes, std::string_view envelope_namespace) {
  if (envelope_namespace == kSoap11Envelope) {
    const auto actor = base::trim_blanks(attributes.find(envelope_namespace, "actor"));
    return actor.empty() || actor == kActorNext11;
  }
  const auto role = base::trim_blanks(attributes.find(envelope_namespace, "role"));
  return role.empty() || role == kRoleNext12 || role == kRoleUltimateReceiver12;
}

bool must_understand(contract::AttributeList attributes, std::string_view envelope_namespace) {
  const auto value = base::trim_blanks(attributes.find(envelope_namespace, "mustUnderstand"));
  return value == "1" || equals_ignoring_case(value, "true");
}

bool is_security(std::string_view uri) { return uri == kWsse || uri == kWsse2003 || uri == kWsse2002; }

}  // namespace

void HeaderReader::start(contract::QName name, contract::AttributeList attributes, std::string_view envelope_namespace) {
  ++depth_;
  if (depth_ == 1) return start_block(name, attributes, envelope_namespace);
  if (field_ != nullptr) return context_.refuse("unexpected_element", fmt::format("An element stands inside the credentials' text: '{}'", shorten(name.local)));
  if (block_ == Block::kOurs && depth_ == 2) start_our_field(name);
  if (block_ == Block::kSecurity) start_security_part(name, attributes);
}

void HeaderReader::start_block(contract::QName name, contract::AttributeList attributes, std::string_view envelope_namespace) {
  block_ = Block::kForeign;
  found_ = {};
  has_token_ = false;
  if (!is_for_us(attributes, envelope_namespace)) return;
  if (name.local == "Credentials" && name.uri == context_.contract.target_namespace()) {
    block_ = Block::kOurs;
    found_.source = Credentials::Source::kSoapHeader;
  } else if (name.local == "Security" && is_security(name.uri)) {
    block_ = Block::kSecurity;
    found_.source = Credentials::Source::kUsernameToken;
  } else if (must_understand(attributes, envelope_namespace)) {
    context_.refuse("must_understand", fmt::format("The SOAP header '{}' in the namespace '{}' says mustUnderstand, and it is not understood here; leave it out", shorten(name.local), shorten(name.uri)), std::string(name.local));
  }
}

void HeaderReader::read_into(std::string& field, std::string_view name) {
  if (!field.empty()) return context_.refuse("duplicate_element", fmt::format("'{}' stands twice in the SOAP header's credentials", name));
  field_ = &field;
}

void HeaderReader::start_our_field(contract::QName name) {
  if (name.local == "StoreId") read_into(found_.store_id, name.local);
  else if (name.local == "UserName") read_into(found_.user_name, name.local);
  else if (name.local == "Password") read_into(found_.password, name.local);
  else context_.warn("unknown_element", "Header/Credentials/" + shorten(name.local), fmt::format("The element '{}' in the header Credentials is not known and was ignored", shorten(name.local)));
}

void HeaderReader::start_security_part(contract::QName name, contract::AttributeList attributes) {
  if (depth_ == 2 && name.local == "UsernameToken" && is_security(name.uri)) {
    if (has_token_) return context_.refuse("several_credentials", "Two UsernameTokens stand in the request; send one");
    has_token_ = true;
    in_token_ = true;
  } else if (depth_ == 3 && in_token_ && name.local == "Username") {
    read_into(found_.user_name, name.local);
  } else if (depth_ == 3 && in_token_ && name.local == "Password") {
    const auto type = attributes.find({}, "Type");
    if (type.find("PasswordDigest") != std::string_view::npos) {
      return context_.refuse("unsupported_password_type", "A UsernameToken with PasswordDigest cannot be checked here; send PasswordText over HTTPS, or the Credentials element");
    }
    read_into(found_.password, name.local);
  }
}

void HeaderReader::text(std::string_view text) {
  if (field_ == nullptr) return;
  if (field_->size() + text.size() > kMaxCredential) return context_.refuse("text_too_long", fmt::format("A credential is longer than the limit of {} bytes", kMaxCredential));
  field_->append(text);
}

void HeaderReader::end() {
  field_ = nullptr;
  if (depth_ == 2) in_token_ = false;
  if (depth_ == 1) end_block();
  --depth_;
}

void HeaderReader::end_block() {
  if (block_ == Block::kForeign || (block_ == Block::kSecurity && !has_token_)) return;
  found_.store_id = std::string(base::trim_blanks(found_.store_id));
  found_.user_name = std::string(base::trim_blanks(found_.user_name));
  if (found_.store_id.empty() && found_.user_name.empty() && found_.password.empty()) return;
  if (block_ == Block::kSecurity) {
    if (const auto at = found_.user_name.find_first_of("/\\"); at != std::string::npos) {
      found_.store_id = found_.user_name.substr(0, at);
      found_.user_name.erase(0, at + 1);
    }
  }
  if (credentials_) return context_.refuse("several_credentials", "Credentials stand twice in the SOAP header; send them once");
  credentials_ = found_;
}

}  // namespace tillbridge::services::front
