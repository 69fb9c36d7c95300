#pragma once
#include <string>
#include <string_view>

namespace tillbridge::guide {

/// The value behind "Example:" in the contract's words about an element; "" where there is none.
/// It ends at the full stop of the sentence: "Example: 19.99. Absent: as it is." gives "19.99".
std::string example_in(std::string_view documentation);

/// The words without their "Example: …." part.
std::string without_example(std::string_view documentation);

}  // namespace tillbridge::guide
