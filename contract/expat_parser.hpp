#pragma once
#include <expat.h>

#include <cstdint>
#include <string_view>

namespace tillbridge::contract {

/// An element's or attribute's name as expat reports it with namespaces on: URI and local part.
struct QName {
  std::string_view uri;
  std::string_view local;
};

/// The attributes of one element, in expat's own storage: valid inside the start event only. Namespace declarations are not among them.
class AttributeList {
 public:
  explicit AttributeList(const XML_Char** raw) : raw_(raw) {}
  /// The value, or an empty view with null data when there is none.
  std::string_view find(std::string_view uri, std::string_view local) const;
  int count() const;
  std::size_t longest_name() const;
  std::size_t longest_value() const;
  /// Calls `visit` with the local part of each name.
  template <class Visit>
  void each_name(Visit visit) const {
    for (const XML_Char** at = raw_; *at != nullptr; at += 2) visit(local_part(at[0]));
  }

 private:
  static std::string_view local_part(std::string_view name);
  const XML_Char** raw_;
};

/// What an ExpatParser tells its owner. Events stop as soon as the owner called ExpatParser::stop().
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void on_start(QName name, AttributeList attributes) = 0;
  virtual void on_end(QName name) = 0;
  virtual void on_text(std::string_view text) = 0;
  virtual void on_namespace(std::string_view prefix, std::string_view uri) = 0;
  virtual void on_doctype() {}
  virtual void on_processing_instruction() {}
  virtual void on_comment() {}
};

/// Owns one expat parser over UTF-8 bytes, namespaces on, DTDs reported and never read. The declaration's encoding is ignored:
/// the bytes are UTF-8 whatever it says. Expat salts its hash tables itself.
class ExpatParser {
 public:
  explicit ExpatParser(XmlEvents& events);
  ~ExpatParser();
  ExpatParser(const ExpatParser&) = delete;
  ExpatParser& operator=(const ExpatParser&) = delete;

  /// False when the bytes are not well-formed or stop() was called inside an event.
  bool parse(std::string_view bytes, bool is_last);
  void stop();

  XML_Error error_code() const { return XML_GetErrorCode(parser_); }
  std::string_view error_text() const;
  std::int64_t line() const { return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_)); }
  std::int64_t column() const { return static_cast<std::int64_t>(XML_GetCurrentColumnNumber(parser_)) + 1; }

 private:
  XML_Parser parser_;
  XmlEvents& events_;
  bool stopped_ = false;
  static ExpatParser& self(void* user) { return *static_cast<ExpatParser*>(user); }
};

}  // namespace tillbridge::contract
