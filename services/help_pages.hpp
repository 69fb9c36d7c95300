#pragma once
#include <string>

#include "contract/contract_table.hpp"
#include "services/http/message.hpp"

namespace tillbridge::services {

/// What programmers of tills read, in front of the service itself, as plain HTML without scripts, the same for every caller and with
/// nothing about this installation:
///   GET /help                          the operations
///   GET /help/operations/<Operation>   one of them: elements, sample, real answer, errors
///   GET /help/errors                   every code
///   GET /help/errors/<code>            one code: the address that stands in a fault's Extras under "help"; 404 with the list of
///                                      codes for another word
/// Everything else goes on to the next handler. Safe for any thread.
class HelpPages final : public http::RequestHandler {
 public:
  /// Throws std::runtime_error when the contract that is built in cannot be read.
  explicit HelpPages(http::RequestHandler& next);

  http::Response handle(http::Request& request) override;

 private:
  http::Response show(const std::string& path) const;

  http::RequestHandler& next_;
  contract::ContractTable contract_;
};

}  // namespace tillbridge::services
