#pragma once
#include <string>
#include <string_view>

#include "sandbox/http_server.hpp"

namespace tillbridge::sandbox {

/// Text made harmless for HTML content and quoted attributes: every product text and customer name comes from outside.
std::string escape_html(std::string_view text);

/// A whole page: navigation, title, content. `active` is the path of the navigation entry to mark.
Response html_page(const std::string& title, const std::string& active, const std::string& content, int status = 200);
Response see_other(const std::string& location);
Response stylesheet();

/// <span class="badge …"> in the colour of a status word.
std::string badge(const std::string& word);
/// <input> with its label; `type` as in HTML.
std::string input(const std::string& label, const std::string& name, const std::string& value = {}, const std::string& type = "text");
std::string button(const std::string& text, bool quiet = false);

}  // namespace tillbridge::sandbox
