#include "bench/parts_probe.hpp"

#include "bench/parts_probed_work.hpp"

namespace tillbridge::bench {
namespace {

template <class Database>
void glance_at(Database& database, const ProbedDatabase::Work& work) {
  if constexpr (requires { database.glance(work); }) database.glance(work);
  else database.read(work);
}

}  // namespace

bool ProbedDatabase::log_in(const std::function<void()>& act) {
  if (timeline_.now() != Part::kFront) return false;
  timeline_.go_to(Part::kLogin);
  act();
  timeline_.go_to(Part::kFront);
  return true;
}

void ProbedDatabase::write(const Work& work) {
  timeline_.go_to(Part::kWrite);
  inner_.write([&](persistence::UnitOfWork& unit) {
    timeline_.go_to(Part::kWrite);
    ProbedWork probed(unit, timeline_);
    work(probed);
    timeline_.go_to(Part::kCommit);
  });
  timeline_.end_transaction();
}

void ProbedDatabase::read(const Work& work) {
  if (log_in([&] { inner_.read(work); })) return;
  timeline_.go_to(Part::kDetect);
  inner_.read(work);
  timeline_.end_transaction();
}

void ProbedDatabase::glance(const Work& work) {
  if (log_in([&] { glance_at(inner_, work); })) return;
  timeline_.go_to(Part::kDetect);
  glance_at(inner_, work);
  timeline_.end_transaction();
}

base::Timestamp ProbedClock::now() const {
  timeline_.begin_rows();
  return system_.now();
}

services::http::Response ProbedHandler::handle(services::http::Request& request) {
  timeline_.go_to(Part::kFront);
  auto response = inner_.handle(request);
  timeline_.go_to(Part::kSend);
  return response;
}

}  // namespace tillbridge::bench
