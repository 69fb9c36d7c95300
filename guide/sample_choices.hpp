#pragma once
#include <string_view>
#include <vector>

namespace tillbridge::guide {

/// What the contract says in words only and samples have to know.

/// Elements that a sample leaves out unless the caller gives a value: the filters of GetNew….
bool is_left_out(std::string_view owner, std::string_view element);

/// Of two ways to say one thing ("give this, or Site and WebOrderNumber") the elements of each, the usual way first; empty
/// where `owner` has no such choice.
const std::vector<std::vector<std::string_view>>& alternatives_of(std::string_view owner);

/// Optional elements without which the shortest request would do nothing.
bool is_kept_in_least(std::string_view owner, std::string_view element);

/// One entry of a list: a value that makes it this kind of entry, and the elements that do not go with it.
struct EntryKind {
  std::string_view element, value;
  std::vector<std::string_view> without;
};

/// The kinds of entries that a list of this type shows; empty for lists that show one plain entry.
const std::vector<EntryKind>& entry_kinds_of(std::string_view type);

}  // namespace tillbridge::guide
