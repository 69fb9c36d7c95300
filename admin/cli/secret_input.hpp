#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::admin::cli {

/// Secrets never stand on the command line, where every user of the machine can read them: they come from the standard input or from files.

/// `inputs`: "name=-" reads one line of the standard input each, in order; `files`: "name=path" reads a file's content. Blanks and line ends around a
/// secret are taken off. kInvalidRequest for anything else, a repeated name or an empty secret.
base::Result<std::map<std::string, std::string>> read_secrets(const std::vector<std::string>& inputs, const std::vector<std::string>& files);

/// A password from the file, "-" for the first line of the standard input; on a terminal it is asked for without echo.
base::Result<std::string> read_password(const std::string& file);

}  // namespace tillbridge::admin::cli
