#pragma once
#include <string_view>

namespace tillbridge::services::playground {

/// The files of this folder as they were when the program was built.
std::string_view page_html();
std::string_view style_css();
std::string_view app_js();

}  // namespace tillbridge::services::playground
