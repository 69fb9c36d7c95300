#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/front/front_context.hpp"

namespace tillbridge::services::front {

/// Reads the blocks of a SOAP header: credentials in a Credentials block of ours or in a WS-Security UsernameToken, and the mustUnderstand
/// rule. Every other block is passed over.
/// A UsernameToken has no place for the store: its Username is "StoreId/UserName" (a backslash does as well); without either the store id stays empty.
class HeaderReader {
 public:
  explicit HeaderReader(FrontContext& context) : context_(context) {}

  void start(contract::QName name, contract::AttributeList attributes, std::string_view envelope_namespace);
  void end();
  void text(std::string_view text);
  /// True outside of any block.
  bool is_idle() const { return depth_ == 0; }

  const std::optional<Credentials>& credentials() const { return credentials_; }

 private:
  enum class Block { kForeign, kOurs, kSecurity };

  void start_block(contract::QName name, contract::AttributeList attributes, std::string_view envelope_namespace);
  void start_our_field(contract::QName name);
  void start_security_part(contract::QName name, contract::AttributeList attributes);
  void read_into(std::string& field, std::string_view name);
  void end_block();

  FrontContext& context_;
  Block block_ = Block::kForeign;
  int depth_ = 0;
  bool in_token_ = false;
  std::string* field_ = nullptr;
  Credentials found_;
  bool has_token_ = false;
  std::optional<Credentials> credentials_;
};

}  // namespace tillbridge::services::front
