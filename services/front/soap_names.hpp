#pragma once
#include <string_view>

namespace tillbridge::services::front {

inline constexpr std::string_view kSoap11Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view kSoap12Envelope = "http://www.w3.org/2003/05/soap-envelope";
inline constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
/// The draft that old Perl and Apache toolkits still write, with `null` in place of `nil`.
inline constexpr std::string_view kSchemaInstance1999 = "http://www.w3.org/1999/XMLSchema-instance";

inline constexpr std::string_view kActorNext11 = "http://schemas.xmlsoap.org/soap/actor/next";
inline constexpr std::string_view kRoleNext12 = "http://www.w3.org/2003/05/soap-envelope/role/next";
inline constexpr std::string_view kRoleUltimateReceiver12 = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";

/// The OASIS namespace of WS-Security 1.0 and 1.1's core, and the drafts before it.
inline constexpr std::string_view kWsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
inline constexpr std::string_view kWsse2003 = "http://schemas.xmlsoap.org/ws/2003/06/secext";
inline constexpr std::string_view kWsse2002 = "http://schemas.xmlsoap.org/ws/2002/07/secext";

}  // namespace tillbridge::services::front
