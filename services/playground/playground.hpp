#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "contract/contract_table.hpp"
#include "services/http/message.hpp"

namespace tillbridge::services {

/// A page on which integrators try calls, in front of the service itself; only there when serve.playground is on:
///   GET  /playground                    the page, with /playground/app.js and /playground/style.css
///   GET  /playground/operations.json    what there is to choose from
///   GET  /playground/sample?operation=…&form=soap11|soap12|plain&least=0|1   a request to edit
///   POST /playground/code?language=…    the edited request in the body (at most kMaxRequest) as code in that language, without its password
/// Calls themselves go from the browser to the SOAP address, as any till's do: nothing passes through here, nothing is kept. The page
/// loads and calls nothing but this service and may not be framed. Everything else goes on to the next handler. Safe for any thread.
class Playground final : public http::RequestHandler {
 public:
  static constexpr std::size_t kMaxRequest = 1024 * 1024;

  /// `clock`: for the times in samples. Throws std::runtime_error when the contract that is built in cannot be read.
  Playground(http::RequestHandler& next, const base::Clock& clock);

  http::Response handle(http::Request& request) override;

 private:
  http::Response show(const http::Request& request) const;
  http::Response list_operations() const;
  http::Response sample(const http::Request& request) const;
  http::Response code(const http::Request& request) const;

  http::RequestHandler& next_;
  const base::Clock& clock_;
  contract::ContractTable contract_;
};

}  // namespace tillbridge::services
