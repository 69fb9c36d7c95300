#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "contract/contract_table.hpp"
#include "services/http/message.hpp"

namespace tillbridge::services {

/// What programmers of tills read, in front of the service itself, as plain HTML without scripts, with nothing about this installation
/// but, in samples, the address under which the caller reached us:
///   GET /help                          the operations
///   GET /help/operations/<Operation>   one of them: elements, sample, real answer, errors
///   GET /help/operations/<Operation>/<language>   its sample as text: xml, curl, php, python, csharp, java
///   GET /help/errors                   every code
///   GET /help/errors/<code>            one code: the address that stands in a fault's Extras under "help"; 404 with the list of
///                                      codes for another word
/// Everything else goes on to the next handler. Safe for any thread.
class HelpPages final : public http::RequestHandler {
 public:
  /// `clock`: for the times in samples. Throws std::runtime_error when the contract that is built in cannot be read.
  HelpPages(http::RequestHandler& next, const base::Clock& clock);

  http::Response handle(http::Request& request) override;

 private:
  http::Response show(const std::string& path, const std::string& public_base) const;
  http::Response show_operation(std::string_view name, const std::string& public_base) const;
  http::Response not_found() const;

  http::RequestHandler& next_;
  const base::Clock& clock_;
  contract::ContractTable contract_;
};

}  // namespace tillbridge::services
