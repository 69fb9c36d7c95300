#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "services/http/message.hpp"

struct soap;

namespace tillbridge::services {

/// One gSOAP run over one request: reads the clean envelope that the front parser emits, hands rows over as they are parsed, and
/// writes the result. Knows nothing of HTTP. For one thread and one request; costs about 200 KB while it lives.
class SoapContext {
 public:
  /// The next piece of the envelope; empty at its end. May throw: reading ends and the exception passes on.
  using Source = std::function<std::string_view()>;

  explicit SoapContext(Source source);
  ~SoapContext();
  SoapContext(const SoapContext&) = delete;
  SoapContext& operator=(const SoapContext&) = delete;

  /// Rows are given to `take` (a pointer to the generated row type) one by one and forgotten. May throw.
  void on_row(std::function<void(void*)> take);
  /// Reads envelope and operation: `parse` calls the generated reader of the operation's element and says whether it succeeded.
  /// Throws what the source or `take` threw, else std::runtime_error with gSOAP's words when the envelope cannot be read.
  void read(const std::function<bool(struct soap*)>& parse);
  /// Writes what `write` serialises, without prolog or namespaces; throws std::runtime_error when it cannot.
  void write(http::BodyWriter& out, const std::function<int(struct soap*)>& write);

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace tillbridge::services
