// Remarks beside an answer.
#include "guide/errors/entries.hpp"

namespace tillbridge::guide::errors {
namespace {

constexpr ErrorEntry kEntries[] = {
    {"unknown_element", ErrorPlace::kWarning, "",
     "An element that the contract does not know was ignored (in a list, or in place of one, it is a fault). The message names it, and the right spelling where only the case is wrong.",
     "Spell it as the contract does, or leave it out.", Retry::kNotNeeded},
    {"missing_namespace", ErrorPlace::kWarning, "",
     "The operation stands in no namespace; it was taken as ours.",
     "Declare xmlns=\"urn:tillbridge:pos:v1\".", Retry::kNotNeeded},
    {"replaced_characters", ErrorPlace::kWarning, "GetNew…",
     "A shop's text held characters that cannot be written in XML (control characters, half an emoji); U+FFFD stands in the place of each. The message names the documents.",
     "Nothing: book the document as it is; whoever needs the exact text finds it in the shop.", Retry::kNotNeeded},
    {"results_not_kept", ErrorPlace::kWarning, "Update…",
     "This is the first answer to a CallerReference, without its long list of rows.",
     "Nothing: the rows were told when the call was carried out.", Retry::kNotNeeded},
    {"notice", ErrorPlace::kWarning, "",
     "A remark of the operation, such as a kind of document that the account does not pull.",
     "Read the message once; ask the operator if it surprises you.", Retry::kNotNeeded},
};

}  // namespace

std::span<const ErrorEntry> warning_entries() { return kEntries; }

}  // namespace tillbridge::guide::errors
