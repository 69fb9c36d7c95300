#include "services/http/inflater.hpp"

#include <stdexcept>

namespace tillbridge::services::http {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

}  // namespace

Inflater::Inflater(ContentCoding coding) : may_be_raw_(coding == ContentCoding::kDeflate) {
  if (inflateInit2(&stream_, coding == ContentCoding::kGzip ? kGzipWindow : kZlibWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
}

Inflater::~Inflater() { inflateEnd(&stream_); }

bool Inflater::restart_raw() {
  if (!may_be_raw_ || stream_.total_out != 0) return false;
  may_be_raw_ = false;
  return inflateReset2(&stream_, kRawWindow) == Z_OK;
}

Inflater::Outcome Inflater::inflate(std::string_view bytes, const std::function<bool(std::string_view)>& sink) {
  if (is_complete_) return bytes.empty() ? Outcome::kEnd : Outcome::kBad;
  const auto set_input = [&] {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
  };
  set_input();
  do {
    stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
    stream_.avail_out = static_cast<uInt>(out_.size());
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_DATA_ERROR && restart_raw()) {
      set_input();
      continue;
    }
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return Outcome::kBad;
    const std::size_t count = out_.size() - stream_.avail_out;
    if (count > 0 && !sink({out_.data(), count})) return Outcome::kStopped;
    if (result == Z_STREAM_END) {
      is_complete_ = true;
      return stream_.avail_in == 0 ? Outcome::kEnd : Outcome::kBad;
    }
    if (result == Z_BUF_ERROR) break;
  } while (stream_.avail_in > 0 || stream_.avail_out == 0);
  return Outcome::kMore;
}

}  // namespace tillbridge::services::http
