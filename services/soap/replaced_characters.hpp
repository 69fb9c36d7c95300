#pragma once
#include "domain/document.hpp"

namespace tillbridge::services {

/// Whether a text of the document that a person reads holds U+FFFD: the shop had a character there that no XML can carry (a control
/// character, half an emoji), or it had lost the character itself before.
bool has_replaced_characters(const domain::Document& document);

}  // namespace tillbridge::services
