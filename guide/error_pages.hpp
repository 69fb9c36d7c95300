#pragma once
#include <optional>
#include <string_view>

#include "guide/page.hpp"

namespace tillbridge::guide {

/// The whole catalogue: docs/errors.md and /help/errors.
Page catalogue_page();
/// One code in all the places where it can stand; nothing for a word that is none.
std::optional<Page> error_page(std::string_view code);
/// What stands where a code is none of ours: the list of all.
Page unknown_error_page();

}  // namespace tillbridge::guide
