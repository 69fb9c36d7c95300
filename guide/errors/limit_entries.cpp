// Faults of what is more than one call may hold.
#include "guide/errors/entries.hpp"

namespace tillbridge::guide::errors {
namespace {

constexpr ErrorEntry kEntries[] = {
    {"request_too_large", ErrorPlace::kLimit, "",
     "The body is larger than 256 MB inflated.",
     "Send fewer rows in each call.", Retry::kNo},
    {"compression_ratio", ErrorPlace::kLimit, "",
     "The compressed body grows too much when it is inflated.",
     "Send fewer rows in each call, or without compression.", Retry::kNo},
    {"spool_unavailable", ErrorPlace::kLimit, "",
     "A large request cannot be stored at the moment.",
     "Send it again later; tell the operator.", Retry::kYes},
    {"too_many_rows", ErrorPlace::kLimit, "Update…",
     "More than 100,000 rows stand in one call.",
     "Split the call.", Retry::kNo},
    {"too_many", ErrorPlace::kLimit, "GetNew…, Confirm…, SaveShipments",
     "More than 1,000 confirmations or shipments, a MaxCount above 1,000, or more than 20 document numbers.",
     "Split the call, or ask for fewer.", Retry::kNo},
    {"too_many_elements", ErrorPlace::kLimit, "",
     "A list inside a row has more than 1,000 entries.",
     "Send fewer.", Retry::kNo},
    {"text_too_long", ErrorPlace::kLimit, "",
     "The text of one element is longer than 1 MB, a credential longer than 1,024 bytes.",
     "Shorten it.", Retry::kNo},
    {"head_too_long", ErrorPlace::kLimit, "",
     "More than 64 KB stand before the operation.",
     "Send the operation earlier.", Retry::kNo},
    {"too_deep", ErrorPlace::kLimit, "",
     "Elements are nested deeper than 32 levels.",
     "Build the request as the contract says.", Retry::kNo},
    {"too_many_attributes", ErrorPlace::kLimit, "",
     "An element has more than 64 attributes.",
     "Leave attributes out; none is needed.", Retry::kNo},
    {"too_many_namespaces", ErrorPlace::kLimit, "",
     "An element declares more than 32 namespaces.",
     "Declare the one that is needed.", Retry::kNo},
    {"attribute_too_long", ErrorPlace::kLimit, "",
     "An attribute is longer than 8 KB.",
     "Leave attributes out; none is needed.", Retry::kNo},
    {"name_too_long", ErrorPlace::kLimit, "",
     "The name of an element or attribute is longer than 256 bytes.",
     "Build the request as the contract says.", Retry::kNo},
    {"tag_too_long", ErrorPlace::kLimit, "",
     "One tag is longer than the limit that the message names.",
     "Leave attributes out; none is needed.", Retry::kNo},
    {"too_many_names", ErrorPlace::kLimit, "",
     "The request has more than 1,000 different names of elements and attributes.",
     "Build the request as the contract says.", Retry::kNo},
    {"comment_too_long", ErrorPlace::kLimit, "",
     "A comment is longer than the limit that the message names.",
     "Leave comments out.", Retry::kNo},
};

}  // namespace

std::span<const ErrorEntry> limit_entries() { return kEntries; }

}  // namespace tillbridge::guide::errors
