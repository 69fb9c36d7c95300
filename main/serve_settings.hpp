#pragma once
#include "base/config.hpp"
#include "base/result.hpp"
#include "services/http/server.hpp"
#include "services/soap_service.hpp"

namespace tillbridge {

/// The settings [serve] as the parts take them. kInvalidRequest when serve.listen is no address with a port.
base::Result<services::http::HttpServerOptions> http_options(const base::Config& config);
services::SoapServiceOptions soap_options(const base::Config& config);

}  // namespace tillbridge
