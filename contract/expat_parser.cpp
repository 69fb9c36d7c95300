#include "contract/expat_parser.hpp"

#include <algorithm>
#include <new>

namespace tillbridge::contract {
namespace {

// U+0001 cannot stand in a document, so no namespace name can imitate the separator.
constexpr char kSeparator = '\x01';

QName split(std::string_view name) {
  const auto at = name.find(kSeparator);
  if (at == std::string_view::npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

}  // namespace

std::string_view AttributeList::find(std::string_view uri, std::string_view local) const {
  for (const XML_Char** at = raw_; *at != nullptr; at += 2) {
    const QName name = split(at[0]);
    if (name.local == local && name.uri == uri) return at[1];
  }
  return {};
}

std::string_view AttributeList::local_part(std::string_view name) { return split(name).local; }

int AttributeList::count() const {
  int count = 0;
  for (const XML_Char** at = raw_; *at != nullptr; at += 2) ++count;
  return count;
}

std::size_t AttributeList::longest_name() const {
  std::size_t longest = 0;
  for (const XML_Char** at = raw_; *at != nullptr; at += 2) longest = std::max(longest, split(at[0]).local.size());
  return longest;
}

std::size_t AttributeList::longest_value() const {
  std::size_t longest = 0;
  for (const XML_Char** at = raw_; *at != nullptr; at += 2) longest = std::max(longest, std::string_view(at[1]).size());
  return longest;
}

ExpatParser::ExpatParser(XmlEvents& events) : parser_(XML_ParserCreateNS("UTF-8", kSeparator)), events_(events) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(
      parser_,
      [](void* user, const XML_Char* name, const XML_Char** attributes) {
        auto& me = self(user);
        if (!me.stopped_) me.events_.on_start(split(name), AttributeList(attributes));
      },
      [](void* user, const XML_Char* name) {
        auto& me = self(user);
        if (!me.stopped_) me.events_.on_end(split(name));
      });
  XML_SetCharacterDataHandler(parser_, [](void* user, const XML_Char* text, int length) {
    auto& me = self(user);
    if (!me.stopped_) me.events_.on_text({text, static_cast<std::size_t>(length)});
  });
  XML_SetStartNamespaceDeclHandler(parser_, [](void* user, const XML_Char* prefix, const XML_Char* uri) {
    auto& me = self(user);
    if (!me.stopped_) me.events_.on_namespace(prefix ? prefix : "", uri ? uri : "");
  });
  XML_SetStartDoctypeDeclHandler(parser_, [](void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& me = self(user);
    if (!me.stopped_) me.events_.on_doctype();
  });
  XML_SetProcessingInstructionHandler(parser_, [](void* user, const XML_Char*, const XML_Char*) {
    auto& me = self(user);
    if (!me.stopped_) me.events_.on_processing_instruction();
  });
  XML_SetCommentHandler(parser_, [](void* user, const XML_Char*) {
    auto& me = self(user);
    if (!me.stopped_) me.events_.on_comment();
  });
}

ExpatParser::~ExpatParser() { XML_ParserFree(parser_); }

bool ExpatParser::parse(std::string_view bytes, bool is_last) {
  return XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), is_last ? 1 : 0) == XML_STATUS_OK;
}

void ExpatParser::stop() {
  if (stopped_) return;
  stopped_ = true;
  XML_StopParser(parser_, XML_FALSE);
}

std::string_view ExpatParser::error_text() const {
  const auto* text = XML_ErrorString(error_code());
  return text ? text : "not well-formed";
}

}  // namespace tillbridge::contract
