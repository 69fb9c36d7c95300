#pragma once
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "persistence/database.hpp"
#include "services/fingerprints/fingerprints.hpp"
#include "services/fingerprints/moved_items.hpp"
#include "services/handlers/update_answer.hpp"
#include "services/handlers/update_piece.hpp"

namespace tillbridge::services {

/// Applies the pieces of one update call to the store, passing by the rows of which the account's memory says that they change nothing.
/// What it says counts only at one moment of the account's clock, and that is proven before anybody relies on it: by the clock that the
/// login read where all rows are held, by stepping the clock from that very moment where anything is written. Answers and stored rows are
/// those of a store without memory.
///
/// Round trips of a server: none when all rows are held (the login brought the clock), one more when the clock had moved by a call beside; one when
/// a single quantity differs; begin, step, reads of the rows that are not held, writes, commit where few rows are unknown; a reading transaction before that where many
/// are. One object per call.
template <class Row, class Slice>
class RememberingStore {
 public:
  RememberingStore(persistence::Database& database, Fingerprints& fingerprints, const UpdateContext& context, const UpdateLimits& limits)
      : database_(database), fingerprints_(fingerprints), memory_(fingerprints.of(context.account)), context_(context), limits_(limits), seen_(context.clock) {}

  /// Parallel to the rows; none = held, unchanged. Committed when it returns; throws persistence::DatabaseUnavailable, nothing was done then.
  using Results = std::vector<std::optional<domain::RowResult>>;

  Results apply(std::span<const Row> rows, std::span<const RowPrint> prints) {
    Piece piece{rows, prints, Results(rows.size()), memory_->recall(prints)};
    if (piece.is_held() && stands_at(*piece.recalled.moment)) return std::move(piece.results);
    const auto bytes = memory_->bytes();
    const auto turn = memory_->take_turn(kLongestTurn);
    piece.has_turn = turn.has_value();
    piece.recalled = recall(piece);
    if (piece.is_held() || piece.recalled.unknown >= limits_.unknown_rows_to_read) read(piece);
    if (!piece.is_done) write(piece);
    if (memory_->bytes() > bytes) fingerprints_.keep_within_limit(context_.account);
    return std::move(piece.results);
  }

