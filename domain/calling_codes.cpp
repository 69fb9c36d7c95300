#include "domain/calling_codes.hpp"

#include <array>

#include "base/text.hpp"

namespace tillbridge::domain {
namespace {

constexpr std::array kCodes = {
    CallingCode{"ae", "971", "0"}, CallingCode{"al", "355", "0"}, CallingCode{"ar", "54", "0"},  CallingCode{"at", "43", "0"},  CallingCode{"au", "61", "0"},
    CallingCode{"ba", "387", "0"}, CallingCode{"be", "32", "0"},  CallingCode{"bg", "359", "0"}, CallingCode{"br", "55", "0"},  CallingCode{"by", "375", "80"},
    CallingCode{"ca", "1", "1"},   CallingCode{"ch", "41", "0"},  CallingCode{"cl", "56", ""},   CallingCode{"cn", "86", "0"},  CallingCode{"co", "57", ""},
    CallingCode{"cy", "357", ""},  CallingCode{"cz", "420", ""},  CallingCode{"de", "49", "0"},  CallingCode{"dk", "45", ""},   CallingCode{"ee", "372", ""},
    CallingCode{"es", "34", ""},   CallingCode{"fi", "358", "0"}, CallingCode{"fr", "33", "0"},  CallingCode{"gb", "44", "0"},  CallingCode{"gg", "44", "0"},
    CallingCode{"gr", "30", ""},   CallingCode{"hk", "852", ""},  CallingCode{"hr", "385", "0"}, CallingCode{"hu", "36", "06"}, CallingCode{"ie", "353", "0"},
    CallingCode{"il", "972", "0"}, CallingCode{"im", "44", "0"},  CallingCode{"in", "91", "0"},  CallingCode{"is", "354", ""},  CallingCode{"it", "39", ""},
    CallingCode{"je", "44", "0"},  CallingCode{"jp", "81", "0"},  CallingCode{"kr", "82", "0"},  CallingCode{"li", "423", ""},  CallingCode{"lt", "370", "0"},
    CallingCode{"lu", "352", ""},  CallingCode{"lv", "371", ""},  CallingCode{"mc", "377", ""},  CallingCode{"md", "373", "0"}, CallingCode{"me", "382", "0"},
    CallingCode{"mk", "389", "0"}, CallingCode{"mt", "356", ""},  CallingCode{"mx", "52", ""},   CallingCode{"nl", "31", "0"},  CallingCode{"no", "47", ""},
    CallingCode{"nz", "64", "0"},  CallingCode{"pl", "48", ""},   CallingCode{"pt", "351", ""},  CallingCode{"ro", "40", "0"},  CallingCode{"rs", "381", "0"},
    CallingCode{"ru", "7", "8"},   CallingCode{"sa", "966", "0"}, CallingCode{"se", "46", "0"},  CallingCode{"sg", "65", ""},   CallingCode{"si", "386", "0"},
    CallingCode{"sk", "421", "0"}, CallingCode{"sm", "378", ""},  CallingCode{"tr", "90", "0"},  CallingCode{"ua", "380", "0"}, CallingCode{"us", "1", "1"},
    CallingCode{"va", "39", ""},   CallingCode{"xk", "383", "0"}, CallingCode{"za", "27", "0"}};

}  // namespace

std::optional<CallingCode> calling_code_of(const std::string& country) {
  const auto wanted = base::to_lower(country);
  for (const auto& entry : kCodes)
    if (entry.country == wanted) return entry;
  return std::nullopt;
}

}  // namespace tillbridge::domain
