#include <stdsoap2.h>

#include <cstring>

namespace {

/// Plain: raw bytes up to an end tag, all of it received already. What needs a closer look (references, CDATA, comments, markup inside) is not.
bool is_plain(const struct soap* soap, const char* text, const char* end) {
  const char* const received = soap->buf + soap->buflen;
  return end != nullptr && end + 1 < received && end[1] == '/' && std::memchr(text, '&', static_cast<std::size_t>(end - text)) == nullptr;
}

}  // namespace

/// gSOAP's soap_string_in under the name that soapC.cpp calls (CMakeLists.txt): reads the text of an element up to its end tag. gSOAP goes
/// through it character by character, decoding and encoding each, 90 instructions a byte; a plain text is found here by two searches and
/// handed over where it lies. The answer is valid until more is received: the generated readers copy it at once into a std::string.
extern "C" char* tillbridge_string_in(struct soap* soap, int flag, long min_length, long max_length, const char* pattern) {
  const bool is_any_text = flag == 1 && min_length <= 0 && max_length < 0 && pattern == nullptr;
  const bool is_between_tags = soap->ahead == 0 && soap->cdata == 0 && soap->peeked == 0;
  if (!is_any_text || !is_between_tags || soap->bufidx >= soap->buflen) return soap_string_in(soap, flag, min_length, max_length, pattern);
  char* const text = soap->buf + soap->bufidx;
  auto* const end = static_cast<char*>(std::memchr(text, '<', soap->buflen - soap->bufidx));
  if (!is_plain(soap, text, end)) return soap_string_in(soap, flag, min_length, max_length, pattern);
  *end = '\0';
  soap->bufidx = static_cast<std::size_t>(end + 1 - soap->buf);
  soap->ahead = '<';  // looked at and not taken, in gSOAP's own way: its place is the end of the text now
  return text;
}
