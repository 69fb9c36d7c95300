#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillbridge::services::front {

/// Longest body that is read as a form. Larger documents go as XML itself, which is spooled and never copied.
inline constexpr std::size_t kMaxForm = 16 * 1024 * 1024;

/// Whether the body is a form: its content type says so, and it does not begin like XML (some posters label XML as a form).
bool is_form(std::string_view content_type, std::string_view body);

/// The document in a form, and what its own content type says about its encoding.
struct FormDocument {
  std::string xml;
  std::string content_type;
};

/// The one field named "xml" of an application/x-www-form-urlencoded or multipart/form-data post (a text or a file). kInvalidRequest with a line
/// that tells what to send: other fields, none, several, a form that cannot be taken apart.
base::Result<FormDocument> read_form(std::string_view content_type, std::string_view body);

}  // namespace tillbridge::services::front
