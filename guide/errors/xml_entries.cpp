// Faults of what is no sound XML.
#include "guide/errors/entries.hpp"

namespace tillbridge::guide::errors {
namespace {

constexpr ErrorEntry kEntries[] = {
    {"bad_coding", ErrorPlace::kXml, "",
     "Content-Encoding is other than gzip, deflate, identity, or stands twice.",
     "Use one of them.", Retry::kNo},
    {"bad_compression", ErrorPlace::kXml, "",
     "The compressed request is damaged or cut off.",
     "Send it whole, or without compression.", Retry::kNo},
    {"malformed_xml", ErrorPlace::kXml, "",
     "The request is not well-formed XML; the message names line and column.",
     "Escape & and <, close every element. Let an XML writer do it.", Retry::kNo},
    {"incomplete_xml", ErrorPlace::kXml, "",
     "The document was cut off.",
     "Send the whole document again; Content-Length counts bytes, not characters.", Retry::kNo},
    {"junk_after_envelope", ErrorPlace::kXml, "",
     "Something stands behind the end of the document.",
     "End with the Envelope; only blanks and NULs may follow.", Retry::kNo},
    {"not_xml", ErrorPlace::kXml, "",
     "The request does not begin with <.",
     "Send XML.", Retry::kNo},
    {"empty_request", ErrorPlace::kXml, "",
     "The request holds nothing or only blanks.",
     "Send an envelope.", Retry::kNo},
    {"encoding", ErrorPlace::kXml, "",
     "Bytes do not fit the declared encoding, or the encoding is not read here.",
     "Declare the right one, or send UTF-8.", Retry::kNo},
    {"unknown_entity", ErrorPlace::kXml, "",
     "An entity stands there that is none of the five of XML, such as &nbsp;.",
     "Write the character itself, or its number (&#160;).", Retry::kNo},
    {"dtd_not_allowed", ErrorPlace::kXml, "",
     "The request has a document type declaration.",
     "Leave it out.", Retry::kNo},
    {"processing_instruction_not_allowed", ErrorPlace::kXml, "",
     "The request has a processing instruction.",
     "Leave it out.", Retry::kNo},
};

}  // namespace

std::span<const ErrorEntry> xml_entries() { return kEntries; }

}  // namespace tillbridge::guide::errors
