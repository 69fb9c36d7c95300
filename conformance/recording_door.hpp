#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "conformance/call_reader.hpp"
#include "conformance/http_exchange.hpp"
#include "conformance/recorder.hpp"

namespace tillbridge::conformance {

/// A small reverse proxy in front of the service: the till under test calls here, everything passes through unchanged, and each operation is kept
/// in the recorder. One thread per connection. Not made for the open internet.
class RecordingDoor {
 public:
  /// Listens at once on `listen` (a loopback address and a port, 0 = any free one); throws std::runtime_error when it cannot. The references outlive the door.
  RecordingDoor(const PlainAddress& listen, PlainAddress service, const CallReader& reader, Recorder& recorder, const base::Clock& clock);
  ~RecordingDoor();                   ///< closes all connections and waits for their threads
  RecordingDoor(const RecordingDoor&) = delete;
  RecordingDoor& operator=(const RecordingDoor&) = delete;

  std::string url() const;            ///< "http://127.0.0.1:PORT"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tillbridge::conformance