 private:
  /// As long as the store itself lets a writer wait for another one of the account.
  static constexpr std::chrono::milliseconds kLongestTurn{5'000};

  /// Leaves the writing transaction without a commit: there was nothing to store, and the clock need not move.
  struct NothingToStore : std::exception {};

  struct Piece {
    std::span<const Row> rows;
    std::span<const RowPrint> prints;
    Results results;
    Recalled recalled;
    bool has_turn = false;            ///< else the memory is left alone
    bool is_done = false;
    bool writes = false;
    std::vector<AccountMemory::Noted> judged = {};  ///< in the order in which they were judged

    bool is_held() const { return recalled.held == rows.size() && recalled.moment; }
    void begin_judging(const Recalled& known) {
      recalled = known;
      for (auto& result : results) result.reset();
      judged.clear();
      writes = false;
    }
  };
  using Candidates = std::vector<Candidate<Row>>;

  /// Where nothing is remembered, the moment that the login saw saves asking for the step.
  Recalled recall(const Piece& piece) const {
    Recalled recalled = piece.has_turn ? memory_->recall(piece.prints) : nothing_recalled(piece.prints.size());
    if (!recalled.moment) recalled.moment = seen_;
    return recalled;
  }

  bool stands_at(const domain::AccountClock& moment) {
    if (seen_ == moment) return true;
    database_.glance([&](persistence::UnitOfWork& work) { seen_ = work.accounts().clock_moment(context_.account); });
    return seen_ == moment;
  }

  /// The clock stood elsewhere: what is recalled is what is true at step `up_to`.
  void catch_up(persistence::UnitOfWork& work, Piece& piece, domain::Step up_to) const {
    if (piece.has_turn) forget_what_moved(work, context_.account, *memory_, fingerprints_.secret(), up_to);
    piece.recalled = piece.has_turn ? memory_->recall(piece.prints) : nothing_recalled(piece.prints.size());
  }

  /// Judges without storing. Ends early where most of a slice changes: the writing transaction would read it all again.
  void read(Piece& piece) {
    const Recalled before = piece.recalled;
    domain::AccountClock now;
    Candidates candidates;
    std::size_t visited = 0;
    database_.read([&](persistence::UnitOfWork& work) {
      piece.begin_judging(before);
      now = work.accounts().clock_moment(context_.account);
      if (piece.recalled.moment != now) catch_up(work, piece, now.step);
      candidates = candidates_of(piece.rows, piece.recalled.rows, Slice::kById);
      visited = for_each_slice(work, piece, candidates, [](Slice& slice) {
        const auto changed = std::count_if(slice.fates().begin(), slice.fates().end(), [](const RowFate& fate) { return fate.changed; });
        return static_cast<std::size_t>(changed) * 2 <= slice.fates().size();
      });
    });
    seen_ = now;
    piece.is_done = !piece.writes && visited == candidates.size();
    hold_what_lasts(piece, candidates, now);
  }

  /// Rows that would change nothing are held from here on, where that is so of all rows of their place.
  void hold_what_lasts(Piece& piece, const Candidates& candidates, const domain::AccountClock& now) {
    Recalled& recalled = piece.recalled;
    recalled.moment = now;
    for (std::size_t i = 0; i < piece.judged.size(); ++i) {
      auto& row = recalled.rows[candidates[i].at];
      if (!piece.judged[i].fate.lasting || piece.judged[i].fate.changed) continue;
      if (row == Recollection::kUnknown) --recalled.unknown;
      row = Recollection::kHeld;
      ++recalled.held;
    }
    recalled.hold_all_or_none(piece.prints);
    if (!piece.has_turn) return;
    std::vector<AccountMemory::Noted> held;
    for (std::size_t i = 0; i < piece.judged.size(); ++i)
      if (recalled.rows[candidates[i].at] == Recollection::kHeld) held.push_back(piece.judged[i]);
    memory_->note(held, now);
  }

  /// One row that certainly differs, and whose place has nothing else to be looked after: clock and quantity in one statement.
  bool overwrite(Piece& piece) {
    if constexpr (requires { &Slice::overwritten_by; }) {
      if (!piece.has_turn || !piece.recalled.moment || piece.recalled.held + 1 != piece.rows.size()) return false;
      const auto candidates = candidates_of(piece.rows, piece.recalled.rows, Slice::kById);
      const auto& candidate = candidates.front();
      const auto level = Slice::overwritten_by(candidate, context_.now);
      if (!level) return false;
      std::optional<domain::AccountClock> next;
      database_.write_at_once([&](persistence::UnitOfWork& work) { next = work.accounts().step_clock_with(context_.account, *piece.recalled.moment, *level); });
      if (!next) return false;
      piece.begin_judging(piece.recalled);
      auto& result = piece.results[candidate.at] = Slice::updated_row(*candidate.row);
      const AccountMemory::Noted noted{&piece.prints[candidate.at], fate_of(*result, true)};
      memory_->note({&noted, 1}, *next);
      seen_ = next;
      return true;
    } else {
      return false;
    }
  }

  void write(Piece& piece) {
    if (overwrite(piece)) return;
    const Recalled before = piece.recalled;
    domain::AccountClock now;
    bool from_known = false;
    const auto judge_and_store = [&](persistence::UnitOfWork& work) {
      piece.begin_judging(before);
      const auto next = before.moment ? work.accounts().step_clock_from(context_.account, *before.moment) : std::nullopt;
      from_known = next.has_value();
      now = next ? *next : work.accounts().advance_clock(context_.account);
      if (!next) catch_up(work, piece, now.step - 1);
      for_each_slice(work, piece, candidates_of(piece.rows, piece.recalled.rows, Slice::kById), [&](Slice& slice) {
        if (slice.writes_anything()) slice.store(work, now.step);
        return true;
      });
      if (!piece.writes) throw NothingToStore{};
    };
    try {
      database_.write(judge_and_store);
    } catch (const NothingToStore&) {
      if (!from_known) return;
      now = *before.moment;
    }
    seen_ = now;
    if (piece.has_turn) memory_->note(piece.judged, now);
  }

  /// Stops after the first slice for which `visit` says false; returns how many candidates were judged.
  template <class Visit>
  std::size_t for_each_slice(persistence::UnitOfWork& work, Piece& piece, const Candidates& candidates, Visit visit) {
    const std::span<const Candidate<Row>> all(candidates);
    std::size_t at = 0;
    for (bool go_on = true; at < all.size() && go_on;) {
      const auto part = all.subspan(at, std::min(limits_.slice_rows, all.size() - at));
      Slice slice(work, context_, part);
      piece.writes = piece.writes || slice.writes_anything();
      go_on = visit(slice);
      for (std::size_t i = 0; i < part.size(); ++i) {
        piece.results[part[i].at] = std::move(slice.results()[i]);
        piece.judged.push_back({&piece.prints[part[i].at], slice.fates()[i]});
      }
      at += part.size();
    }
    return at;
  }

  persistence::Database& database_;
  Fingerprints& fingerprints_;
  std::shared_ptr<AccountMemory> memory_;
  UpdateContext context_;
  UpdateLimits limits_;
  std::optional<domain::AccountClock> seen_;  ///< where the account's clock was seen last
};

}  // namespace tillbridge::services
