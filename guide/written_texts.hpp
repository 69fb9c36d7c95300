#pragma once
#include <string_view>

namespace tillbridge::guide {

/// guide/texts/<operation>.md as it was when the program was built: what the contract's words cannot say. Throws std::logic_error for
/// an operation without one.
std::string_view written_text(std::string_view operation);

/// guide/answers/<name>.xml: what the service really answered to the sample on the operation's page ("UpdateInventory"), or "fault".
/// tests/soap/guide_answers_test.cpp holds them against the service.
std::string_view real_answer(std::string_view name);

}  // namespace tillbridge::guide
