#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/decimal.hpp"
#include "sandbox/http_server.hpp"

namespace tillbridge::sandbox {

/// The fields of a posted form.
class Form {
 public:
  explicit Form(const Request& request) : fields_(parse_form(request.body)) {}
  std::string text(const std::string& name) const;
  bool has(const std::string& name) const;
  /// 0 for an empty field; throws BadValue for anything but a number.
  base::Decimal number(const std::string& name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace tillbridge::sandbox
